import type { Question } from '../core/determination.ts'
import type { Duty } from '../core/duty.ts'
import type { Asked } from '../core/facts.ts'
import type { Level } from '../core/finding.ts'
import { routesOf, unique } from '../core/logic.ts'
import type { Manifest } from '../core/manifest.ts'
import { day, type Regulation } from '../core/regulation.ts'
import { printRoute, type Route } from '../core/route.ts'
import { auditTier } from './cybersecurity-audit.ts'
import type { SystemLaw } from './system.ts'

/**
 * The answers that the law turns on here, once each: the missing ones with what to answer, and the given ones.
 * An answer that can no longer matter is not among them. A missing one is an error unless only unconfirmed law turns on it.
 */
export function collectQuestions(
  manifest: Manifest,
  laws: readonly SystemLaw[],
  duties: readonly Duty[],
  regulation: Regulation,
  asOf: string,
): readonly Asked[] {
  const creating = laws.flatMap(({ system, creating: list }) => list.map((each) => ({ scope: system.id, ...each })))
  const undecided = duties.filter((duty) => duty.applies === 'unknown')
  const asked = new Map<string, Asked>()
  const add = (
    scope: string,
    route: Route,
    open: Pick<Asked, 'level' | 'cites' | 'decides'> & { readonly ask?: string },
  ) => {
    const key = printRoute(route)
    const before = asked.get(key)
    const place = { scope: route[0] === 'organization' ? 'organization' : scope, route }
    if (before === undefined) asked.set(key, { ...open, ...place })
    else {
      asked.set(key, {
        ...open,
        ...place,
        level: graver(before.level, open.level),
        cites: unique([...before.cites, ...open.cites]),
        decides: unique([...before.decides, ...open.decides]),
      })
    }
  }
  const addOpen = (scope: string, questions: readonly Question[], level: Level, decides: string) => {
    for (const { route, ask, cites } of questions) add(scope, route, { ask, level, cites, decides: [decides] })
  }
  for (const { scope, reasoned, decides } of creating) addOpen(scope, reasoned.open, 'error', decides)
  const turning = new Set(asked.keys())
  for (const duty of undecided) {
    // Where a determination turns on an answer, the duties that follow from it need not be told one by one.
    const more = duty.open.filter(({ route }) => !turning.has(printRoute(route)))
    addOpen(duty.subject, more, levelOf(duty, manifest, regulation, asOf), `“${duty.title}”`)
  }
  for (const duty of duties) {
    // An audit that is required on a day nobody knows would never fall due.
    if (duty.obligation !== AUDIT || duty.applies !== 'yes') continue
    addOpen(
      duty.subject,
      auditTier(manifest.organization).open,
      levelOf(duty, manifest, regulation, asOf),
      `“${duty.title}”`,
    )
  }
  for (const { system, creating: list } of laws) {
    for (const route of routesOf(...list.map(({ reasoned }) => reasoned))) {
      if (!asked.has(printRoute(route))) add(system.id, route, { level: 'error', cites: [], decides: [] })
    }
  }
  return [...asked.values()]
}

const AUDIT = 'cyber-audit-and-certification'

/** No audit report is due before the first tier's day, so until then the question warns, or is a note where the audit is not declared. */
function levelOf(duty: Duty, manifest: Manifest, regulation: Regulation, asOf: string): Level {
  if (duty.obligation === AUDIT) {
    if (asOf > day(regulation, 'audit-over-100m')) return 'error'
    return manifest.organization.cybersecurityAudit.declared ? 'warning' : 'note'
  }
  return duty.confidence === 'confirmed' ? 'error' : 'warning'
}

const GRAVITY: readonly Level[] = ['error', 'warning', 'note']

function graver(one: Level, other: Level): Level {
  return GRAVITY.indexOf(one) <= GRAVITY.indexOf(other) ? one : other
}
