import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/facts.ts'
import { NO_POLICY } from '../../src/core/policy.ts'
import { determine } from '../../src/determine/index.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import recordComplete from '../../src/rules/record-complete.ts'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'
import { lender } from '../scenarios/lender.ts'
import { prove } from './cases.ts'

const subject = 'advance/pre-use-notice#purpose'

prove('record/complete', [
  { name: 'the part is there', subject, is: 'pass', says: /notice\.md` line \d+/ },
  {
    name: 'it is not',
    records: { 'compliance/notice.md': { without: ['purpose'] } },
    subject,
    is: 'fail',
    level: 'error',
    says: /notice\.md/,
    at: 'systems[0].records.pre-use-notice.file',
  },
  {
    name: 'it is not, before it is due',
    asOf: '2026-12-31',
    records: { 'compliance/notice.md': { without: ['purpose'] } },
    subject,
    is: 'fail',
    level: 'warning',
  },
  { name: 'the record is not there', records: { 'compliance/notice.md': 'missing' }, subject, is: 'notApplicable' },
  {
    name: 'the record is not declared',
    change: { 'systems.0.records.pre-use-notice': undefined },
    subject,
    is: 'notApplicable',
  },
  {
    name: 'a key of YAML is a part',
    change: { 'systems.0.records.pre-use-notice.file': 'notice.yml' },
    subject,
    is: 'pass',
  },
  {
    name: 'a key of YAML is missing',
    change: { 'systems.0.records.pre-use-notice.file': 'notice.yml' },
    records: { 'notice.yml': { without: ['purpose'] } },
    subject,
    is: 'fail',
    says: /notice\.yml/,
  },
  {
    name: 'the second of two files holds it',
    change: {
      'systems.0.records.pre-use-notice': [
        { file: 'a.md', owner: 'ana', 'reviewed-on': '2027-01-11' },
        { file: 'b.md', owner: 'ana', 'reviewed-on': '2027-01-11' },
      ],
    },
    records: { 'a.md': { without: ['purpose'] } },
    subject,
    is: 'pass',
    says: /b\.md/,
  },
  {
    name: 'neither of two files holds it',
    change: {
      'systems.0.records.pre-use-notice': [
        { file: 'a.md', owner: 'ana', 'reviewed-on': '2027-01-11' },
        { file: 'b.md', owner: 'ana', 'reviewed-on': '2027-01-11' },
      ],
    },
    records: { 'a.md': { without: ['purpose'] }, 'b.md': { without: ['purpose'] } },
    subject,
    is: 'fail',
    says: /is not in `a\.md`, nor in `b\.md`$/,
    at: 'systems[0].records.pre-use-notice[0].file',
  },
  {
    name: 'of two files the one that is there lacks it, and is the one that is shown',
    change: {
      'systems.0.records.pre-use-notice': [
        { file: 'a.md', owner: 'ana', 'reviewed-on': '2027-01-11' },
        { file: 'b.md', owner: 'ana', 'reviewed-on': '2027-01-11' },
      ],
    },
    records: { 'a.md': 'missing', 'b.md': { without: ['purpose'] } },
    subject,
    is: 'fail',
    says: /is not in `b\.md`$/,
    at: 'systems[0].records.pre-use-notice[1].file',
  },
  {
    name: 'none of five files holds it',
    change: {
      'systems.0.records.pre-use-notice': ['a', 'b', 'c', 'd', 'e'].map((name) => ({
        file: `${name}.md`,
        owner: 'ana',
        'reviewed-on': '2027-01-11',
      })),
    },
    records: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.md`, { without: ['purpose'] }])),
    subject,
    is: 'fail',
    says: /nor in `c\.md`, nor in 2 more$/,
  },
  { name: 'no duty asks for the part', subject: 'advance/pre-use-notice#appeal', is: 'absent' },
])

test.each([
  ['nothing', ''],
  ['TODO', 'TODO'],
  ['a slot', '<describe the purpose>'],
])('a heading over %s is shown at its line in the record', async (_, content) => {
  const manifest = JSON.stringify(lender())
  const files = memoryFiles({
    'ai-compliance.yml': manifest,
    'compliance/notice.md': `# Notice\n\n## Specific purpose\n\n${content}\n\n## Right to access\n\nWrite to us.\n`,
  })
  const { report } = await run({ files, manifest: 'ai-compliance.yml', asOf: '2027-02-01', failOn: 'error' })
  const finding = report.findings.find((each) => each.rule === 'record/complete' && each.subject === subject)
  expect(finding).toMatchObject({
    outcome: 'fail',
    level: 'error',
    location: { file: 'compliance/notice.md', region: { startLine: 3 } },
  })
})

test('a part that the law data does not know is not looked for, and the rest is', () => {
  const document = lender()
  const manifest = parseManifest(document)
  const found = determine(manifest, ccpaAdmt, '2027-02-01')
  const facts: Facts = {
    policy: NO_POLICY,
    asOf: '2027-02-01',
    manifestFile: 'ai-compliance.yml',
    problems: [],
    written: document,
    manifest,
    regulation: ccpaAdmt,
    ...found,
    duties: found.duties
      .filter(({ obligation }) => obligation === 'pre-use-notice-purpose')
      .map((duty) => ({ ...duty, records: ['pre-use-notice#purpose', 'pre-use-notice#riddle'] })),
    records: [],
  }
  expect(recordComplete.subjects(facts).map((each) => each.subject)).toEqual(['advance/pre-use-notice#purpose'])
})
