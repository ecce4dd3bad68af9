import { notAName, notAnAccount } from '../core/people.ts'
import type { Regulation } from '../core/regulation.ts'
import { at, type Cursor, entries, items } from './given.ts'
import { type Mistake, shortened } from './problems.ts'
import { nearest } from './suggest.ts'

/** What this version of the gate has: a policy may name nothing else. */
export type Shipped = {
  readonly rules: readonly string[]
  readonly regulation: Pick<Regulation, 'id' | 'records'>
}

/** What the schema of a policy cannot say: rules, kinds and people that are not there, and people that are none. */
export function checkPolicyBeyondSchema(written: unknown, { rules, regulation }: Shipped): readonly Mistake[] {
  const root: Cursor = { route: [], value: written }
  const people = entries(at(root, 'people'))
  const keys = people.map(([key]) => key)
  const kinds = regulation.records.map(({ id }) => id)
  const lists = [at(root, 'may-own'), ...entries(at(root, 'may-approve')).map(([, list]) => list)]
  return [
    ...items(at(root, 'regulations')).flatMap((each) => unknown(each, [regulation.id], 'regulation of this version')),
    ...people.flatMap(([, person]) => notPeople(person)),
    ...sharedAccounts(people.map(([, person]) => at(person, 'github'))),
    ...lists.flatMap(items).flatMap((each) => unknown(each, keys, 'key of `people`')),
    ...entries(at(root, 'severities')).flatMap(([id, level]) => [
      ...unknownKey(id, level, rules, 'rule'),
      ...(id === 'manifest/valid' && level.value !== 'error' ? [unreadable(level)] : []),
    ]),
    ...entries(at(root, 'cadences')).flatMap(([id, months]) => [
      ...unknownKey(id, months, kinds, 'kind of record'),
      ...(regulation.records.some((kind) => kind.id === id && kind.period?.beforeDue === true) ? [cyclic(months)] : []),
    ]),
  ]
}

/** Most choices that a message lists. */
const MOST_LISTED = 10

function unknown({ route, value }: Cursor, choices: readonly string[], what: string): readonly Mistake[] {
  if (typeof value !== 'string' || choices.includes(value)) return []
  return [
    { route, at: 'value', message: () => `is \`${shortened(value)}\`, which is no ${what}${hint(value, choices)}` },
  ]
}

function unknownKey(id: string, { route }: Cursor, choices: readonly string[], what: string): readonly Mistake[] {
  if (choices.includes(id)) return []
  return [{ route, at: 'key', message: () => `names no ${what}${hint(id, choices)}` }]
}

function hint(written: string, choices: readonly string[]): string {
  const meant = nearest(written, choices)
  if (meant !== undefined) return `; did you mean \`${meant}\`?`
  if (choices.length === 0) return '; there is none yet'
  return choices.length > MOST_LISTED ? '' : `; there is ${choices.map((each) => `\`${shortened(each)}\``).join(', ')}`
}

function notPeople(person: Cursor): readonly Mistake[] {
  const [name, github] = [at(person, 'name'), at(person, 'github')]
  const why = typeof name.value === 'string' ? notAName(name.value) : undefined
  const shared = typeof github.value === 'string' ? notAnAccount(github.value) : undefined
  return [
    ...(why === undefined
      ? []
      : [{ route: name.route, at: 'value' as const, message: () => `${why}; name one person` }]),
    ...(shared === undefined
      ? []
      : [{ route: github.route, at: 'value' as const, message: () => `${shared}; write one person’s own account` }]),
  ]
}

/** One account is one person's: who could approve as two would be four eyes alone. GitHub compares logins without case. */
function sharedAccounts(accounts: readonly Cursor[]): readonly Mistake[] {
  const seen = new Set<string>()
  return accounts.flatMap(({ route, value }) => {
    if (typeof value !== 'string') return []
    const login = value.toLowerCase()
    if (!seen.has(login)) {
      seen.add(login)
      return []
    }
    return [{ route, at: 'value' as const, message: () => 'is the account of an earlier person too' }]
  })
}

function unreadable({ route }: Cursor): Mistake {
  const message = () => 'cannot be lowered: what is misspelled would declare something else; leave it out'
  return { route, at: 'value', message }
}

function cyclic({ route }: Cursor): Mistake {
  const message = () => 'has no cadence of its own: it is made anew for each yearly due date; leave it out'
  return { route, at: 'key', message }
}
