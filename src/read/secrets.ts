/** Something in a text that looks like a credential: where it stands, and what it looks like. */
export type Secret = { readonly start: number; readonly end: number; readonly what: string }

type Kind = { readonly what: string; readonly pattern: RegExp; readonly holds?: (found: string) => boolean }

/** No text without one of these holds any. Told at half a gigabyte a second, which it would not be with letters of either case. */
const HINT =
  /PRIVATE KEY|A[KS]IA[A-Z2-7]|gh[oprsu]_|github_pat_|xox[abeoprs]-|xapp-|hooks\.slack|[rs]k_live_|npm_|AIza|GOCSPX-|ya29\.|sk-(?:ant|proj|svcacct)-|hf_|glpat-|(?:aws|Aws|AWS)_?[Ss]/

/** The forms that the services themselves give out. Each has a fixed prefix, and its check where there is one. */
const KINDS: readonly Kind[] = [
  // GitHub, "Behind GitHub's new authentication token formats": the last six characters are a CRC-32 of those before, in base 62.
  { what: 'a GitHub token', pattern: /\bgh[oprsu]_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g, holds: hasChecksum },
  { what: 'a GitHub token', pattern: /\bghs_[A-Za-z0-9]{1,20}_eyJ[\w.-]{40,2000}/g, holds: isVaried },
  { what: 'a GitHub token', pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?!\w)/g, holds: isVaried },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g, holds: isVaried },
  // AWS, "IAM identifiers": base 32; its own documentation ends its keys with EXAMPLE.
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/g, holds: isVaried },
  {
    what: 'an AWS secret key',
    pattern:
      /(?<=aws_?secret_?(?:access_?)?key["']?[ \t]{0,9}[=:][ \t]{0,9}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
    holds: isVaried,
  },
  { what: 'a Slack token', pattern: /\bxox[abeoprs]-(?:\d{6,20}-){1,3}[A-Za-z0-9-]{10,200}/g, holds: isVaried },
  { what: 'a Slack token', pattern: /\bxapp-\d-[A-Z0-9]{8,20}-\d{8,20}-[a-f0-9]{40,100}/g, holds: isVaried },
  {
    what: 'a Slack webhook',
    pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{24}/g,
    holds: isVaried,
  },
  { what: 'a Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{24,247}(?![A-Za-z0-9])/g, holds: isVaried },
  { what: 'a Google API key', pattern: /\bAIza[\w-]{35}(?![\w-])/g, holds: isVaried },
  { what: 'a Google client secret', pattern: /\bGOCSPX-[\w-]{28}(?![\w-])/g, holds: isVaried },
  { what: 'a Google access token', pattern: /\bya29\.[\w-]{60,2000}/g, holds: isVaried },
  { what: 'an Anthropic key', pattern: /\bsk-ant-[a-z0-9]{3,12}-[\w-]{80,120}/g, holds: isVaried },
  { what: 'an OpenAI key', pattern: /\bsk-(?:proj-|svcacct-)[\w-]{20,150}T3BlbkFJ[\w-]{20,150}/g, holds: isVaried },
  { what: 'a Hugging Face token', pattern: /\bhf_[A-Za-z]{34}(?![A-Za-z0-9])/g, holds: isVaried },
  { what: 'a GitLab token', pattern: /\bglpat-[\w-]{20}(?![\w-])/g, holds: isVaried },
]

const KEY = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
/** An encoded key of 4,096 bits has some 3,300 characters. */
const LONGEST_KEY = 20_000

/** What in a text looks like a credential, in its order; empty for almost every text. */
export function secretsIn(text: string): readonly Secret[] {
  if (!HINT.test(text)) return []
  const found = KINDS.flatMap(({ what, pattern, holds = () => true }) =>
    [...text.matchAll(pattern)]
      .filter(([value]) => holds(value))
      .map(({ 0: value, index }) => ({ start: index, end: index + value.length, what })),
  )
  return [...found, ...keysIn(text)].sort((a, b) => a.start - b.start)
}

/** A private key between its lines; the line alone is what a text about keys says. */
function keysIn(text: string): readonly Secret[] {
  return [...text.matchAll(KEY)].flatMap(({ 0: line, index }) => {
    const start = index + line.length
    const next = text.indexOf('-----', start)
    const end = Math.min(next < 0 ? text.length : next, start + LONGEST_KEY)
    const [encoded] = /[A-Za-z0-9+/=]{40}/.exec(text.slice(start, end)) ?? []
    return encoded !== undefined && isVaried(encoded) ? [{ start, end, what: 'a private key' }] : []
  })
}

/** Random text has many different characters; what stands for a credential in an example has not, or says so. */
function isVaried(found: string): boolean {
  return new Set(found).size >= 12 && !/example|placeholder|redacted|(.)\1{5}|123456789|abcdefgh/i.test(found)
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function hasChecksum(token: string): boolean {
  let rest = crc(token.slice(4, -6))
  let written = ''
  for (let place = 0; place < 6; place += 1) {
    written = `${DIGITS[rest % DIGITS.length]}${written}`
    rest = Math.floor(rest / DIGITS.length)
  }
  return written === token.slice(-6)
}

/** CRC-32 as zlib has it; Node's own came with 20.15. */
function crc(text: string): number {
  let remainder = 0xffffffff
  for (let index = 0; index < text.length; index += 1) {
    remainder ^= text.charCodeAt(index)
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0)
  }
  return (remainder ^ 0xffffffff) >>> 0
}
