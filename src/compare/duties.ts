import type { Change } from '../core/change.ts'
import type { Due, Duty } from '../core/duty.ts'
import { keyOf } from '../core/duty-level.ts'
import type { Standing } from './standing.ts'
import { counted, some } from './words.ts'

/** Duties of one subject that change in the same way, told together. */
type Group = { readonly how: How; readonly duties: Duty[] }
type How = {
  /** Goes into the key: `ended`. */
  readonly kind: string
  readonly one: string
  readonly many: string
  readonly loosens?: 'duty-ended' | 'duty-postponed'
}

/** The duties of one subject that end, begin, become open or known, or bind on another day. */
export function dutyChanges(
  before: Standing,
  after: Standing,
  subject: { readonly before: string; readonly after: string; readonly route: Change['route'] },
): readonly Change[] {
  const byObligation = (duties: readonly Duty[]) => new Map(duties.map((duty) => [duty.obligation, duty]))
  const [was, is] = [byObligation(before.duties(subject.before)), byObligation(after.duties(subject.after))]
  const groups = new Map<string, Group>()
  const add = (duty: Duty, how: How) => {
    const key = `${how.kind} ${how.one}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { how, duties: [duty] })
    else group.duties.push(duty)
  }
  for (const duty of was.values()) {
    const now = is.get(duty.obligation)
    if (now === undefined) add(duty, ended(duty, after.because(subject.after, duty.obligation)))
    else for (const how of turned(duty, now)) add(now, how)
  }
  for (const duty of is.values()) if (!was.has(duty.obligation)) add(duty, begun(duty))
  return [...groups.values()].map(({ how, duties }) => {
    const obligations = duties.map(({ obligation }) => obligation).sort()
    const more = obligations.length > 1 ? `+${obligations.length - 1}` : ''
    return {
      topic: 'duty' as const,
      scope: subject.after,
      key: `${subject.after}/duties/${obligations[0]}${more}/${how.kind}`,
      says: `${counted(duties.length, `duty ${how.one}`, `duties ${how.many}`)}: ${some(obligations)}`,
      duties: duties.map(keyOf).sort(),
      ...(how.loosens === undefined ? {} : { loosens: how.loosens }),
      route: subject.route,
    }
  })
}

function ended({ applies }: Duty, why: string | undefined): How {
  const because = why === undefined ? '' : `, because ${why}`
  return applies === 'yes'
    ? { kind: 'ended', one: `ends${because}`, many: `end${because}`, loosens: 'duty-ended' }
    : {
        kind: 'ruled-out',
        one: `that may have applied does not${because}`,
        many: `that may have applied do not${because}`,
        loosens: 'duty-ended',
      }
}

function begun({ applies }: Duty): How {
  return applies === 'yes'
    ? { kind: 'begun', one: 'begins to apply', many: 'begin to apply' }
    : { kind: 'open', one: 'may apply now', many: 'may apply now' }
}

function turned(was: Duty, is: Duty): readonly How[] {
  const known: readonly How[] =
    was.applies === is.applies
      ? []
      : is.applies === 'yes'
        ? [{ kind: 'known', one: 'that may have applied does', many: 'that may have applied do' }]
        : [{ kind: 'unsure', one: 'that applied is open now', many: 'that applied are open now' }]
  const [from, to] = [dueWords(was.due), dueWords(is.due)]
  if (from === to) return known
  const words = `due ${to} and not ${from}`
  return [
    ...known,
    isLater(was, is)
      ? { kind: 'postponed', one: `is ${words}`, many: `are ${words}`, loosens: 'duty-postponed' }
      : { kind: 'moved', one: `is ${words}`, many: `are ${words}` },
  ]
}

/** A duty with a day that has none any more, or a later one, binds later; so does one that is not binding any more, whatever its day. */
function isLater(was: Duty, is: Duty): boolean {
  if (was.binding && !is.binding) return true
  if (!('date' in was.due)) return was.due.kind === 'unknown' && is.due.kind === 'before-use'
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
