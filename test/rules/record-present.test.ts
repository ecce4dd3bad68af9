import { expect, test } from 'vitest'
import type { Files } from '../../src/core/ports.ts'
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
    says: /5 duties need it/,
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
    name: 'the organisation’s record serves its systems',
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
