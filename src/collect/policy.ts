import { createHash } from 'node:crypto'
import { ConfigurationError } from '../core/errors.ts'
import type { Policy, PolicyFacts } from '../core/policy.ts'
import type { Files, PolicySource, ReadResult, RefusalReason } from '../core/ports.ts'
import { tightening } from '../core/strictness.ts'
import { checkPolicyBeyondSchema, type Shipped } from '../read/beyond-policy-schema.ts'
import { MAX_POLICY_BYTES, MAX_RECORD_TOKENS } from '../read/limits.ts'
import { parsePolicy, policyErrors } from '../read/policy.ts'
import { decodeText, parseSource } from '../read/source.ts'

const NEXT: { readonly [reason in RefusalReason]: string } = {
  missing: 'Write the policy there, or name the file that it is in.',
  outside: 'Name a plain file of the repository; no link is followed out of it.',
  'not-a-file': 'Name a plain file.',
  'too-large': 'Shorten it; a policy names rules, people and limits.',
  unreadable: 'Check that it may be read, then run the gate again.',
}

const REFERENCE = '`docs/policy.md` has every key, and an editor with the schema completes them.'

/**
 * The policy, read where the change cannot reach it: at the base, or in another repository. Only where the base has none yet is that of
 * the change taken, as far as it tightens. Throws `ConfigurationError` when it cannot be had: that is never "no policy".
 */
export async function collectPolicy(source: PolicySource, files: Files, shipped: Shipped): Promise<PolicyFacts> {
  const { name, path, trusted } = source
  if (trusted === undefined) return { from: 'folder', name, ...(await whole(await read(files, path), source, shipped)) }
  const { from, commit } = trusted
  const found = await read(trusted.files, path)
  if (found.ok || found.reason !== 'missing' || from !== 'base')
    return { from, name, commit, ...(await whole(found, source, shipped)) }
  const first = await read(files, path)
  if (!first.ok && first.reason === 'missing')
    throw new ConfigurationError(
      `The policy \`${name}\` does not exist${placeOf(source)} and in the change.`,
      NEXT.missing,
    )
  const { policy, sha256 } = await whole(first, { name, path }, shipped)
  return { from: 'bootstrap', name, policy: tightening(policy), sha256 }
}

function read(files: Files, path: string): Promise<ReadResult> {
  return files.read(path, MAX_POLICY_BYTES)
}

/** What was read as a policy with nothing wrong in it. */
async function whole(
  found: ReadResult,
  source: PolicySource,
  shipped: Shipped,
): Promise<{ readonly policy: Policy; readonly sha256: string }> {
  const where = placeOf(source)
  if (!found.ok)
    throw new ConfigurationError(`The policy \`${source.name}\` ${found.message}${where}.`, NEXT[found.reason])
  const decoded = decodeText(found.bytes)
  if (!decoded.ok)
    throw new ConfigurationError(
      `The policy \`${source.name}\` ${decoded.message}${where}.`,
      'Save the policy as YAML in UTF-8.',
    )
  const text = parseSource(decoded.text, source.path, MAX_POLICY_BYTES, MAX_RECORD_TOKENS)
  const errors = text.problems.length > 0 ? [] : policyErrors(text.written)
  const beyond = checkPolicyBeyondSchema(text.written, shipped)
  if (text.problems.length > 0 || errors.length > 0 || beyond.length > 0) {
    const { policyProblems, policyProblemWords } = await import('../read/policy-problems.ts')
    const problems = text.problems.length > 0 ? text.problems : policyProblems(text, errors, beyond)
    throw new ConfigurationError(
      `The policy cannot be used${where}. ${policyProblemWords(source.name, problems)}`,
      source.trusted?.from === 'base'
        ? `Mend it on the base branch, where it is read. ${REFERENCE}`
        : `Write what is expected there. ${REFERENCE}`,
    )
  }
  return { policy: parsePolicy(text.written), sha256: createHash('sha256').update(found.bytes).digest('hex') }
}

/** ` at the base \`3f2a9c1\``, where it was not read in the folder. */
function placeOf({ trusted }: PolicySource): string {
  if (trusted === undefined) return ''
  const commit = `\`${trusted.commit.slice(0, 7)}\``
  return trusted.from === 'base' ? ` at the base ${commit}` : ` at ${commit}`
}
