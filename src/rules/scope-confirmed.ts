import { addMonths } from '../core/dates.ts'
import { unfilled } from '../core/filled.ts'
import type { Level } from '../core/finding.ts'
import type { DateGiven, Manifest, Statement, Text } from '../core/manifest.ts'
import { notAPerson, personOf } from '../core/people.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type Scope = Subject & {
  readonly reason: Text
  readonly by: Text
  readonly on: DateGiven
  readonly level: Level
  readonly needed: boolean
  readonly manifest: Manifest
}

/** The thresholds look at the preceding year, so the answer is good for one. */
const CONFIRMED_MONTHS = 12

export default defineRule<Scope>({
  id: 'scope/confirmed',
  level: 'error',
  summary:
    'Whether the rules reach the organization, a system or nothing here is confirmed by a named person on a date, with the reason.',
  why: 'One answer switches every duty on or off, so it needs a reason, a name and a day that an auditor can check.',
  fix: 'Write the reason, `confirmed-by` and `confirmed-on`; ask counsel to confirm it again when the figures change.',
  cites: ['Civ. Code 1798.140(d)'],

  subjects({ manifest, duties: all }) {
    if (manifest === undefined) return []
    const duties = all.filter((duty) => duty.obligation === 'business-threshold-check')
    const { organization, noSystems, systems } = manifest
    const { route, reasoning, confirmedBy, confirmedOn, role } = organization
    const none = systems.length === 0
    const stated = (statement: Statement) => ({
      reason: statement.reason,
      by: statement.confirmedBy,
      on: statement.confirmedOn,
    })
    return [
      {
        subject: 'organization/ccpa',
        scope: 'organization',
        route: [...route, 'ccpa'],
        reason: reasoning,
        by: confirmedBy,
        on: confirmedOn,
        needed: !none && role.value !== undefined,
        level: role.value === 'business' ? 'warning' : 'error',
        manifest,
        duties,
      },
      {
        subject: 'no-systems',
        scope: 'organization',
        route: noSystems.route,
        ...stated(noSystems),
        needed: none,
        level: 'error',
        manifest,
      },
      // One line of these takes every duty off a system, so it is held to the same.
      ...systems
        .filter((system) => system.role.value === 'service-provider' || system.californiaResidents.value === 'no')
        .map((system) => ({
          subject: `${system.id}/out-of-scope`,
          scope: system.id,
          route: system.outOfScope.route,
          ...stated(system.outOfScope),
          needed: true,
          level: 'error' as const,
          manifest,
        })),
    ]
  },

  check({ subject, reason, by, on, level, needed, manifest }, { asOf }) {
    if (!needed)
      return notApplicable(subject === 'no-systems' ? 'is not needed: systems are declared' : 'decides nothing here')
    const key = subject === 'organization/ccpa' ? 'reasoning' : 'reason'
    if (unfilled([reason.value ?? '']) !== undefined)
      return fail('gives no reason', `write \`${key}:\` with the facts that it rests on`, { level, at: [key] })
    const person = personOf(manifest, by)
    if (by.value === undefined)
      return fail('is confirmed by nobody', 'write `confirmed-by:` with the key of a person from `people`', {
        level,
        at: ['confirmed-by'],
      })
    if (person === undefined || notAPerson(person) !== undefined) {
      return fail(
        `is confirmed by \`${by.value}\`, who is not a named person under \`people\``,
        person === undefined
          ? 'write the key of a person from `people`, or add the person there'
          : 'write `confirmed-by:` with the key of a named person',
        { level, at: ['confirmed-by'] },
      )
    }
    if (on.value === undefined)
      return fail('has no day of confirmation', 'write `confirmed-on: YYYY-MM-DD`', { level, at: ['confirmed-on'] })
    if (on.value > asOf)
      return fail(`is confirmed on ${on.value}, which is after ${asOf}`, 'write the day on which it was confirmed', {
        level,
        at: ['confirmed-on'],
      })
    const until = addMonths(on.value, CONFIRMED_MONTHS)
    if (asOf > until) {
      const next = 'have it confirmed again from the figures of the last year, and set `confirmed-on`'
      return fail(`was confirmed on ${on.value}, more than ${CONFIRMED_MONTHS} months before ${asOf}`, next, {
        level: 'warning',
        at: ['confirmed-on'],
      })
    }
    return pass(`was confirmed by ${person.name.value ?? by.value} on ${on.value}`)
  },
})
