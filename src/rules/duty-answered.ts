import { choicesAt } from '../core/choices.ts'
import type { Duty } from '../core/duty.ts'
import { keyOf } from '../core/duty-level.ts'
import { unfilled } from '../core/filled.ts'
import type { Route } from '../core/route.ts'
import { defineRule, fail, pass, type Subject } from '../core/rule.ts'
import { subjectOf } from '../core/subject.ts'

type Answered = Subject & { readonly missing: readonly { readonly route: Route; readonly name: string }[] }

export default defineRule<Answered>({
  id: 'duty/answered',
  level: 'error',
  summary: 'Every duty that the manifest’s own answers prove has them.',
  why: 'For these duties the answer in the manifest is the record.',
  fix: 'Write the answer at the place that the finding names.',
  cites: [],

  subjects({ manifest, duties, written }) {
    if (manifest === undefined) return []
    const routes = new Map(manifest.systems.map((system) => [system.id, system.route]))
    return duties
      .filter((duty) => duty.asked && duty.answers.length > 0)
      .map((duty) => {
        const base = routes.get(duty.subject) ?? manifest.organization.route
        const found = duty.answers
          .flatMap((pattern) => unanswered(written, base, pattern.split('.')))
          .map((route) => ({ route, name: subjectOf(route, manifest).replace(/^[^/]*\//, '') }))
        // A list that is not there lacks each of its answers, and is told once.
        const missing = [...new Map(found.map((each) => [each.name, each])).values()].sort((a, b) =>
          a.name < b.name ? -1 : 1,
        )
        return { subject: keyOf(duty), scope: duty.subject, route: base, duties: [duty], missing, ...ownerOf(duty) }
      })
  },

  check({ missing, route }, facts) {
    const [first] = missing
    if (first === undefined) return pass('is answered in the manifest')
    const names = missing.slice(0, NAMES).map(({ name }) => `\`${name}\``)
    const more = missing.length - names.length
    const all = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ')
    return fail(
      `is not answered; it lacks ${all}`,
      `write \`${String(first.route.at(-1))}:\` with what is true: ${choicesAt(first.route, facts)}`,
      {
        at: first.route.slice(route.length),
      },
    )
  },
})

/** Missing answers that a message names; the rest are counted. */
const NAMES = 3

/** The places that a pattern such as `data.inputs.*.category` leads to where nothing is written. */
function unanswered(written: unknown, base: Route, pattern: readonly string[]): readonly Route[] {
  const start = base.reduce<unknown>(below, written)
  return walk(start, base, pattern)
}

/** A list under `*` that is not there, or empty, answers nothing. */
function walk(value: unknown, route: Route, pattern: readonly string[]): readonly Route[] {
  const [step, ...rest] = pattern
  if (step === undefined) return isAnswer(value) ? [] : [route]
  if (step !== '*') return walk(below(value, step), [...route, step], rest)
  return Array.isArray(value) && value.length > 0
    ? value.flatMap((each: unknown, index) => walk(each, [...route, index], rest))
    : [route]
}

function isAnswer(value: unknown): boolean {
  if (typeof value !== 'string') return value !== undefined && value !== null
  return value === 'yes' || value === 'no' || unfilled([value]) === undefined
}

function below(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
  return Reflect.get(value, step)
}

function ownerOf(duty: Duty): { readonly owner?: string } {
  return duty.owner === undefined ? {} : { owner: duty.owner }
}
