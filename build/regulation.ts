import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { ajvOf } from './schema.ts'

/** Wordings, and no law: few runs read a card, so they are a module of their own. */
const CARDS = 'model-cards'

/** The files of a regulation's folder, and the key under which each stands in the whole; the first one is the head. */
const FILES = [
  { file: 'regulation.yml', key: undefined },
  { file: 'records.yml', key: 'records' },
  { file: 'model-cards.yml', key: CARDS },
  { file: 'obligations.yml', key: 'obligations' },
] as const

type Part = ReturnType<typeof readPart>

/** The regulation in `folder` and the wordings of model cards, their keys in camel case, and the files they were read from. Throws with every mistake and its place. */
export function readRegulation(
  folder: string,
  schemaFile: string,
): { regulation: unknown; modelCards: unknown; files: readonly string[] } {
  const parts = FILES.map(({ file, key }) => readPart(join(folder, file), file, key))
  const whole: { [key: string]: unknown } = Object.assign(
    {},
    ...parts.map((part) => (part.key === undefined ? part.value : { [part.key]: part.value })),
  )
  const validate = ajvOf(schemaFile)
  if (!validate(whole)) {
    const mistakes = (validate.errors ?? []).map((error) => {
      const what = Object.values(error.params).flat().join(', ')
      return `${place(parts, error.instancePath)} ${error.message}${what === '' ? '' : ` (${what})`}`
    })
    throw new Error(`The regulation does not keep to its schema:\n${mistakes.join('\n')}`)
  }
  const { [CARDS]: modelCards, ...regulation } = whole
  return {
    regulation: camelCased(regulation),
    modelCards: camelCased(modelCards),
    files: parts.map((part) => part.path),
  }
}

function readPart(path: string, file: string, key: string | undefined) {
  if (!existsSync(path)) throw new Error(`\`${file}\` is missing beside \`regulation.yml\``)
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, stringKeys: true })
  const [mistake] = [...document.errors, ...document.warnings]
  if (mistake !== undefined) throw new Error(`${file}: ${mistake.message}`)
  // A list that several parts share is written once.
  const value: unknown = document.toJS({ maxAliasCount: 10 })
  return { path, file, key, document, lines, value }
}

/** `obligations.yml:12:5 obligations/1/proof` : where the value at a JSON pointer was written. */
function place(parts: readonly Part[], pointer: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const part = parts.find(({ key }) => key !== undefined && key === steps[0]) ?? parts[0]
  if (part === undefined) return pointer
  const node: unknown = part.document.getIn(part.key === undefined ? steps : steps.slice(1), true)
  const { line, col } = part.lines.linePos(startOf(node))
  return `${part.file}:${line}:${col} ${steps.join('/')}`
}

function startOf(node: unknown): number {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : 0
}

/** The same value with `law-reviewed-on` as `lawReviewedOn`, at every depth; values stay as they are. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      camelCased(inner),
    ]),
  )
}
