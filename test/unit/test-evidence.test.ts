import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/core/finding.ts'
import type { TestRun } from '../scenarios/gate.ts'
import { type Changes, gate, type Json, lender } from '../scenarios/lender.ts'
import type { RecordState } from '../scenarios/records.ts'

// What the rules for records make of a test result that stands beside a document, or in its place.

const PASSING: TestRun = {
  files: { 'junit.xml': '<testsuite><testcase name="opt-out"/></testsuite>' },
  writtenAt: '2027-02-01T09:15:02.311Z',
  checkout: { known: true, at: '2027-02-01T09:14:30.000Z', now: '2027-02-01T09:20:00.000Z' },
}
const FAILING: TestRun = {
  ...PASSING,
  files: { 'junit.xml': '<testsuite><testcase name="opt-out"><failure/></testcase></testsuite>' },
}
const DOCUMENT = { file: 'compliance/opt-out.md', owner: 'cai', 'reviewed-on': '2027-01-11' }
const PARTS = ['minimal-steps', 'no-verification']

function shown(...parts: readonly string[]) {
  return { test: 'junit.xml', case: 'opt-out', parts: [...parts], owner: 'cai' }
}

async function findings(
  kind: string,
  entries: Json,
  tests: TestRun,
  records: { readonly [path: string]: RecordState } = {},
  more: Changes = {},
) {
  const { report } = await gate(lender({ ...more, [`systems.0.records.${kind}`]: entries }), { tests, records })
  return {
    report,
    bad: report.findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'open').map(brief),
    of: (rule: string, subject: string) =>
      report.findings.find((each) => each.rule === rule && each.subject === subject),
  }
}

function brief({ rule, subject, outcome }: Finding): string {
  return `${rule} ${subject} ${outcome}`
}

describe('a part to do something', () => {
  const without = { 'compliance/opt-out.md': { without: PARTS } }

  test('is shown by a test that passes, where the document leaves it out', async () => {
    const { report, bad, of } = await findings('opt-out-procedure', [DOCUMENT, shown(...PARTS)], PASSING, without)
    expect(bad).toEqual([])
    expect(report.verdict).toBe('pass')
    expect(of('record/complete', 'advance/opt-out-procedure#minimal-steps')?.message).toBe(
      'is shown by a test in `junit.xml`',
    )
  })

  test('is not shown by a test that fails, and that is told once', async () => {
    const { report, bad } = await findings('opt-out-procedure', [DOCUMENT, shown(...PARTS)], FAILING, without)
    expect(bad).toEqual(['test/passing advance/opt-out-procedure[junit.xml: opt-out] fail'])
    expect(report.verdict).toBe('fail')
  })

  test('is not shown against a document by a test that fails', async () => {
    const { report, bad } = await findings('opt-out-procedure', [DOCUMENT, shown(...PARTS)], FAILING)
    expect(bad).toEqual(['test/passing advance/opt-out-procedure[junit.xml: opt-out] fail'])
    expect(report.verdict).toBe('fail')
  })

  test('is not shown by a test for another part', async () => {
    const { bad } = await findings('opt-out-procedure', [DOCUMENT, shown('link')], PASSING, without)
    expect(bad).toEqual([
      'record/complete advance/opt-out-procedure#minimal-steps fail',
      'record/complete advance/opt-out-procedure#no-verification fail',
    ])
  })

  test('is shown by one of two tests', async () => {
    const second = { ...shown('no-verification'), test: 'agent.xml' }
    const tests = {
      ...PASSING,
      files: { ...PASSING.files, 'agent.xml': '<testsuite><testcase name="opt-out"/></testsuite>' },
    }
    const { bad } = await findings('opt-out-procedure', [DOCUMENT, shown('minimal-steps'), second], tests, without)
    expect(bad).toEqual([])
  })
})

describe('a test without a document', () => {
  const ALL = [
    'link',
    'methods',
    'no-verification',
    'minimal-steps',
    'agent',
    'denial',
    'cease',
    'propagate',
    'confirmation',
    'opt-out-of-all',
  ]

  test('leaves the parts that it does not show missing', async () => {
    const { bad, of } = await findings('opt-out-procedure', shown(...PARTS), PASSING)
    expect(bad).toContain('record/present advance/opt-out-procedure fail')
    const missing = of('record/present', 'advance/opt-out-procedure')
    expect(missing?.next).toContain('link')
    expect(missing?.next).not.toContain('minimal-steps')
    expect(missing?.duties).not.toContain('advance/opt-out-frictionless')
  })

  test('does not show what is watched', async () => {
    const { bad, of } = await findings('opt-out-procedure', shown(...ALL), PASSING)
    expect(bad).toEqual(['record/present advance/opt-out-procedure fail'])
    expect(of('record/present', 'advance/opt-out-procedure')?.duties).toEqual(['advance/opt-out-quiet-period'])
  })

  test('of a system leaves the document of the organization where it is', async () => {
    const { bad, of } = await findings(
      'opt-out-procedure',
      shown(...PARTS),
      PASSING,
      {},
      {
        'organization.records.opt-out-procedure': DOCUMENT,
      },
    )
    expect(bad).toEqual([])
    expect(of('record/complete', 'advance/opt-out-procedure#link')?.outcome).toBe('pass')
  })
})

describe('a part that one duty does and another writes', () => {
  const notice = { file: 'compliance/notice.md', owner: 'ana', 'reviewed-on': '2027-01-11' }
  const subject = 'advance/pre-use-notice#no-retaliation'

  test('is still asked of the document, for the duty to write it', async () => {
    const without = { 'compliance/notice.md': { without: ['no-retaliation'] } }
    const { bad, of } = await findings('pre-use-notice', [notice, shown('no-retaliation')], PASSING, without)
    expect(bad).toEqual([`record/complete ${subject} fail`])
    expect(of('record/complete', subject)).toMatchObject({
      duties: ['advance/pre-use-notice-access-and-retaliation'],
      message: expect.stringMatching(
        /a test does not prove what `pre-use-notice-access-and-retaliation` asks for in writing/,
      ),
    })
    expect(of('test/passing', 'advance/pre-use-notice[junit.xml: opt-out]')?.duties).toEqual([
      'advance/non-retaliation',
    ])
  })

  test('is empty in the document', async () => {
    const { report } = await gate(
      lender({ 'systems.0.records.pre-use-notice': [{ ...notice, file: 'notice.yml' }, shown('no-retaliation')] }),
      { tests: { ...PASSING, files: { ...PASSING.files, 'notice.yml': 'no-retaliation: TBD\n' } } },
    )
    const finding = report.findings.find((each) => each.rule === 'record/complete' && each.subject === subject)
    expect(finding).toMatchObject({
      outcome: 'fail',
      message: expect.stringMatching(/^says only `TBD`; a test does not/),
    })
  })
})

describe('an entry that names a test', () => {
  test('needs an owner as every record does', async () => {
    const { owner: _, ...unowned } = shown(...PARTS)
    const { bad } = await findings('opt-out-procedure', [DOCUMENT, unowned], PASSING)
    expect(bad).toEqual(['record/owned advance/opt-out-procedure[junit.xml: opt-out] fail'])
  })

  test('needs no review date, and is no document that could be missing', async () => {
    const { report } = await findings('opt-out-procedure', [DOCUMENT, shown(...PARTS)], PASSING)
    const entry = report.findings.filter(({ subject }) => subject === 'advance/opt-out-procedure[junit.xml: opt-out]')
    expect(entry.map(brief)).toEqual([
      'record/free-of-secrets advance/opt-out-procedure[junit.xml: opt-out] pass',
      'record/owned advance/opt-out-procedure[junit.xml: opt-out] pass',
      'test/passing advance/opt-out-procedure[junit.xml: opt-out] pass',
    ])
  })

  test('is no model card', async () => {
    const change = {
      'systems.0.model': { origin: 'in-house', name: 'Advance 3' },
      'systems.0.records.model-card': shown('memorization'),
    }
    const { report } = await gate(lender(change), { tests: PASSING })
    expect(report.findings.map(({ message }) => message)).toContain('declares a model without a model card')
  })
})
