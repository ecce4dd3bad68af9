import type { Change } from '../core/change.ts'
import type { Due, Duty } from '../core/duty.ts'
import { keyOf } from '../core/duty-level.ts'
import type { Standing } from './standing.ts'
import { counted, some } from './words.ts'

/** One way in which a duty changes; duties of one subject that change in the same way are told together. */
type How = {
  /** Ends the key: `ended`. */
  readonly kind: string
  readonly one: string
  readonly many: string
  readonly loosens?: 'duty-ended' | 'duty-postponed'
}

type Group = { readonly how: How; readonly duties: Duty[]; readonly reasons: Set<string> }

const ENDED: How = { kind: 'ended', one: 'duty ends', many: 'duties end', loosens: 'duty-ended' }
const RULED_OUT: How = {
  kind: 'ruled-out',
  one: 'duty that may have applied does not',
  many: 'duties that may have applied do not',
  loosens: 'duty-ended',
}
const BEGUN: How = { kind: 'begun', one: 'duty begins to apply', many: 'duties begin to apply' }
const OPEN: How = { kind: 'open', one: 'duty may apply now', many: 'duties may apply now' }
const KNOWN: How = {
  kind: 'known',
  one: 'duty that may have applied does apply',
  many: 'duties that may have applied do apply',
}
const UNSURE: How = {
  kind: 'unsure',
  one: 'duty applied, and whether it does is open now',
  many: 'duties applied, and whether they do is open now',
}

/** Reasons that a sentence has room for. */
const REASONS = 2

/** The duties of one subject that end, begin, become open or known, or bind on another day. */
export function dutyChanges(
  before: Standing,
  after: Standing,
  subject: { readonly before: string; readonly after: string; readonly route: Change['route'] },
): readonly Change[] {
  const byObligation = (duties: readonly Duty[]) => new Map(duties.map((duty) => [duty.obligation, duty]))
  const [was, is] = [byObligation(before.duties(subject.before)), byObligation(after.duties(subject.after))]
  const groups = new Map<string, Group>()
  const add = (duty: Duty, how: How, reason?: string) => {
    const key = `${how.kind} ${how.one}`
    const group = groups.get(key) ?? { how, duties: [], reasons: new Set() }
    groups.set(key, group)
    group.duties.push(duty)
    if (reason !== undefined) group.reasons.add(reason)
  }
  for (const duty of was.values()) {
    const now = is.get(duty.obligation)
    if (now === undefined)
      add(duty, duty.applies === 'yes' ? ENDED : RULED_OUT, after.because(subject.after, duty.obligation))
    else for (const how of turned(duty, now)) add(now, how)
  }
  for (const duty of is.values()) if (!was.has(duty.obligation)) add(duty, duty.applies === 'yes' ? BEGUN : OPEN)
  return [...groups.values()].map((group) => told(group, subject.after, subject.route))
}

function told({ how, duties, reasons }: Group, scope: string, route: Change['route']): Change {
  const because = reasons.size === 0 ? '' : `, because ${[...reasons].sort().slice(0, REASONS).join('; ')}`
  const obligations = duties.map(({ obligation }) => obligation).sort()
  return {
    topic: 'duty',
    scope,
    key: `${scope}/duties/${how.kind}`,
    says: `${counted(duties.length, how.one, how.many)}${because}: ${some(obligations)}`,
    duties: duties.map(keyOf).sort(),
    ...(how.loosens === undefined ? {} : { loosens: how.loosens }),
    route,
  }
}

function turned(was: Duty, is: Duty): readonly How[] {
  const known = was.applies === is.applies ? [] : [is.applies === 'yes' ? KNOWN : UNSURE]
  const [from, to] = [dueWords(was.due), dueWords(is.due)]
  if (from === to) return known
  const later = isLater(was, is)
  const words = `due ${to} and not ${from}`
  return [
    ...known,
    {
      kind: `${later ? 'postponed' : 'moved'}/${from} to ${to}`.replaceAll(' ', '-'),
      one: `duty is ${words}`,
      many: `duties are ${words}`,
      ...(later ? { loosens: 'duty-postponed' as const } : {}),
    },
  ]
}

/** A duty with a day that has none any more, or a later one, binds later; so does one that is not binding any more, whatever its day. */
function isLater(was: Duty, is: Duty): boolean {
  if (was.binding && !is.binding) return true
  if (!('date' in was.due)) return was.due.kind === 'unknown' && is.due.kind === 'before-use'
  // On the day `from` which it binds, what is due `by` that day still has time.
  return !('date' in is.due) || is.due.date > was.due.date || (is.due.date === was.due.date && is.due.kind === 'by')
}

function dueWords(due: Due): string {
  switch (due.kind) {
    case 'from':
    case 'by':
      return `${due.kind} ${due.date}`
    case 'unknown':
      return 'on a day not known'
    case 'before-use':
      return 'before first use'
  }
}
