import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { secretsIn } from '../../../src/read/secrets.ts'
import { filesIn } from '../../contract/modules.ts'

/** Characters as random as a token's, always the same. */
function random(length: number, alphabet: string): string {
  let state = 7
  return Array.from({ length }, () => {
    state = (state * 48271) % 2147483647
    return alphabet[state % alphabet.length]
  }).join('')
}
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const ALL = `${LETTERS}0123456789`
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

// Made here, so that nothing that looks like a secret stands in this repository.
const SECRETS: readonly (readonly [string, string])[] = [
  ['a GitHub token', `ghp_${'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ'}${'0mLq17'}`],
  ['a GitHub token', `github_pat_${random(22, ALL)}_${random(59, ALL)}`],
  ['an npm token', `npm_${random(36, ALL)}`],
  ['an AWS access key', `AKIA${random(16, BASE32)}`],
  ['an AWS secret key', `aws_secret_access_key = ${random(40, `${ALL}/+`)}`],
  ['a Slack token', `xoxb-${'123401234012'}-${'567805678056'}-${random(24, ALL)}`],
  ['a Slack webhook', `https://hooks.slack.com/services/T${random(9, UPPER)}/B${random(9, UPPER)}/${random(24, ALL)}`],
  ['a Stripe key', `sk_live_${random(24, ALL)}`],
  ['a Google API key', `AIza${random(35, ALL)}`],
  ['a Google client secret', `GOCSPX-${random(28, ALL)}`],
  ['a Google access token', `ya29.${random(100, ALL)}`],
  ['an Anthropic key', `sk-ant-api03-${random(93, ALL)}AA`],
  ['an OpenAI key', `sk-proj-${random(60, ALL)}T3BlbkFJ${random(60, ALL)}`],
  ['a Hugging Face token', `hf_${random(34, LETTERS)}`],
  ['a GitLab token', `glpat-${random(20, ALL)}`],
  ['a private key', `${'-----BEGIN '}RSA PRIVATE KEY-----\n${random(64, ALL)}\n${random(64, ALL)}\n-----END`],
  ['a private key', `"private_key": "${'-----BEGIN '}PRIVATE KEY-----\\n${random(64, ALL)}\\n-----END"`],
  ['a private key', `${'-----BEGIN '}PGP PRIVATE KEY BLOCK-----\n\n${random(64, ALL)}`],
]

test.each(SECRETS)('%s is found: %#', (what, secret) => {
  const text = `The vendor answers.\n\n${secret} is what it takes.\n`
  const found = secretsIn(text)
  expect(found.map((each) => each.what)).toEqual([what])
  expect(text.slice(found[0]?.start, found[0]?.end).length).toBeGreaterThanOrEqual(20)
})

test.each([
  ['the line of a key alone', `A file that begins with ${'-----BEGIN '}PRIVATE KEY-----, and ends with -----END.`],
  ['a key that is left out', `${'-----BEGIN '}PRIVATE KEY-----\n${'x'.repeat(64)}\n-----END PRIVATE KEY-----`],
  ['the example of AWS', 'AKIAIOSFODNN7EXAMPLE'],
  ['the prefix of a token', 'Tokens begin with ghp_, github_pat_, xoxb-, sk_live_, npm_ or AIza.'],
  ['a token in a template', `npm_${'x'.repeat(36)}`],
  ['a key of a test', `sk_test_${random(24, ALL)}`],
  ['a digest', `sha256:${random(64, '0123456789abcdef')}`],
  ['a commit', random(40, '0123456789abcdef')],
  ['an encoded picture', random(4000, `${ALL}+/`)],
])('%s is no secret', (_, text) => {
  expect(secretsIn(text)).toEqual([])
})

describe.each(['examples', 'test/fixtures', 'docs', 'schemas', 'src/regulations'])('%s', (folder) => {
  test('raises no alarm', () => {
    const files = filesIn(folder)
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((file) => secretsIn(readFileSync(file, 'latin1')).length > 0)).toEqual([])
  })
})

test('a text of many starts takes no time', () => {
  const text =
    `${'-----BEGIN '}PRIVATE KEY-----`.repeat(40_000) + 'aws_secret_key ='.repeat(20_000) + 'ya29.'.repeat(50_000)
  const started = performance.now()
  secretsIn(text)
  expect(performance.now() - started).toBeLessThan(2_000)
})
