import { expect, test } from 'vitest'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'
import { type Changes, lender } from '../scenarios/lender.ts'
import { recordText } from '../scenarios/records.ts'
import { prove } from './cases.ts'

const FILE = 'compliance/assessment.yml'
const inYaml: Changes = { 'systems.0.records.risk-assessment.file': FILE }

prove('record/valid', [
  { name: 'a record in structured form holds', change: inYaml, subject: 'advance/risk-assessment', is: 'pass' },
  { name: 'Markdown has no form of this kind', subject: 'advance/risk-assessment', is: 'absent' },
  {
    name: 'a record that is not there is judged by record/present',
    change: inYaml,
    records: { [FILE]: 'missing' },
    subject: 'advance/risk-assessment',
    is: 'absent',
  },
  {
    name: 'an element that the law names is missing',
    change: inYaml,
    records: {
      [FILE]: { with: { decision: { 'will-initiate': 'yes', restrictions: 'No automatic declines in December.' } } },
    },
    subject: 'advance/risk-assessment#decision',
    is: 'fail',
    level: 'error',
    says: /needs `rationale`/,
    owner: 'bob',
  },
  {
    name: 'it is missing before the duty binds',
    change: { ...inYaml, 'systems.0.in-use-since': '2023-03-02' },
    records: {
      [FILE]: { with: { decision: { 'will-initiate': 'yes', restrictions: 'No automatic declines in December.' } } },
    },
    subject: 'advance/risk-assessment#decision',
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'the second mistake in one part is told too',
    change: inYaml,
    records: {
      [FILE]: { with: { recipients: [{ who: 'Larkfield Cloud, Inc.' }, { who: 'Tidewater Analytics LLC' }] } },
    },
    subject: 'advance/risk-assessment#recipients#2',
    is: 'fail',
    says: /recipients\[1\]/,
  },
  {
    name: 'a part that no duty needs warns',
    change: {
      'systems.0.records.incident-playbook': { file: 'playbook.yml', owner: 'cai', 'reviewed-on': '2027-01-11' },
    },
    records: { 'playbook.yml': { with: { stop: { how: 'Set the flag.' } } } },
    subject: 'advance/incident-playbook#stop',
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'a key that is no part warns, and the part that was meant is missed by record/complete',
    change: inYaml,
    records: { [FILE]: { without: ['approval'], with: { aproval: 'Bob Tremaine' } } },
    subject: 'advance/risk-assessment',
    is: 'fail',
    level: 'warning',
    says: /`aproval`, which is not a key of a risk assessment; did you mean `approval`\?/,
  },
])

/** The findings of one record about its text, by line. */
async function found(document: { readonly [key: string]: unknown } | string) {
  const text = typeof document === 'string' ? document : recordText('risk-assessment', FILE, [], document)
  const files = memoryFiles({ 'ai-compliance.yml': JSON.stringify(lender(inYaml)), [FILE]: text })
  const { report } = await run({ files, manifest: 'ai-compliance.yml', asOf: '2027-02-01', failOn: 'error' })
  const lines = text.split('\n')
  return report.findings
    .filter(({ rule, location }) => rule.startsWith('record/') && location.file === FILE)
    .map(({ rule, level, message, cites, location: { region } }) => ({
      rule,
      level,
      message,
      cites,
      on: (lines[(region?.startLine ?? 0) - 1] ?? '').slice(
        (region?.startColumn ?? 1) - 1,
        (region?.startColumn ?? 1) + 20,
      ),
    }))
}

test('a finding stands at its line and column in the record, with the citation of the part', async () => {
  const [finding, ...others] = await found({ decision: { 'will-initiate': 'maybe', rationale: 'It pays for itself.' } })
  expect(others).toEqual([])
  expect(finding).toMatchObject({ rule: 'record/valid', level: 'error', cites: ['11 CCR 7152(a)(7)', '11 CCR 7154'] })
  expect(finding?.message).toContain('expects `yes` or `no`; got `maybe`')
  expect(finding?.on).toMatch(/^"maybe"/)
})

test('a part that says nothing is told once, by record/complete', async () => {
  const findings = await found({ approval: [{ name: 'TBD', position: 'TBD' }] })
  expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual(['record/complete says only `TBD`'])
})

test('a record that is not YAML is refused at the place in the record, and by no second rule', async () => {
  const findings = await found('purpose: To decide on advances\n  approval: [\n')
  expect(findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['record/present error'])
  expect(findings[0]?.message).toMatch(/cannot be judged: `compliance\/assessment\.yml` is not readable: line \d/)
})

test('a generic purpose is told with the wording and the citation of the part', async () => {
  const [finding, ...others] = await found({ purpose: 'We use personal information to improve our services.' })
  expect(others).toEqual([])
  expect(finding).toMatchObject({ rule: 'record/complete', level: 'error', cites: ['11 CCR 7152(a)(1)'] })
  expect(finding?.message).toBe(
    'says only what would fit any product: `We use personal information to improve our services.`',
  )
})
