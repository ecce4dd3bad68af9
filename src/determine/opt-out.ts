import type { Reasoned } from '../core/determination.ts'
import { all, given, no, unknown, yes } from '../core/logic.ts'
import type { Decision } from '../core/manifest.ts'
import type { Regulation } from '../core/regulation.ts'

/**
 * Does the exception that is claimed for this decision hold? 11 CCR 7221(b) has three and no more; each is judged
 * for the decision it is claimed for, and every one of its conditions must be met.
 */
export function optOutException(decision: Decision, regulation: Regulation): Reasoned {
  const { claim, conditions, route } = decision.exception
  if (!claim.stated || claim.value === 'none')
    return no('no exception to the opt-out is claimed', ['11 CCR 7221(a)'], [claim.route])
  const exception = regulation.exceptions.find((candidate) => candidate.id === claim.value)
  if (exception === undefined)
    return unknown(claim, 'whether an exception to the opt-out is claimed', ['11 CCR 7221(b)'])
  const kind = decision.kind.value
  if (exception.kinds !== undefined && kind !== undefined && !exception.kinds.includes(kind)) {
    return no(`the law does not give the \`${exception.id}\` exception to \`${kind}\` decisions`, exception.cites, [
      claim.route,
      decision.kind.route,
    ])
  }
  const met = exception.conditions.map((condition) =>
    given(conditions[condition.key] ?? { route: [...route, condition.key], stated: false }, {
      yes: condition.ask,
      no: `\`${condition.key}\` is \`no\``,
      ask: `whether this holds: “${condition.ask}”`,
      cites: condition.cites,
    }),
  )
  return all(met, `the \`${exception.id}\` exception holds`, exception.cites)
}

/** Is this exception claimed for this decision? */
export function claims(decision: Decision, exception: string): Reasoned {
  const { claim } = decision.exception
  if (claim.value === exception) return yes(`\`${exception}\` is claimed`, ['11 CCR 7221(b)'], [claim.route])
  if (claim.stated && claim.value === undefined)
    return unknown(claim, 'whether an exception to the opt-out is claimed', ['11 CCR 7221(b)'])
  return no(`\`${exception}\` is not claimed`, ['11 CCR 7221(b)'], [claim.route])
}
