import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' }
import { ConfigurationError } from '../../src/core/errors.ts'
import type { Base, PolicySource } from '../../src/core/ports.ts'
import type { Report } from '../../src/core/report.ts'
import { annotations } from '../../src/report/annotations.ts'
import { checkRun } from '../../src/report/check-run.ts'
import { renderJson } from '../../src/report/json.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/text.ts'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'
import { AS_OF, gate, type Json, lender } from '../scenarios/lender.ts'

const without = { records: { 'compliance/opt-out.md': { without: ['quiet-period'] } } }
const judged = async (policy: { [key: string]: Json }, change = {}) =>
  (await gate(lender(change), { ...without, policy: { version: 1, ...policy } })).report
const quiet = ({ duties }: Report) => duties.find(({ obligation }) => obligation === 'opt-out-quiet-period')?.status

describe('a level that the policy lowers', () => {
  test('does not block, and leaves the duty unmet and the reader told', async () => {
    const lowered = await judged({ severities: { 'record/complete': 'warning' } })
    expect((await judged({})).verdict).toBe('fail')
    expect(lowered.verdict).toBe('pass')
    expect(quiet(lowered)).toBe('unmet')
    expect(lowered.policy?.relaxes).toEqual(['what fails `record/complete` is a warning and not an error'])
    expect(textOf(lowered)).toMatch(/the policy makes it a warning; by itself it is an error/)
  })

  test('as a note, leaves a duty unmet as well', async () => {
    expect(quiet(await judged({ severities: { 'record/complete': 'note' } }))).toBe('unmet')
  })

  test('turns no open question into a pass, whatever it is called', async () => {
    const { report } = await gate(lender())
    const severities = Object.fromEntries(
      report.rules.filter(({ id }) => id !== 'manifest/valid').map(({ id }) => [id, 'note']),
    )
    const change = { 'systems.0.decisions.0.human-involvement.reviews-other-information': 'unknown' }
    const open = await judged({ severities }, change)
    expect(open.counts.open).toBeGreaterThan(0)
    expect(open.verdict).toBe('not-evaluated')
  })
})

test('a level that the policy raises blocks, and makes no duty unmet that the law leaves met', async () => {
  const change = { 'systems.0.records.risk-assessment.review-every-months': 6 }
  const raised = async (policy: { [key: string]: Json }) => {
    const { report } = await gate(lender(change), { asOf: '2027-08-01', policy: { version: 1, ...policy } })
    return {
      found: report.findings.filter(({ rule, outcome }) => rule === 'record/current' && outcome === 'fail'),
      report,
    }
  }
  const before = await raised({})
  const after = await raised({ severities: { 'record/current': 'error' } })
  expect(before.found.map(({ level }) => level)).toContain('warning')
  expect(after.found.map(({ level, ownLevel }) => [level, ownLevel])).toContainEqual(['error', 'warning'])
  expect(after.report.verdict).toBe('fail')
  expect(after.report.duties.map(({ status }) => status)).toEqual(before.report.duties.map(({ status }) => status))
})

test('an owner whom the policy does not allow blocks and leaves every duty as it is', async () => {
  const people = { ana: { name: 'Ana Lucero', github: 'alucero' } }
  const { report } = await gate(lender(), { policy: { version: 1, people, 'may-own': ['ana'] } })
  expect(report.verdict).toBe('fail')
  expect(report.findings.filter(({ byPolicy }) => byPolicy).map(({ rule }) => rule)).toContain('system/owned')
  expect(report.duties.filter(({ status }) => status === 'unmet')).toEqual([])
})

test('the policy’s cadence sets the day in the calendar', async () => {
  const { report } = await gate(lender(), { policy: { version: 1, cadences: { 'risk-assessment': 12 } } })
  const review = report.dates.entries.find(({ key }) => key.join('/') === 'record/advance/risk-assessment')
  expect(review).toMatchObject({ date: '2028-01-11', everyMonths: 12, basis: 'the policy’s period of 12 months' })
})

describe('where the policy was read stands in every report', () => {
  const PATH = 'compliance/policy.yml'
  const lax = 'version: 1\nseverities: { record/present: note }\n'
  const manifest = JSON.stringify(lender(), null, 2)
  const head = (files: { readonly [path: string]: string } = {}) =>
    memoryFiles({ 'ai-compliance.yml': manifest, ...files })
  const judge = async (policy: PolicySource, files = head()) =>
    (await run({ files, manifest: 'ai-compliance.yml', asOf: AS_OF, failOn: 'error', policy })).report
  const base = (files: { readonly [path: string]: string }): Pick<Required<PolicySource>, 'trusted'> => ({
    trusted: { from: 'base', commit: '0915be3f0915be3f0915be3f0915be3f0915be3f', files: memoryFiles(files) },
  })

  test.each<[string, () => Promise<Report>, RegExp, Report['verdict'] | undefined]>([
    [
      'at the base',
      () => judge({ name: PATH, path: PATH, ...base({ [PATH]: lax }) }, head({ [PATH]: 'version: 1\n' })),
      /Policy: `compliance\/policy\.yml` at base `0915be3`; it relaxes: what fails `record\/present` is a note and not an error\./,
      undefined,
    ],
    [
      'in the folder',
      () => judge({ name: PATH, path: PATH }, head({ [PATH]: 'version: 1\n' })),
      /Policy: `compliance\/policy\.yml` of this folder; it relaxes nothing\./,
      'fail',
    ],
    [
      'in the first change that brings one, which lowers nothing yet',
      () => judge({ name: PATH, path: PATH, ...base({}) }, head({ [PATH]: lax })),
      /`compliance\/policy\.yml` is bootstrapping: the base has none yet\./,
      'fail',
    ],
  ])('%s', async (_, make, says, verdict) => {
    const report = await make()
    if (verdict !== undefined) expect(report.verdict).toBe(verdict)
    const noted = annotations(report).filter(({ title }) => title === 'Policy')
    expect(noted.map(({ message }) => says.test(flat(message)))).toEqual(
      report.policy?.from === 'bootstrap' ? [true] : [],
    )
    expect(textOf(report)).toMatch(says)
    expect(flat(renderMarkdown(report, 1_000_000))).toMatch(says)
    expect(flat(checkRun(report).summary)).toMatch(says)
    const json: unknown = JSON.parse(renderJson(report))
    const validate = new Ajv2020({ strict: false }).compile(reportSchema)
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true)
    expect(json).toMatchObject({ policy: { name: PATH, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } })
  })

  test('nowhere, where none is named', async () => {
    const { report } = await gate(lender())
    expect(report.policy).toBeUndefined()
    expect(textOf(report)).not.toMatch(/policy:/i)
  })

  test('a policy that is wrong stops the run, and that of the change does not stand in', async () => {
    const broken = judge({ name: PATH, path: PATH, ...base({ [PATH]: 'version: 1\nx: 1\n' }) }, head({ [PATH]: lax }))
    await expect(broken).rejects.toThrow(ConfigurationError)
  })

  test('the tip of the base is where it is read, not the commit that is compared with', async () => {
    const { policySource } = await import('../../src/read/policy-source.ts')
    const commits: Base = {
      commit: 'a'.repeat(40),
      files: memoryFiles({ [PATH]: lax }),
      tip: { commit: 'b'.repeat(40), files: memoryFiles({ [PATH]: 'version: 1\n' }) },
      changed: async () => ({ known: true, files: [] }),
    }
    const { policy } = await judge(policySource(PATH, commits), head({ [PATH]: lax }))
    expect(policy).toMatchObject({ from: 'base', commit: 'b'.repeat(40), relaxes: [] })
  })
})

function textOf(report: Report): string {
  return flat(renderText(report, { color: false, width: 120 }))
}

/** On one line, without what keeps GitHub from making links. */
function flat(text: string): string {
  return text.replaceAll('\u200b', '').replaceAll(/\s+/g, ' ')
}
