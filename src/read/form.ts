import type { RecordKind } from '../core/regulation.ts'
import { property } from './problems.ts'

/** Keys of a structured record that are no part. */
export const ENVELOPE = ['$schema', 'record', 'title', 'version'] as const

/**
 * True when a structured record is written in our form, so that its schema holds it. Every kind is, but a model card: people
 * keep those in formats of others as well, which have readers of their own. A card is ours when it says so, by the schema in its
 * first line or under `$schema` or by `record: model-card`, or when it has no key that is not ours.
 */
export function isOurs(kind: RecordKind, text: string, written: unknown): boolean {
  if (kind.id !== 'model-card') return true
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return false
  const named = property(written, '$schema')
  if (MODELINE.test(text.slice(0, LOOKED_AT)) || (typeof named === 'string' && named.endsWith(OUR_CARD))) return true
  if (property(written, 'record') === kind.id) return true
  const keys = Object.keys(written)
  const parts = kind.parts.map((part) => part.id)
  return keys.some((key) => parts.includes(key)) && keys.every((key) => [...ENVELOPE, ...parts].includes(key))
}

const OUR_CARD = 'records/model-card.schema.json'
/** As the language server reads it: https://github.com/redhat-developer/yaml-language-server#using-inlined-schema */
const MODELINE = /^#\s*yaml-language-server:\s*\$schema=\S*records\/model-card\.schema\.json\s*$/m
const LOOKED_AT = 2_000
