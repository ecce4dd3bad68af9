import { addMonths } from '../dates.ts'
import { keyOf } from '../duty-level.ts'
import type { Facts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { unique } from '../logic.ts'
import { lastDayToUpdate, reviewAfter } from '../material-change.ts'
import { neededRecords, ownerOf } from '../needed-records.ts'
import type { DeadlineKind, Obligation } from '../regulation.ts'
import type { DutyShown } from '../report.ts'
import type { Route } from '../route.ts'
import { type CalendarEntry, type Dates, type EntryStatus, ownedBy, statusOn, type UndatedEntry } from './entry.ts'

/** What findings of these rules ask for has a day of its own in the calendar, so the duties behind it are not told a second time. */
const TOLD_ELSEWHERE: readonly string[] = ['record/current', 'assessment/updated']

/** What several duties of one deadline have in common. */
const FAMILIES: { readonly [deadline in DeadlineKind]: string } = {
  now: 'bind while the system is in use',
  'article-11': 'of Article 11',
  'risk-assessment': 'about the risk assessment',
  'new-processing': 'about new processing',
  'legacy-processing': 'about processing that began before the rules',
  'material-change': 'after a material change',
  'risk-assessment-submission': 'of the yearly filing',
  'cybersecurity-audit': 'of the cybersecurity audit',
}

/** The first day of the yearly filings is the duty's own due date; 11 CCR 7157(a) and 7121(b) repeat it every year. */
const YEARLY: ReadonlySet<DeadlineKind> = new Set(['risk-assessment-submission', 'cybersecurity-audit'])
const YEAR = 12

/** 11 CCR 7157(a): who assessed or updated nothing in a year has nothing to file for it. */
const FILED: { readonly [deadline in DeadlineKind]?: Pick<CalendarEntry, 'laterBasis'> } = {
  'risk-assessment-submission': { laterBasis: 'where an assessment was made or updated in the year before' },
}

/** Every day on which duties bind: one entry for each subject, deadline and owner, and one for each filing. */
export function dutyDates(
  duties: readonly DutyShown[],
  obligations: readonly Obligation[],
  asOf: string,
  findings: readonly Finding[] = [],
  routeOf: (subject: string) => Route | undefined = () => undefined,
  alsoTold: readonly string[] = [],
): Dates {
  const known = new Map(obligations.map((obligation) => [obligation.id, obligation]))
  const groups = new Map<string, { readonly deadline: DeadlineKind; readonly duties: DutyShown[] }>()
  const told = toldElsewhere(findings, new Set([...TOLD_ELSEWHERE, ...alsoTold]))
  for (const duty of duties) {
    const deadline = known.get(duty.obligation)?.deadline ?? 'now'
    if (!isListed(duty, deadline, asOf, told)) continue
    const alone = YEARLY.has(deadline) ? duty.obligation : ''
    const date = 'date' in duty.due ? duty.due.date : duty.due.kind
    const key = JSON.stringify([duty.subject, deadline, duty.owner, alone, date])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { deadline, duties: [duty] })
    else group.duties.push(duty)
  }
  const entries: CalendarEntry[] = []
  const undated: UndatedEntry[] = []
  for (const { deadline, duties: together } of groups.values()) {
    const [first] = together
    if (first === undefined) continue
    const common = { ...shared(first, together, deadline, known), ...routed(routeOf(first.subject)) }
    if (!('date' in first.due)) undated.push({ ...common, ...whyUndated(first, deadline) })
    else if (YEARLY.has(deadline))
      entries.push(...filings({ ...common, ...FILED[deadline] }, first, first.due.date, asOf))
    else entries.push({ ...common, date: first.due.date, status: statusOf(together, first.due.date, asOf) })
  }
  return { entries, undated }
}

/** The last days to update assessments after material changes that no review has followed: 11 CCR 7155(a)(3). */
export function changeDates(
  facts: Facts,
  duties: readonly DutyShown[],
): Dates & { readonly covered: ReadonlySet<DutyShown> } {
  const { manifest, asOf, regulation } = facts
  const ids = new Set(
    regulation.obligations.filter(({ deadline }) => deadline === 'material-change').map(({ id }) => id),
  )
  const assessments = new Map(
    neededRecords(facts)
      .filter(({ kind }) => kind === 'risk-assessment')
      .map((record) => [record.scope, record]),
  )
  const systems = new Map(manifest?.systems.map((system) => [system.id, system]))
  const covered = new Set<DutyShown>()
  const entries: CalendarEntry[] = []
  const undated: UndatedEntry[] = []
  for (const duty of duties) {
    if (!ids.has(duty.obligation) || duty.applies !== 'yes') continue
    const system = systems.get(duty.subject)
    const record = assessments.get(duty.subject)
    const declared =
      record?.entries.filter(({ fact }) => fact.refused === undefined).map((entry) => entry.declared) ?? []
    // Without an assessment there is nothing to update yet: the duty keeps its own day, that of the assessment.
    if (system === undefined || declared.length === 0) continue
    covered.add(duty)
    const times = new Map<string, number>()
    for (const change of system.materialChanges) {
      const on = change.on.value ?? ''
      const nth = (times.get(on) ?? 0) + 1
      times.set(on, nth)
      const common = {
        key: ['material-change', duty.subject, on, ...(nth > 1 ? [String(nth)] : [])],
        kind: 'deadline' as const,
        subject: duty.subject,
        what: `Update the risk assessment after the material change${on === '' ? '' : ` of ${on}`}`,
        next: 'update the risk assessment and set its `reviewed-on`',
        ...ownedBy(ownerOf(record).owner ?? duty.owner),
        cites: duty.cites,
        duties: [dutyDue(duty)],
        route: change.route,
      }
      if (on === '')
        undated.push({
          ...common,
          because: 'the change has no date',
          next: 'write `on: YYYY-MM-DD` with the day of the change',
        })
      else if (reviewAfter(change, declared, asOf) === undefined) {
        const date = lastDayToUpdate(on, regulation)
        const late = statusOn(date, asOf)
        entries.push({ ...common, date, status: duty.status === 'waived' ? 'waived' : late })
      }
    }
  }
  return { entries, undated, covered }
}

/** Duties all of whose failing findings are told as reviews of their own. */
function toldElsewhere(findings: readonly Finding[], elsewhere: ReadonlySet<string>): (duty: DutyShown) => boolean {
  const rules = new Map<string, Set<string>>()
  for (const { rule, outcome, waiver, duties } of findings) {
    if ((outcome !== 'fail' && outcome !== 'open') || waiver !== undefined) continue
    for (const key of duties) rules.set(key, (rules.get(key) ?? new Set()).add(rule))
  }
  return (duty) => {
    const against = [...(rules.get(keyOf(duty)) ?? [])]
    return against.length > 0 && against.every((rule) => elsewhere.has(rule))
  }
}

/** What is to come, and what has passed and is not done. Whether a duty applies that is past is a question, and stands among the questions. */
function isListed(duty: DutyShown, deadline: DeadlineKind, asOf: string, told: (duty: DutyShown) => boolean): boolean {
  if (!('date' in duty.due)) return duty.applies === 'yes'
  if (YEARLY.has(deadline)) return duty.applies === 'yes'
  if (duty.due.date >= asOf) return true
  return duty.applies === 'yes' && (duty.status === 'unmet' || duty.status === 'open') && !told(duty)
}

function shared(
  first: DutyShown,
  together: readonly DutyShown[],
  deadline: DeadlineKind,
  known: ReadonlyMap<string, Obligation>,
) {
  const how = known.get(first.obligation)?.how
  const single = together.length === 1
  return {
    key: [
      YEARLY.has(deadline) ? 'filing' : 'deadline',
      first.subject,
      YEARLY.has(deadline) ? first.obligation : deadline,
      first.owner ?? '',
    ],
    kind: YEARLY.has(deadline) ? ('filing' as const) : ('deadline' as const),
    subject: first.subject,
    what: single ? first.title : `${together.length} duties ${FAMILIES[deadline]}`,
    ...ownedBy(first.owner),
    next: single && how !== undefined ? how : 'run `ai-compliance check`, which says what each of them lacks',
    cites: unique(together.flatMap(({ cites }) => cites)),
    duties: together.map(dutyDue),
  }
}

function routed(route: Route | undefined): { readonly route?: Route } {
  return route === undefined ? {} : { route }
}

function dutyDue({ obligation, title, status }: DutyShown): CalendarEntry['duties'][number] {
  return { obligation, title, status }
}

function statusOf(duties: readonly DutyShown[], date: string, asOf: string): EntryStatus {
  const is = (status: DutyShown['status']) => duties.some((duty) => duty.status === status)
  if (date < asOf) return 'overdue'
  if (is('unmet') || is('later')) return 'due'
  if (is('open')) return 'open'
  return duties.every(({ status }) => status === 'waived') ? 'waived' : 'met'
}

/** The filing that is due first or was missed, and the next one when that one has passed. */
function filings(
  common: ReturnType<typeof shared>,
  duty: DutyShown,
  date: string,
  asOf: string,
): readonly CalendarEntry[] {
  const filing = (on: string, status: EntryStatus): CalendarEntry => ({
    ...common,
    key: [...common.key.slice(0, 3), on.slice(0, 4)],
    date: on,
    status,
    everyMonths: YEAR,
  })
  if (date >= asOf) return [filing(date, statusOf([duty], date, asOf))]
  const { everyMonths: _, ...missed } = filing(date, duty.status === 'waived' ? 'waived' : 'overdue')
  const thisYear = `${asOf.slice(0, 4)}${date.slice(4)}`
  const next = thisYear >= asOf ? thisYear : addMonths(thisYear, YEAR)
  const late = duty.status === 'unmet' || duty.status === 'open' || duty.status === 'waived'
  const coming = {
    ...filing(next, 'due'),
    duties: common.duties.map((each) => ({ ...each, status: 'later' as const })),
  }
  return late ? [missed, coming] : [coming]
}

/** Which answer the day turns on. */
function whyUndated(duty: DutyShown, deadline: DeadlineKind): Pick<UndatedEntry, 'because' | 'next'> {
  if (duty.due.kind === 'before-use')
    return {
      because: 'it is due before the first use, and no day for that is planned',
      next: 'write `planned-for: YYYY-MM-DD`',
    }
  if (deadline === 'cybersecurity-audit')
    return {
      because: 'the annual revenue, which sets the day, is not known',
      next: 'write `annual-revenue:` under `cybersecurity-audit`',
    }
  if (deadline === 'material-change')
    return { because: 'the day of the change is not known', next: 'write `on: YYYY-MM-DD` with the day of the change' }
  return { because: 'the day on which the activity began is not known', next: 'write `in-use-since: YYYY-MM-DD`' }
}
