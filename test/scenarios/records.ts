import { readFileSync } from 'node:fs'
import { ccpaAdmt } from '../../src/regulations/index.ts'

/** How a record's file is found: with every part, with some parts left out or, in YAML, written otherwise, or not at all. */
export type RecordState =
  | 'complete'
  | 'missing'
  | { readonly without?: readonly string[]; readonly with?: { readonly [key: string]: unknown } }

/** The text of a record of that kind with every part that the regulation knows: in YAML the examples of its schema, in Markdown each under a heading with a sentence of its own. */
export function recordText(
  kind: string,
  path: string,
  without: readonly string[] = [],
  otherwise: { readonly [key: string]: unknown } = {},
): string {
  const known = ccpaAdmt.records.find((record) => record.id === kind)
  if (known === undefined) throw new Error(`the regulation has no record of kind \`${kind}\``)
  const strangers = without.filter((part) => !known.parts.some((each) => each.id === part))
  if (strangers.length > 0) throw new Error(`a ${kind} has no part ${strangers.join(', ')}`)
  const parts = known.parts.filter((part) => !without.includes(part.id))
  if (/\.ya?ml$/.test(path)) {
    const examples = partExamples(kind)
    const written = { ...Object.fromEntries(parts.map(({ id }) => [id, examples[id]?.[0]])), ...otherwise }
    return Object.entries(written)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
      .join('')
  }
  // A card names its version and has a figure.
  const figures = kind === 'model-card' ? ' Version 4.2.0 has an AUC of 0.81.' : ''
  const title = kind === 'model-card' ? 'Card of advance-gbm 4.2.0' : known.title
  return `# ${title}\n\n${parts.map((part) => `## ${part.title}\n\n${sentence(part.title)}${figures}\n`).join('\n')}`
}

/** The examples that the schema of a kind gives for each of its keys. */
export function partExamples(kind: string): { readonly [key: string]: readonly unknown[] } {
  const { properties }: Schema = JSON.parse(readFileSync(`schemas/records/${kind}.schema.json`, 'utf8'))
  return Object.fromEntries(Object.entries(properties).map(([key, { examples }]) => [key, examples]))
}

type Schema = { readonly properties: { readonly [key: string]: { readonly examples: readonly unknown[] } } }

function sentence(title: string): string {
  return `On “${title}”: as the three people who run this wrote it down after the walk-through in the Fresno office.`
}
