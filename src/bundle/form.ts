import valid from '../../schemas/bundle.schema.json?valid'
import { FILES } from './layout.ts'
import type { Recorded } from './make.ts'
import type { Fault } from './stored.ts'

/** What is wrong with the form of the two files that say what a bundle is, before anybody takes them at their word; undefined when nothing is. */
export function formFault(statement: unknown, facts: unknown): Fault | undefined {
  if (valid({ [FILES.statement]: statement, [FILES.facts]: facts })) return undefined
  const [error] = valid.errors ?? []
  const [, file = FILES.facts, ...steps] = (error?.instancePath ?? '').split('/')
  const missing = error?.params.missingProperty ?? error?.params.additionalProperty
  const key = typeof missing === 'string' ? [...steps, missing] : steps
  return {
    file: file === FILES.statement ? FILES.statement : FILES.facts,
    says: `does not have the form of \`schemas/bundle.schema.json\`${key.length === 0 ? '' : ` at \`${key.join('/')}\``}: ${WORDS[error?.keyword ?? ''] ?? 'something else is expected there'}`,
  }
}

/** Facts with whose form nothing is wrong; what is wrong deeper inside shows when they are judged. */
export function formed(facts: unknown): Recorded {
  if (!isFormed(facts)) throw new Error('the facts have no form')
  return facts
}

function isFormed(facts: unknown): facts is Recorded {
  return typeof facts === 'object' && facts !== null
}

const WORDS: { readonly [keyword: string]: string } = {
  required: 'it is missing',
  additionalProperties: 'it is no key of that form',
}
