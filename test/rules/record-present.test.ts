import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/facts.ts'
import { NO_POLICY } from '../../src/core/policy.ts'
import type { Files } from '../../src/core/ports.ts'
import { determine } from '../../src/determine/index.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import recordPresent from '../../src/rules/record-present.ts'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'
import { lender } from '../scenarios/lender.ts'
import { prove } from './cases.ts'

const NOTICE = 'systems.0.records.pre-use-notice'
const subject = 'advance/pre-use-notice'

prove('record/present', [
  { name: 'in the repository', subject, is: 'pass', says: /compliance\/notice\.md/ },
  {
    name: 'declared, and not there',
    records: { 'compliance/notice.md': 'missing' },
    subject,
    is: 'fail',
    level: 'error',
    says: /does not exist/,
    at: 'systems[0].records.pre-use-notice.file',
  },
  {
    name: 'what is missing is written where it is declared',
    records: { 'compliance/notice.md': 'missing' },
    subject,
    is: 'fail',
    next: /write the record there/,
    owner: 'ana',
  },
  {
    name: 'what names no file is given one',
    change: { [NOTICE]: { owner: 'ana', 'reviewed-on': '2027-01-11' } },
    subject,
    is: 'fail',
    next: /add `file:`/,
  },
  {
    name: 'not declared',
    change: { [NOTICE]: undefined },
    subject,
    is: 'fail',
    level: 'error',
    says: /6 duties need it/,
    at: 'systems[0].records.pre-use-notice',
  },
  {
    name: 'not declared, before it is due',
    change: { [NOTICE]: undefined },
    asOf: '2026-12-31',
    subject,
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'needed by one duty',
    change: { 'systems.0.decisions.0.opt-out-exception': { claim: 'admission-or-hiring' } },
    subject: 'advance/exception-testing',
    is: 'fail',
    says: /one duty needs it/,
  },
  {
    name: 'a URL proves that a link was declared',
    change: { [NOTICE]: { url: 'https://quarry.example/notice', owner: 'ana', 'reviewed-on': '2027-01-11' } },
    subject,
    is: 'fail',
    says: /URL/,
  },
  {
    name: 'neither file nor URL',
    change: { [NOTICE]: { owner: 'ana', 'reviewed-on': '2027-01-11' } },
    subject,
    is: 'fail',
    says: /no file/,
  },
  {
    name: 'the organization’s record serves its systems',
    change: {
      [NOTICE]: undefined,
      'organization.records.pre-use-notice': { file: 'legal/notice.md', owner: 'ana', 'reviewed-on': '2027-01-11' },
    },
    subject: 'organization/pre-use-notice',
    is: 'pass',
  },
  {
    name: 'where it is needed by nothing, its absence only warns',
    change: { 'organization.ccpa.role': 'service-provider' },
    records: { 'compliance/notice.md': 'missing' },
    subject,
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'where it leads out of the repository it is refused, needed or not',
    change: { [`${NOTICE}.file`]: '../notice.md', 'organization.ccpa.role': 'service-provider' },
    subject,
    is: 'fail',
    level: 'error',
    says: /refused/,
  },
])

test.each<[string, string | Uint8Array]>([
  ['an empty file', '  \n'],
  ['a file that is no text', new Uint8Array([0xff, 0xfe, 0x00, 0xd8])],
])('%s is no record', async (_, content) => {
  const files: Files = memoryFiles({ 'ai-compliance.yml': JSON.stringify(lender()), 'compliance/notice.md': content })
  const { report } = await run({ files, manifest: 'ai-compliance.yml', asOf: '2027-02-01', failOn: 'error' })
  expect(report.findings.find((each) => each.rule === 'record/present' && each.subject === subject)).toMatchObject({
    outcome: 'fail',
    level: 'error',
  })
})

test.each([
  ['a template that nobody has written in blocks', '## Output\n\nTODO\n\n## How to opt out\n', 'fail', 'error'],
  [
    'one with a part that says something is there',
    '## Output\n\nA probability.\n\n## How to opt out\n',
    'pass',
    'error',
  ],
])('before anything is due, %s', async (_, content, outcome, level) => {
  const files: Files = memoryFiles({ 'ai-compliance.yml': JSON.stringify(lender()), 'compliance/notice.md': content })
  const { report } = await run({ files, manifest: 'ai-compliance.yml', asOf: '2026-12-01', failOn: 'error' })
  const found = report.findings.find((each) => each.rule === 'record/present' && each.subject === subject)
  expect(found?.outcome).toBe(outcome)
  if (outcome === 'fail') expect(found?.level).toBe(level)
})

test('a record that is needed as a whole is asked for without parts', () => {
  const document = lender({ 'systems.0.records.risk-assessment': undefined })
  const manifest = parseManifest(document)
  const found = determine(manifest, ccpaAdmt, '2027-02-01')
  const duties = found.duties.filter(({ obligation }) => obligation === 'ra-retention')
  const facts: Facts = {
    policy: NO_POLICY,
    asOf: '2027-02-01',
    manifestFile: 'a.yml',
    problems: [],
    manifest,
    regulation: ccpaAdmt,
    ...found,
    duties,
    records: [],
  }
  const [subject] = recordPresent.subjects(facts)
  if (subject === undefined) throw new Error('the assessment is needed')
  expect(recordPresent.check(subject, facts)).toMatchObject({
    outcome: 'fail',
    message: 'is missing; one duty needs it',
    next: 'add `records.risk-assessment: { file: …, owner: …, reviewed-on: … }`; `ai-compliance init` writes a template of it',
  })
})
