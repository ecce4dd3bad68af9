import { addMonths } from '../core/dates.ts'
import type { Reasoned } from '../core/determination.ts'
import { all, any, no, unknown, yes } from '../core/logic.ts'
import { type DateGiven, type Decision, type Manifest, recordsFor, type System } from '../core/manifest.ts'
import { day, figure, type Regulation } from '../core/regulation.ts'
import { printRoute } from '../core/route.ts'
import { observation, sellingOrSharing, sensitiveLocation, training } from './activities.ts'
import { sensitiveBeyondHr, sensitiveInputs } from './sensitive-data.ts'

/** One of the six activities of 11 CCR 7150(b) that call for a risk assessment. */
export type Trigger = {
  /** As a record's `covers` names it. */
  readonly id: 'selling-or-sharing' | 'sensitive' | 'admt' | 'observation' | 'location' | 'training'
  readonly question: string
  readonly applies: Reasoned
  /** The days on which it begins or began, one for each that differs: a use that is added later is an activity of its own. */
  readonly starts: readonly Start[]
}

/** One beginning of an activity; its day is the use's own, or else the system's. */
export type Start = { readonly applies: Reasoned; readonly since: DateGiven }

/** The six triggers for one system; `(b)(3)` is derived from the decisions and never asked again. */
export function triggers(
  system: System,
  manifest: Manifest,
  regulation: Regulation,
  asOf: string,
  reach: {
    readonly business: Reasoned
    readonly personalInformation: Reasoned
    readonly significantAdmt: Reasoned
    /** The same for each decision. */
    readonly decisions: readonly { readonly decision: Decision; readonly significantAdmt: Reasoned }[]
  },
): readonly Trigger[] {
  const kept = assessmentLife(system, manifest, regulation, asOf)
  const start = startOf(system)
  const within = (activity: Reasoned, because: string, paragraph: number) =>
    all([reach.business, reach.personalInformation, kept, activity], because, [`11 CCR 7150(b)(${paragraph})`])
  const since = (own: DateGiven) => (own.stated ? own : start)
  const once = (applies: Reasoned, own: DateGiven) => ({ applies, starts: [{ applies, since: since(own) }] })
  const sensitive = within(sensitiveBeyondHr(system, manifest, asOf), 'it processes sensitive personal information', 2)
  const admt = within(
    reach.significantAdmt,
    'it uses automated decisionmaking technology for a significant decision',
    3,
  )
  return [
    {
      id: 'selling-or-sharing',
      question: 'Does it sell or share personal information?',
      ...once(
        within(sellingOrSharing(system), 'it sells or shares personal information', 1),
        system.data.sellsOrSharesSince,
      ),
    },
    {
      id: 'sensitive',
      question: 'Does it process sensitive personal information beyond the human-resources carve-out?',
      applies: sensitive,
      starts: byDay(
        sensitiveInputs(system, manifest, asOf).map(({ input, counts }) => ({
          applies: within(counts, sensitive.because, 2),
          since: since(input.since),
        })),
        { applies: sensitive, since: start },
      ),
    },
    {
      id: 'admt',
      question: 'Does it use automated decisionmaking technology for a significant decision?',
      applies: admt,
      starts: byDay(
        reach.decisions.map(({ decision, significantAdmt }) => ({
          applies: within(significantAdmt, admt.because, 3),
          since: since(decision.since),
        })),
        { applies: admt, since: start },
      ),
    },
    {
      id: 'observation',
      question: 'Does it infer traits from systematic observation of applicants, students, employees or contractors?',
      ...once(
        within(
          observation(system),
          'it infers traits from systematic observation of people at work or in education',
          4,
        ),
        system.inference.since,
      ),
    },
    {
      id: 'location',
      question: 'Does it infer traits from presence in a sensitive location?',
      ...once(
        within(sensitiveLocation(system), 'it infers traits from presence in a sensitive location', 5),
        system.inference.since,
      ),
    },
    {
      id: 'training',
      question: 'Does personal information train technology of the kinds that 11 CCR 7150(b)(6) lists?',
      ...once(
        within(
          training(system, reach.significantAdmt),
          'personal information is meant to train technology that the rules list',
          6,
        ),
        system.training.since,
      ),
    },
  ]
}

/** When the system starts or started: the day in use, or the day it is planned for. */
export function startOf(system: System): DateGiven {
  const planned = system.status.value === 'planned' || system.status.value === 'in-development'
  return planned && !system.inUseSince.stated ? system.plannedFor : system.inUseSince
}

/**
 * 11 CCR 7155(b), (c): no duty for what ended before the rules took effect, nor once the time of retention has passed. The five years
 * "after completion" are counted from the later of the end of the processing and the last assessment: the longest reading.
 */
function assessmentLife(system: System, manifest: Manifest, regulation: Regulation, asOf: string): Reasoned {
  const cites = ['11 CCR 7155(c)']
  if (system.status.value !== 'retired') return yes('the processing goes on or is planned')
  const { retiredOn } = system
  if (retiredOn.value === undefined) return unknown(retiredOn, 'when the processing ended', cites)
  if (retiredOn.value < day(regulation, 'effective'))
    return no('the processing ended before the rules took effect', ['11 CCR 7155(b)'], [retiredOn.route])
  const assessed = recordsFor('risk-assessment', manifest, system).flatMap(
    ({ completedOn, reviewedOn }) => completedOn.value ?? reviewedOn.value ?? [],
  )
  const [last = retiredOn.value] = [retiredOn.value, ...assessed].sort().reverse()
  return addMonths(last, figure(regulation, 'assessment-retention') * 12) < asOf
    ? no('the time for which assessments are kept has passed', cites, [retiredOn.route])
    : yes('assessments are kept for five years after completion', cites, [retiredOn.route])
}

/** What begins on the same known day is one beginning; where nothing is told apart, the whole activity begins with the system. */
function byDay(starts: readonly Start[], whole: Start): readonly Start[] {
  const days = new Map<string, Start>()
  for (const start of starts) {
    const day = start.since.value ?? printRoute(start.since.route)
    const before = days.get(day)
    days.set(
      day,
      before === undefined
        ? start
        : { ...before, applies: any([before.applies, start.applies], start.applies.because) },
    )
  }
  return days.size === 0 ? [whole] : [...days.values()]
}

/** Which activities began before the rules took effect, 11 CCR 7155(b), and which on or after that day or are still planned, 7155(a)(1). */
export function beginnings(
  six: readonly Trigger[],
  system: System,
  effective: string,
): { readonly before: Reasoned; readonly onOrAfter: Reasoned } {
  const cites = ['11 CCR 7155(a)(1)', '11 CCR 7155(b)']
  const begun = (test: (since: string) => boolean, whenPlanned: Reasoned, because: string) =>
    any(
      six
        .flatMap(({ starts }) => starts)
        .map(({ applies, since }) => {
          if (applies.answer === 'no') return applies
          if (since.value !== undefined)
            return all(
              [
                applies,
                test(since.value) ? yes(because, cites, [since.route]) : no(`not so: ${because}`, cites, [since.route]),
              ],
              because,
            )
          const planned = system.status.value === 'planned' || system.status.value === 'in-development'
          return planned
            ? all([applies, whenPlanned], because)
            : all([applies, unknown(since, 'when the activity began', cites)], because)
        }),
      'no such activity',
      cites,
    )
  return {
    before: begun(
      (since) => since < effective,
      no('it has not begun', cites),
      'an activity began before the rules took effect',
    ),
    onOrAfter: begun(
      (since) => since >= effective,
      yes('an activity is planned', cites),
      'an activity began, or is to begin, after the rules took effect',
    ),
  }
}
