import valid from '../../schemas/ai-compliance.schema.json?valid'
import { checkBeyondSchema } from './beyond-schema.ts'

/** True when nothing is wrong with a manifest. What is wrong is told by `schema.ts`, which is loaded only then. */
export function isValid(written: unknown): boolean {
  return valid(written) && checkBeyondSchema(written).length === 0
}
