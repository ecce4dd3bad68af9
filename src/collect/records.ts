import type { RecordFact } from '../core/facts.ts'
import type { DeclaredRecord, Manifest } from '../core/manifest.ts'
import type { Files } from '../core/ports.ts'
import type { Regulation } from '../core/regulation.ts'
import { decodeText } from '../read/source.ts'
import { readStructured } from './structured.ts'

/** Records are prose: more than 5 MB is refused unread. */
const MAX_RECORD_BYTES = 5_000_000

/** Every record that the manifest declares, read once each, as it was found on the day `asOf`. What cannot be read is a fact too. */
export async function collectRecords(
  manifest: Manifest,
  regulation: Regulation,
  files: Files,
  asOf: string,
): Promise<readonly RecordFact[]> {
  const declared = [
    ...manifest.organization.records.map((record) => ({ scope: 'organization', record })),
    ...manifest.systems.flatMap((system) => system.records.map((record) => ({ scope: system.id, record }))),
  ]
  const found = new Map<string, Found>()
  const facts: RecordFact[] = []
  for (const { scope, record } of declared) {
    const path = record.file.value
    const key = `${record.kind}\0${path ?? ''}`
    // Copied, since a piece of a text keeps the whole text in memory, and a record may have 5 MB.
    const known =
      found.get(key) ?? structuredClone(await findRecord(record, { regulation, people: manifest.people, asOf }, files))
    found.set(key, known)
    facts.push({
      subject: `${scope}/${record.key}`,
      kind: record.kind,
      route: record.route,
      ...(path === undefined ? {} : { file: path }),
      ...known,
    })
  }
  return facts
}

type Found = Pick<RecordFact, 'refused' | 'refusedPath' | 'parts' | 'problems'>
type Seen = { readonly regulation: Regulation; readonly people: Manifest['people']; readonly asOf: string }

async function findRecord(record: DeclaredRecord, seen: Seen, files: Files): Promise<Found> {
  const path = record.file.value
  if (path === undefined) {
    return {
      refused:
        record.url.value === undefined
          ? 'names no file'
          : 'is only a URL, which proves that a link was declared and no more',
      parts: [],
    }
  }
  const read = await files.read(path, MAX_RECORD_BYTES)
  if (!read.ok) return { refused: read.message, ...(read.reason === 'missing' ? {} : { refusedPath: true }), parts: [] }
  const text = decodeText(read.bytes)
  if (!text.ok) return { refused: text.message, parts: [] }
  if (text.text.trim() === '') return { refused: 'is an empty file', parts: [] }
  const kind = seen.regulation.records.find((candidate) => candidate.id === record.kind)
  if (kind === undefined) return { parts: [] }
  if (/\.(ya?ml|json)$/i.test(path)) return readStructured(text.text, path, { kind, ...seen })
  // The Markdown parser is loaded only for a record that needs it.
  return { parts: (await import('../read/markdown.ts')).markdownParts(text.text, kind.parts) }
}
