import type { RecordFact } from '../core/facts.ts'
import type { DeclaredRecord, Manifest } from '../core/manifest.ts'
import type { Files } from '../core/ports.ts'
import type { Regulation } from '../core/regulation.ts'
import { decodeText } from '../read/source.ts'
import { structuredParts } from '../read/structured.ts'

/** Records are prose: more than 5 MB is refused unread. */
const MAX_RECORD_BYTES = 5_000_000

/** Every record that the manifest declares, read once each, as it was found. What cannot be read is a fact too. */
export async function collectRecords(
  manifest: Manifest,
  regulation: Regulation,
  files: Files,
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
    const known = found.get(key) ?? (await findRecord(record, regulation, files))
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

async function findRecord(record: DeclaredRecord, regulation: Regulation, files: Files): Promise<Found> {
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
  const found = await contentOf(text.text, path, record.kind, regulation)
  return typeof found === 'string' ? { refused: found, parts: [] } : found
}

/** The readers of Markdown and of model cards are loaded only for a record that needs them. */
async function contentOf(
  text: string,
  path: string,
  kind: string,
  regulation: Regulation,
): Promise<Pick<RecordFact, 'parts' | 'problems'> | string> {
  const parts = regulation.records.find((candidate) => candidate.id === kind)?.parts ?? []
  if (kind === 'model-card') {
    const { modelCard } = await import('../read/model-card.ts')
    return modelCard(text, path, parts, regulation.modelCards, neededParts(regulation, kind))
  }
  if (/\.(ya?ml|json)$/i.test(path)) {
    const found = structuredParts(text, path, parts)
    return typeof found === 'string' ? found : { parts: found }
  }
  const { markdownRecord } = await import('../read/markdown.ts')
  return markdownRecord(text, parts)
}

/** The parts of a kind of record that some obligation may ask for: to look for the others would cost each run its start. */
function neededParts({ obligations }: Regulation, kind: string): readonly string[] {
  const needs = obligations.flatMap(({ proof }) => proof.flatMap(({ records = [] }) => records))
  return needs.flatMap((need) => {
    const [record, part] = (typeof need === 'string' ? need : need.need).split('#')
    return record === kind && part !== undefined ? [part] : []
  })
}
