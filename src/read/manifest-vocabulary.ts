import schema from '../../schemas/ai-compliance.schema.json' with { type: 'json' }
import { vocabularyOf } from './vocabulary.ts'

/** What the schema says of the values of a manifest. */
export const manifestVocabulary = vocabularyOf(schema)
