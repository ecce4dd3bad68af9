import type { Contradiction, Reach } from '../core/contradictions/contradiction.ts'
import { DECISION } from '../core/contradictions/decision.ts'
import { INPUT } from '../core/contradictions/input.ts'
import { ORGANIZATION } from '../core/contradictions/organization.ts'
import { SYSTEM } from '../core/contradictions/system.ts'
import type { Facts } from '../core/facts.ts'
import type { Route } from '../core/route.ts'
import { defineRule, fail, pass, type Subject } from '../core/rule.ts'

type Compared = Subject & { readonly found: Contradiction | undefined }

export default defineRule<Compared>({
  id: 'answers/consistent',
  level: 'error',
  summary: 'No two answers contradict each other.',
  why: 'When two answers cannot both be true, one of them hides a duty or makes one up.',
  fix: 'Correct the answer that is wrong.',
  cites: [],

  subjects(facts) {
    const { manifest } = facts
    if (manifest === undefined) return []
    const reach = reachOf(facts)
    return [
      ...ORGANIZATION.map(([id, compare]) =>
        compared(`organization/${id}`, 'organization', manifest.organization.route, compare(facts)),
      ),
      ...manifest.systems.flatMap((system) => [
        ...SYSTEM.map(([id, compare]) =>
          compared(`${system.id}/${id}`, system.id, system.route, compare(system, reach(system.id), facts)),
        ),
        ...(system.decisions.value ?? []).flatMap((decision) =>
          DECISION.map(([id, compare]) =>
            compared(
              `${system.id}/decisions.${decision.key}/${id}`,
              system.id,
              decision.route,
              compare(decision, facts),
            ),
          ),
        ),
        ...(system.data.inputs.value ?? []).flatMap((input) =>
          INPUT.map(([id, compare]) =>
            compared(`${system.id}/inputs.${input.key}/${id}`, system.id, input.route, compare(input, system)),
          ),
        ),
      ]),
    ]
  },

  check({ found }) {
    if (found === undefined) return pass('agrees')
    const { message, next, cites, level } = found
    return fail(message, next, { cites, ...(level === undefined ? {} : { level }) })
  },
})

function compared(subject: string, scope: string, route: Route, found: Contradiction | undefined): Compared {
  return { subject, scope, route: found?.at ?? route, found }
}

function reachOf({ determinations }: Facts): (system: string) => Reach {
  const answers = new Map(determinations.map((each) => [`${each.subject}\0${each.id}`, each.answer]))
  const may = (system: string, id: string) => (answers.get(`${system}\0${id}`) ?? 'no') !== 'no'
  return (system) => ({
    assessed: may(system, 'risk-assessment'),
    article11: may(system, 'article-11'),
    admt: may(system, 'trigger-admt'),
  })
}
