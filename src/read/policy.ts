import validate from '../../schemas/policy.schema.json?validate'
import { LOOSENINGS } from '../core/change.ts'
import type { Level } from '../core/finding.ts'
import { LONGEST_WAIVER_MONTHS, type Policy, type PolicyPerson, type Treatment } from '../core/policy.ts'
import { at, type Cursor, entries, items } from './given.ts'
import type { SchemaError } from './problems.ts'

const LEVELS: readonly Level[] = ['error', 'warning', 'note']
const TREATMENTS: readonly Treatment[] = ['allow', 'warn', 'approval', 'fail']

/** What the schema finds wrong with a policy; empty when nothing is. */
export function policyErrors(written: unknown): readonly SchemaError[] {
  return validate(written) ? [] : (validate.errors ?? [])
}

/** The policy of a document with which nothing is wrong. */
export function parsePolicy(written: unknown): Policy {
  const root: Cursor = { route: [], value: written }
  const people = new Map(entries(at(root, 'people')).map(([key, person]) => [key, readPerson(key, person)]))
  const listed = (cursor: Cursor): readonly PolicyPerson[] | undefined =>
    Array.isArray(cursor.value) ? texts(cursor).flatMap((key) => people.get(key) ?? []) : undefined
  const owners = listed(at(root, 'may-own'))
  const may = (what: string) => listed(at(root, 'may-approve', what))
  const [waivers, riskAssessments, loosening] = [may('waivers'), may('risk-assessments'), may('loosening')]
  const longest = at(root, 'waivers', 'longest-months').value
  return {
    regulations: texts(at(root, 'regulations')),
    severities: mapped(at(root, 'severities'), ({ value }) => LEVELS.find((level) => level === value)),
    cadences: mapped(at(root, 'cadences'), ({ value }) => (typeof value === 'number' ? value : undefined)),
    people: [...people.values()],
    ...(owners === undefined ? {} : { owners }),
    approvers: {
      ...(waivers === undefined ? {} : { waivers }),
      ...(riskAssessments === undefined ? {} : { riskAssessments }),
      ...(loosening === undefined ? {} : { loosening }),
    },
    signOff: at(root, 'sign-off').value === true,
    waivers: {
      longestMonths: typeof longest === 'number' ? longest : LONGEST_WAIVER_MONTHS,
      never: texts(at(root, 'waivers', 'never')),
    },
    loosening: readLoosening(at(root, 'loosening')),
  }
}

/** Who writes a policy wants to be asked: what it does not name needs an approval. */
function readLoosening(loosening: Cursor): Policy['loosening'] {
  const treatment = (key: string) => TREATMENTS.find((each) => each === at(loosening, key).value)
  const kinds = LOOSENINGS.flatMap((kind) => {
    const found = treatment(kind)
    return found === undefined ? [] : [[kind, found]]
  })
  return { others: treatment('default') ?? 'approval', kinds: Object.fromEntries(kinds) }
}

function readPerson(key: string, person: Cursor): PolicyPerson {
  return { key, name: String(at(person, 'name').value), github: String(at(person, 'github').value) }
}

function texts(cursor: Cursor): readonly string[] {
  return items(cursor).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
}

function mapped<T>(cursor: Cursor, read: (cursor: Cursor) => T | undefined): { readonly [key: string]: T } {
  return Object.fromEntries(
    entries(cursor).flatMap(([key, inner]): readonly (readonly [string, T])[] => {
      const value = read(inner)
      return value === undefined ? [] : [[key, value]]
    }),
  )
}
