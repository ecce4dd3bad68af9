import type { RecordFact } from '../core/facts.ts'
import { type DeclaredRecord, isTest, type Manifest } from '../core/manifest.ts'
import type { Checkout, Files, RefusalReason } from '../core/ports.ts'
import type { ModelCards, RecordKind, Regulation } from '../core/regulation.ts'
import { isStructured } from '../core/structured-file.ts'
import { decodeText } from '../read/source.ts'
import { readStructured } from './structured.ts'

/**
 * Records are prose: more than 1 MB, some 400 pages, is refused unread. A file is parsed as one text, which takes up to 100 bytes of
 * memory for each of its own; with this limit a run stays under 200 MB.
 */
const MAX_RECORD_BYTES = 1_000_000

/** Every record that the manifest declares, as it was found on the day `asOf`; a file is read once, however many entries name it. What cannot be read is a fact too. */
export async function collectRecords(
  manifest: Manifest,
  law: Law,
  files: Files,
  asOf: string,
  checkout?: Checkout,
): Promise<readonly RecordFact[]> {
  const declared = [
    ...manifest.organization.records.map((record) => ({ scope: 'organization', record })),
    ...manifest.systems.flatMap((system) => system.records.map((record) => ({ scope: system.id, record }))),
  ]
  const kinds = new Map<string, Set<string>>()
  for (const { record } of declared) {
    const { value: path } = record.file
    if (path !== undefined) kinds.set(path, (kinds.get(path) ?? new Set()).add(record.kind))
  }
  const seen = { ...law, people: manifest.people, asOf }
  const found = new Map<string, Found>()
  files.prefetch?.([...kinds.keys()], MAX_RECORD_BYTES)
  for (const [path, asked] of kinds)
    for (const [kind, each] of await findRecord(path, asked, seen, files)) found.set(`${kind}\0${path}`, each)
  const tests = declared.some(({ record }) => isTest(record))
    ? (await import('./tests.ts')).collectorOfTests(files, checkout)
    : undefined
  const facts: RecordFact[] = []
  for (const { scope, record } of declared) {
    const place = { subject: `${scope}/${record.key}`, kind: record.kind, route: record.route }
    if (tests !== undefined && isTest(record)) {
      facts.push({ ...place, parts: [], test: await tests(record) })
      continue
    }
    const { value: path } = record.file
    facts.push({
      ...place,
      ...(path === undefined ? {} : { file: path }),
      ...(found.get(`${record.kind}\0${path}`) ?? nameless(record)),
    })
  }
  return facts
}

type Found = Pick<RecordFact, 'refused' | 'refusedPath' | 'missing' | 'next' | 'parts' | 'problems'>
type Seen = Law & { readonly people: Manifest['people']; readonly asOf: string }

/** What records are held to; the wordings of model cards are loaded only for a card. */
export type Law = { readonly regulation: Regulation; readonly cards: () => Promise<ModelCards> }

function nameless(record: DeclaredRecord): Found {
  const refused =
    record.url.value === undefined
      ? 'names no file'
      : 'is only a URL, which proves that a link was declared and no more'
  return { refused, next: 'add `file:` with the path of the record in this repository', parts: [] }
}

/** One file, as a record of each of these kinds. */
async function findRecord(
  path: string,
  kinds: ReadonlySet<string>,
  seen: Seen,
  files: Files,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>()
  const all = (one: Found) => new Map([...kinds].map((kind) => [kind, one]))
  const read = await files.read(path, MAX_RECORD_BYTES)
  if (!read.ok) {
    const { message, reason } = read
    return all({
      refused: message,
      next: NEXT[reason],
      ...(reason === 'missing' ? { missing: true } : { refusedPath: true }),
      parts: [],
    })
  }
  const text = decodeText(read.bytes)
  if (!text.ok) return all({ refused: text.message, next: 'save it as plain text in UTF-8', parts: [] })
  if (text.text.trim() === '') return all({ refused: 'is an empty file', next: NEXT.missing, parts: [] })
  // Copied, since a piece of a text keeps the whole text in memory.
  for (const kind of kinds) found.set(kind, structuredClone(await judged(text.text, path, kind, seen)))
  return found
}

/** What to do about a file that is not read. */
const NEXT: { readonly [reason in RefusalReason]: string } = {
  missing: 'write the record there, or correct `file:`',
  outside: 'move the record into this repository as a plain file, and correct `file:`',
  'not-a-file': 'move the record into this repository as a plain file, and correct `file:`',
  'too-large': 'shorten it, or split it over several entries of this kind',
  unreadable: 'let everybody who has the repository read it, or correct `file:`',
}

async function judged(text: string, path: string, named: string, seen: Seen): Promise<Found> {
  const kind = seen.regulation.records.find((candidate) => candidate.id === named)
  if (kind === undefined) return { parts: [] }
  const found = (await asCard(text, path, kind, seen)) ?? (await asRecord(text, path, kind, seen))
  return found.refused === undefined ? found : { ...found, next: 'mend what keeps it from being read' }
}

/** A model card in a form that people write it in; undefined for one in our own form, and for any other record. */
async function asCard(text: string, path: string, kind: RecordKind, { cards }: Seen): Promise<Found | undefined> {
  if (kind.id !== 'model-card') return undefined
  const [{ modelCard }, wordings] = await Promise.all([import('../read/model-card.ts'), cards()])
  return modelCard(text, path, kind, wordings)
}

/** The Markdown parser is loaded only for a record that needs it. */
async function asRecord(text: string, path: string, kind: RecordKind, seen: Seen): Promise<Found> {
  if (isStructured(path)) return readStructured(text, path, { kind, ...seen })
  return (await import('../read/markdown.ts')).markdownRecord(text, kind.parts)
}
