import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import schema from '../../../schemas/policy.schema.json' with { type: 'json' }
import { collectPolicy } from '../../../src/collect/policy.ts'
import { ConfigurationError } from '../../../src/core/errors.ts'
import { LONGEST_WAIVER_MONTHS, NO_POLICY, type PolicyFacts, treatmentOf } from '../../../src/core/policy.ts'
import type { Files, ReadResult } from '../../../src/core/ports.ts'
import { ccpaAdmt } from '../../../src/regulations/index.ts'
import { rules } from '../../../src/rules/index.ts'
import { memoryFiles } from '../../memory-files.ts'

const PATH = 'compliance/policy.yml'
const COMMIT = '0915be3f0915be3f0915be3f0915be3f0915be3f'
const shipped = { rules: rules.map(({ id }) => id), regulation: ccpaAdmt }

/** A policy with every key. */
const WHOLE = `version: 1
regulations: [ccpa-admt]
people:
  priya: { name: Priya Raman, github: praman }
  marco: { name: Marco Silva, github: MSilva }
may-own: [priya, marco]
may-approve:
  waivers: [priya]
  risk-assessments: [marco]
  loosening: []
sign-off: true
waivers: { longest-months: 3, never: [opt-out-propagate] }
loosening: { default: fail, record-relaxed: warn }
severities: { review/on-cadence: error, card/informative: warning }
cadences: { risk-assessment: 12 }
`

const inFolder = (text: string | Uint8Array) =>
  collectPolicy({ name: PATH, path: PATH }, memoryFiles({ [PATH]: text }), shipped)
const at = (from: 'base' | 'repository', base: Files, head: Files) =>
  collectPolicy({ name: PATH, path: PATH, trusted: { from, commit: COMMIT, files: base } }, head, shipped)
const holding = (text: string) => memoryFiles({ [PATH]: text })
const nothing = memoryFiles({})
const answering = (answer: ReadResult): Files => ({ ...nothing, read: async () => answer })

/** What a policy is refused with: the message, then what to do. */
async function refusal(read: Promise<PolicyFacts>): Promise<string> {
  try {
    await read
  } catch (error) {
    if (error instanceof ConfigurationError) return `${error.message} ${error.next}`
    throw error
  }
  throw new Error('the policy was taken')
}

describe('a policy', () => {
  test('is read with every key', async () => {
    const { policy, from, name, sha256 } = await inFolder(WHOLE)
    const priya = { key: 'priya', name: 'Priya Raman', github: 'praman' }
    const marco = { key: 'marco', name: 'Marco Silva', github: 'MSilva' }
    expect({ from, name }).toEqual({ from: 'folder', name: PATH })
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(policy).toEqual({
      regulations: ['ccpa-admt'],
      people: [priya, marco],
      owners: [priya, marco],
      approvers: { waivers: [priya], riskAssessments: [marco], loosening: [] },
      signOff: true,
      waivers: { longestMonths: 3, never: ['opt-out-propagate'] },
      loosening: { others: 'fail', kinds: { 'record-relaxed': 'warn' } },
      severities: { 'review/on-cadence': 'error', 'card/informative': 'warning' },
      cadences: { 'risk-assessment': 12 },
    })
    expect([treatmentOf(policy, 'record-relaxed'), treatmentOf(policy, 'waiver-added')]).toEqual(['warn', 'fail'])
  })

  test('with its version alone asks for approvals, and for nothing else that the gate does not', async () => {
    const { policy } = await inFolder('version: 1\n')
    expect(policy).toEqual({ ...NO_POLICY.policy, loosening: { others: 'approval', kinds: {} } })
    expect(policy.waivers.longestMonths).toBe(LONGEST_WAIVER_MONTHS)
  })

  test('may be JSON', async () => {
    expect((await inFolder('{ "version": 1, "sign-off": true }')).policy.signOff).toBe(true)
  })

  test('that is taken by the examples of its schema is a policy', async () => {
    const first = (properties: object): object =>
      Object.fromEntries(Object.entries(properties).map(([key, { examples }]) => [key, examples[0]]))
    const whole = {
      ...first(schema.properties),
      people: Object.fromEntries(
        ['priya', 'marco', 'lin'].map((key, n) => [key, { name: `${key} Okoro`, github: `h${n}` }]),
      ),
      'may-approve': first(schema.$defs.approvers.properties),
      waivers: first(schema.$defs.waivers.properties),
      loosening: first(schema.$defs.loosening.properties),
    }
    expect((await inFolder(stringify(whole))).policy.waivers.never).toEqual(['opt-out-propagate'])
  })
})

describe('a policy that is wrong is refused with its line and what is expected', () => {
  const people = 'people: { priya: { name: Priya Raman, github: praman } }\n'
  test.each([
    [
      'a key that is misspelled',
      'severites: {}\n',
      /policy\.yml:2:1`: `severites` is not a key of the policy; did you mean `severities`\?/,
    ],
    ['a key of waivers', 'waivers: { longest-month: 3 }\n', /policy\.yml:2:12.*did you mean `longest-months`/],
    [
      'a rule',
      'severities: { record/curent: note }\n',
      /`severities\/record\/curent` names no rule; did you mean `record\/current`\?/,
    ],
    [
      'a level',
      'severities: { record/current: notice }\n',
      /expects `error`, `warning` or `note`; got `notice`; did you mean `note`/,
    ],
    [
      'what cannot be lowered',
      'severities: { manifest/valid: note }\n',
      /`severities\/manifest\/valid` cannot be lowered/,
    ],
    [
      'a kind of record',
      'cadences: { risk-asessment: 12 }\n',
      /names no kind of record; did you mean `risk-assessment`/,
    ],
    ['a kind that has a cycle', 'cadences: { cybersecurity-audit: 6 }\n', /no cadence of its own/],
    ['months', 'cadences: { risk-assessment: 0 }\n', /expects 1 or more; got the number `0`/],
    ['an obligation', 'waivers: { never: [opt-out-propogate] }\n', /did you mean `opt-out-propagate`/],
    [
      'a waiver that is longer than the gate allows',
      'waivers: { longest-months: 12 }\n',
      /expects 6 or less; got the number `12`/,
    ],
    ['a kind of loosening', 'loosening: { waiver-add: warn }\n', /did you mean `waiver-added`/],
    ['a treatment', 'loosening: { waiver-added: allowed }\n', /did you mean `allow`/],
    [
      'a regulation',
      'regulations: [gdpr]\n',
      /`regulations\[0\]` is `gdpr`, which is no regulation of this version; there is `ccpa-admt`/,
    ],
    [
      'a person who is not there',
      `${people}may-own: [pryia]\n`,
      /`may-own\[0\]` is `pryia`, which is no key of `people`; did you mean `priya`\?/,
    ],
    ['an approver who is not there', 'may-approve: { waivers: [marco] }\n', /no key of `people`; there is none yet/],
    ['nobody who may own', 'may-own: []\n', /empty list/],
    [
      'a team',
      'people: { privacy: { name: Privacy Team, github: northwind } }\n',
      /`people\/privacy\/name` is `Privacy Team`, which names a group or a machine, not a person; name one person/,
    ],
    ['a role', 'people: { cpo: { name: Chief Privacy Officer, github: praman } }\n', /names a function, not a person/],
    ['a bot', "people: { ren: { name: Ren Ovate, github: 'renovate[bot]' } }\n", /which is a bot/],
    ['a team’s handle', 'people: { p: { name: Priya Raman, github: northwind/privacy } }\n', /which is a team/],
    [
      'one account for two',
      'people: { p: { name: Priya Raman, github: praman }, q: { name: Quin Adams, github: PRaman } }\n',
      /account of an earlier person/,
    ],
    ['no account', 'people: { p: { name: Priya Raman } }\n', /needs `github`/],
    ['sign-off in words', 'sign-off: yes\n', /expects `true` or `false`, such as `true`; got `yes`/],
    ['a version to come', 'version: 2\n', /a second time/],
  ])('%s', async (_, text, says) => {
    const said = await refusal(inFolder(`version: 1\n${text}`))
    expect(said).toMatch(says)
    expect(said).toMatch(/`compliance\/policy\.yml:[23]:\d+`/)
    expect(said).not.toMatch(/undefined|manifest(?!\/valid)|please|compliant/)
  })

  test.each([
    ['', /is empty/],
    ['version: 2\n', /expects `1`; got the number `2`/],
    ['sign-off: true\n', /needs `version`, such as `version: 1`/],
    ['- version: 1\n', /the text expects a mapping/],
    ['none\n', /the text expects a mapping/],
    ['version: 1\n---\nversion: 1\n', /second document/],
    ['version: 1\n\tx: 1\n', /tab/],
    [`version: 1\nx: ${'['.repeat(5_000)}\n`, /100 levels/],
    [`version: 1\nx: &a [y]\nz: [${'*a, '.repeat(200)}*a]\n`, /100/],
    ['version: 1\n__proto__: { sign-off: true }\n', /`__proto__`, which is refused/],
    ['version: 1\nseverities: { __proto__: note }\n', /`__proto__`, which is refused/],
    ['version: 1\nseverities: { constructor: note }\n', /names no rule/],
  ])('%j', async (text, says) => {
    expect(await refusal(inFolder(text))).toMatch(says)
  })

  test('a bomb of aliases ends soon', async () => {
    const letters = 'bcdefghijklmnopqrstuvwxyz'.split('')
    const bomb = letters.map(
      (each, n) => `${each}: &${each} [*${'abcdefghijklmnopqrstuvwxy'[n]},*${'abcdefghijklmnopqrstuvwxy'[n]}]`,
    )
    expect(await refusal(inFolder(`version: 1\na: &a [x,x]\n${bomb.join('\n')}\n`))).toMatch(/alias|values/)
  })

  test.each([
    ['binary', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]), /binary/],
    ['not UTF-8', new Uint8Array([0x76, 0x3a, 0x20, 0xff, 0xfe, 0x41]), /UTF-8/],
    ['10 MB', `version: 1\n#${'x'.repeat(10_000_000)}\n`, /at most 200000/],
    ['many signs', `version: 1\nx: [${'1,'.repeat(50_000)}]\n`, /as far as is read/],
  ])('%s', async (_, content, says) => {
    const said = await refusal(inFolder(content))
    expect(said).toMatch(says)
    expect(said).toContain(PATH)
  })

  test('tells five mistakes and counts the rest', async () => {
    const said = await refusal(
      inFolder(
        `version: 1\n${'abcdefgh'
          .split('')
          .map((key) => `${key}: 1`)
          .join('\n')}\n`,
      ),
    )
    expect(said.match(/policy\.yml:\d/g)).toHaveLength(5)
    expect(said).toContain('There are 3 more problems.')
  })
})

describe('a policy is taken where the change cannot reach it', () => {
  const strict = 'version: 1\nsign-off: true\n'
  const lax =
    'version: 1\nseverities: { record/present: note, duty/owned: error }\nloosening: { default: allow, waiver-added: fail }\n'

  test('from the base, whatever the change makes of it', async () => {
    for (const head of [holding(lax), holding('}{'), nothing]) {
      const found = await at('base', holding(strict), head)
      expect(found).toMatchObject({ from: 'base', commit: COMMIT, policy: { signOff: true, severities: {} } })
    }
  })
  test('from another repository', async () => {
    const found = await at('repository', holding(strict), holding(lax))
    expect(found).toMatchObject({ from: 'repository', commit: COMMIT, policy: { signOff: true } })
  })
  test('the first one comes with the change, and counts as far as it tightens', async () => {
    const people =
      'people: { eve: { name: Eve Mallory, github: evem } }\nmay-approve: { waivers: [eve] }\nmay-own: [eve]\n'
    const { from, policy } = await at('base', nothing, holding(lax + people))
    expect(from).toBe('bootstrap')
    expect(policy.severities).toEqual({ 'duty/owned': 'error' })
    expect(policy.loosening).toEqual({ others: 'warn', kinds: { 'waiver-added': 'fail' } })
    expect(policy.approvers).toEqual({})
    expect(policy.owners).toHaveLength(1)
  })
  test.each([
    [
      'is nowhere',
      'base',
      nothing,
      nothing,
      /`compliance\/policy\.yml` does not exist at the base `0915be3` and in the change/,
    ],
    ['is not in the other repository', 'repository', nothing, holding(strict), /does not exist at `0915be3`/],
    ['is broken at the base', 'base', holding('}{'), holding(strict), /at the base `0915be3`.*policy\.yml:1:1/],
    ['is broken in the first change', 'base', nothing, holding('}{'), /policy\.yml:1:1/],
  ] as const)('one that %s is never "no policy"', async (_, from, base, head, says) => {
    expect(await refusal(at(from, base, head))).toMatch(says)
  })
  test.each([
    ['unreadable', 'could not be read: GitHub did not answer in time'],
    ['too-large', 'has 300000 bytes; at most 200000 are read'],
    ['outside', 'is a symlink'],
    ['not-a-file', 'is a directory'],
  ] as const)('one that is %s at the base does not fall back to that of the change', async (reason, message) => {
    const said = await refusal(at('base', answering({ ok: false, reason, message }), holding(strict)))
    expect(said).toContain(`\`${PATH}\` ${message} at the base \`0915be3\`.`)
  })
})

test('the schema explains every key with an example, is closed, and is what the docs name', () => {
  const objects = [schema, ...Object.values(schema.$defs)].flatMap((each) => ('properties' in each ? [each] : []))
  expect(objects.length).toBeGreaterThan(4)
  for (const { additionalProperties, title, description, properties } of objects) {
    expect({ additionalProperties, title, description }).toEqual({
      additionalProperties: false,
      title: expect.any(String),
      description: expect.any(String),
    })
    for (const [key, explained] of Object.entries(properties)) {
      expect(explained, key).toMatchObject({ description: expect.stringMatching(/\.$/), examples: [expect.anything()] })
    }
  }
  expect(readFileSync('docs/policy.md', 'utf8')).toContain('policy.schema.json')
})
