import { unfilled } from '../core/filled.ts'
import type { Level } from '../core/finding.ts'
import type { Manifest } from '../core/manifest.ts'
import { notAPerson, personOf } from '../core/people.ts'
import { CONFIRMED_MONTHS, confirmedUntil } from '../core/review-period.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'
import { type ScopeStatement, scopeStatements } from '../core/scope-statements.ts'

type Scope = Subject & ScopeStatement & { readonly level: Level; readonly manifest: Manifest }

export default defineRule<Scope>({
  id: 'scope/confirmed',
  level: 'error',
  summary:
    'Whether the rules reach the organization, a system or nothing here is confirmed by a named person on a date, with the reason.',
  why: 'One answer switches every duty on or off, so it needs a reason, a name and a day that an auditor can check.',
  fix: 'Write the reason, `confirmed-by` and `confirmed-on`; ask counsel to confirm it again when the figures change.',
  cites: ['Civ. Code 1798.140(d)'],

  subjects(facts) {
    const { manifest, duties: all } = facts
    if (manifest === undefined) return []
    const duties = all.filter((duty) => duty.obligation === 'business-threshold-check')
    const business = manifest.organization.role.value === 'business'
    return scopeStatements(facts).map((statement) =>
      statement.subject === 'organization/ccpa'
        ? { ...statement, level: business ? ('warning' as const) : ('error' as const), manifest, duties }
        : { ...statement, level: 'error' as const, manifest },
    )
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
    if (asOf > confirmedUntil(on.value)) {
      const next = 'have it confirmed again from the figures of the last year, and set `confirmed-on`'
      return fail(`was confirmed on ${on.value}, more than ${CONFIRMED_MONTHS} months before ${asOf}`, next, {
        level: 'warning',
        at: ['confirmed-on'],
      })
    }
    return pass(`was confirmed by ${person.name.value ?? by.value} on ${on.value}`)
  },
})
