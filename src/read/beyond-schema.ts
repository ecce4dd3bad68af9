import { parseDate } from '../core/dates.ts'
import type { Route } from '../core/route.ts'
import { at, type Cursor, entries, items } from './given.ts'
import { slug } from './keys.ts'
import type { Mistake } from './problems.ts'

/** What a schema cannot say: days that the calendar does not have, names that stand for two things, keys that exclude others. */
export function checkBeyondSchema(written: unknown): readonly Mistake[] {
  const root: Cursor = { route: [], value: written }
  const systems = items(at(root, 'systems'))
  return [
    ...impossibleDays(written, []),
    ...systems.flatMap((system) => reserved(at(system, 'id'))),
    ...[at(root, 'organization'), ...systems]
      .flatMap((owner) => entries(at(owner, 'records')))
      .flatMap(([, entry]) => (Array.isArray(entry.value) ? items(entry) : [entry]).flatMap(documentOrTest)),
    ...repeated(systems, 'id', String, 'is the id of an earlier system too; give each system its own'),
    ...systems.flatMap((system) => [
      ...repeated(
        items(at(system, 'decisions')),
        'kind',
        String,
        'is the kind of an earlier decision too; describe the two as one',
      ),
      ...repeated(
        items(at(system, 'data', 'inputs')),
        'name',
        slug,
        'is the name of an earlier input too; give each input its own',
      ),
    ]),
  ]
}

/** Texts in the form of a day that the calendar does not have. */
export function impossibleDays(value: unknown, route: Route): readonly Mistake[] {
  if (typeof value === 'string') {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || parseDate(value) !== undefined) return []
    return [{ route, at: 'value', message: () => `expects a day of the calendar; got \`${value}\`, which is none` }]
  }
  if (typeof value !== 'object' || value === null) return []
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return steps.flatMap(([step, inner]) => impossibleDays(inner, [...route, step]))
}

function repeated(
  list: readonly Cursor[],
  key: string,
  comparable: (text: string) => string,
  message: string,
): readonly Mistake[] {
  const seen = new Set<string>()
  return list.flatMap((item) => {
    const { route, value } = at(item, key)
    if (typeof value !== 'string' || value === 'unknown') return []
    const text = comparable(value)
    if (seen.has(text)) return [{ route, at: 'value' as const, message: () => message }]
    seen.add(text)
    return []
  })
}

/** Words that findings use for what is no system. */
const RESERVED = ['organization', 'manifest', 'people', 'waivers', 'no-systems']

function reserved({ route, value }: Cursor): readonly Mistake[] {
  if (typeof value !== 'string' || !RESERVED.includes(value)) return []
  return [{ route, at: 'value', message: () => `is \`${value}\`, a word that the gate itself uses; choose another id` }]
}

/** Keys of a document that say nothing of a test result: it is as old as the run, and names its files itself. */
const OF_DOCUMENTS = ['file', 'url', 'reviewed-on', 'completed-on', 'approved-by', 'review-every-months', 'covers']
const OF_TESTS = ['case', 'parts']

function documentOrTest(entry: Cursor): readonly Mistake[] {
  const written = (key: string) => at(entry, key).value !== undefined
  if (!written('test'))
    return OF_TESTS.filter(written).map((key) => ({
      route: [...entry.route, key],
      at: 'key',
      message: () => 'belongs to a test result; write `test:` with its JUnit XML files beside it',
    }))
  const missing = OF_TESTS.filter((key) => !written(key))
  return [
    ...OF_DOCUMENTS.filter(written).map((key) => ({
      route: [...entry.route, key],
      at: 'key' as const,
      message: () =>
        'stands beside `test`, which takes only `case`, `parts` and `owner`; give the document an entry of its own',
    })),
    ...(missing.length === 0
      ? []
      : [
          {
            route: [...entry.route, 'test'],
            at: 'key' as const,
            message: () =>
              `needs ${missing.map((key) => `\`${key}\``).join(' and ')} beside it, so that it shows something`,
          },
        ]),
  ]
}
