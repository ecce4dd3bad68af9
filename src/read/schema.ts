import validate from '../../schemas/ai-compliance.schema.json?validate'
import type { Problem } from '../core/facts.ts'
import { checkBeyondSchema } from './beyond-schema.ts'
import { manifestVocabulary } from './manifest-vocabulary.ts'
import { mistakesOf, placed } from './mistakes.ts'
import type { Source } from './source.ts'

/** What is wrong with a manifest that could be read as YAML, in the order of the text; empty when nothing is. */
export function findProblems({ written, locate }: Pick<Source, 'written' | 'locate'>): readonly Problem[] {
  if (written === undefined) return []
  const failures = validate(written) ? [] : mistakesOf(validate.errors ?? [], written, manifestVocabulary)
  return placed([...failures, ...checkBeyondSchema(written)], written, locate)
}
