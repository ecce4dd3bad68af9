import { readFileSync } from 'node:fs'
import { readStructured } from '../src/collect/structured.ts'
import type { RecordProblem } from '../src/core/facts.ts'
import type { Manifest } from '../src/core/manifest.ts'
import { ccpaAdmt } from '../src/regulations/index.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type Document = { readonly [key: string]: Json }

/** What the gate finds in the text of a structured record of that kind. */
export function readRecord(kind: string, text: string, people: Manifest['people'] = [], asOf = '2027-02-01') {
  const known = ccpaAdmt.records.find((record) => record.id === kind)
  if (known === undefined) throw new Error(`the regulation has no record of kind \`${kind}\``)
  return readStructured(text, `compliance/${kind}.yml`, { kind: known, regulation: ccpaAdmt, people, asOf })
}

/** The problems as a reader sees them: `12:5 part message`. */
export function printed(problems: readonly RecordProblem[] = []): readonly string[] {
  return problems.map(({ line, column, part, message }) => `${line}:${column} ${part ?? '-'} ${message}`)
}

/** The schema of a kind as its file has it. */
export function schemaOf(kind: string): Document {
  return JSON.parse(readFileSync(`schemas/records/${kind}.schema.json`, 'utf8'))
}
