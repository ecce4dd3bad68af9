import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { TestRun } from '../scenarios/gate.ts'
import { type Changes, gate, lender } from '../scenarios/lender.ts'
import { type Case, prove } from './cases.ts'

const CHECKOUT = { known: true, at: '2027-02-01T09:14:30.000Z', now: '2027-02-01T09:20:00.000Z' } as const
const LATER = '2027-02-01T09:15:02.311Z'
const ENTRY = { test: 'reports/*.xml', case: 'opt-out *', parts: ['minimal-steps', 'no-verification'], owner: 'cai' }
/** Of an entry beside a document. */
const subject = 'advance/opt-out-procedure[reports/*.xml: opt-out *]'

/** The lender with a test beside his opt-out procedure. */
function declaring(entry: object = {}): Changes {
  const document = { file: 'compliance/opt-out.md', owner: 'cai', 'reviewed-on': '2027-01-11' }
  return { 'systems.0.records.opt-out-procedure': JSON.parse(JSON.stringify([document, { ...ENTRY, ...entry }])) }
}

function suite(cases: string, attributes = ''): string {
  return `<testsuites>\n<testsuite name="advance"${attributes}>\n${cases}\n</testsuite>\n</testsuites>\n`
}

const GOOD = suite('<testcase name="opt-out asks for no account"/>\n<testcase name="opt-out takes two steps"/>')

function many(cases: number): string {
  return suite('<testcase name="opt-out a"/>'.repeat(cases))
}

function ran(files: TestRun['files'], more: Partial<TestRun> = {}): TestRun {
  return { files, writtenAt: LATER, checkout: CHECKOUT, ...more }
}

function of(name: string, tests: TestRun, is: Case['is'], more: Partial<Case> = {}): Case {
  return { name, change: declaring(), tests, subject, is, ...more }
}

const one = (text: string, more: Partial<TestRun> = {}) => ran({ 'reports/junit.xml': text }, more)
const at = (key: string) => `systems[0].records.opt-out-procedure[1].${key}`

prove('test/passing', [
  of('every case passes', one(GOOD), 'pass', { says: /2 cases run after the checkout/ }),
  of('cases of two files pass', ran({ 'reports/a.xml': GOOD, 'reports/b.xml': GOOD }), 'pass', {
    says: /2 files of `reports\/\*\.xml`, 4 cases/,
  }),
  of('a file without such a case lies beside it', ran({ 'reports/a.xml': GOOD, 'reports/b.xml': suite('') }), 'pass', {
    says: /`reports\/a\.xml`/,
  }),
  of(
    'a case that failed passed in a later run of it',
    one(suite('<testcase name="opt-out x"><flakyFailure/></testcase>')),
    'pass',
  ),
  of(
    'one of them fails',
    one(suite('<testcase name="opt-out a"/>\n<testcase name="opt-out b"><failure message="got 202"/></testcase>')),
    'fail',
    { level: 'error', says: /`opt-out b`, which failed: got 202/, at: 'reports/junit.xml:4', owner: 'cai' },
  ),
  of(
    'one of them fails in another file',
    ran({ 'reports/a.xml': GOOD, 'reports/b.xml': suite('<testcase name="opt-out b"><error/></testcase>') }),
    'fail',
    { says: /which failed$/, at: 'reports/b.xml:3' },
  ),
  of('several fail', one(suite('<testcase name="opt-out b"><failure/></testcase>'.repeat(30))), 'fail', {
    says: /30 of the 30 that match did not pass/,
  }),
  of(
    'a failing case of another name says nothing',
    one(suite('<testcase name="x"><failure/></testcase><testcase name="opt-out a"/>')),
    'pass',
  ),
  of('it fails before the duty is due', one(suite('<testcase name="opt-out b"><failure/></testcase>')), 'fail', {
    asOf: '2026-12-31',
    level: 'warning',
  }),
  of('one is skipped', one(suite('<testcase name="opt-out a"><skipped/></testcase>')), 'fail', {
    says: /which was skipped/,
    next: /proves nothing/,
    at: 'reports/junit.xml:3',
  }),
  of(
    'one fails and an unclear one comes first',
    one(suite('<testcase name="opt-out a" status="?"/>\n<testcase name="opt-out b"><failure/></testcase>')),
    'fail',
    {
      says: /`opt-out b`/,
    },
  ),
  of('one says nothing that is known', one(suite('<testcase name="opt-out a" status="purple"/>')), 'open', {
    level: 'error',
    says: /the status `purple`/,
    at: 'reports/junit.xml:3',
  }),
  of('no case has the name', one(suite('<testcase name="optout a"/>')), 'fail', {
    says: /no case `opt-out \*` among the 1 of `reports\/junit\.xml`/,
    at: at('case'),
  }),
  of('there is no case at all', one('<testsuites/>'), 'fail', { says: /among the 0/, at: at('case') }),
  of('no file matches the glob', ran({ 'report/junit.xml': GOOD }), 'fail', {
    says: /matches no file/,
    at: at('test'),
  }),
  of('the file is not there', one(GOOD), 'fail', {
    change: declaring({ test: 'reports/unit.xml' }),
    subject: 'advance/opt-out-procedure[reports/unit.xml: opt-out *]',
    says: /`reports\/unit\.xml` does not exist/,
    at: at('test'),
  }),
  of('the path leads out of the repository', one(GOOD), 'fail', {
    change: declaring({ test: '../reports/*.xml' }),
    subject: 'advance/opt-out-procedure[../reports/*.xml: opt-out *]',
    says: /leads out of the repository/,
    at: at('test'),
  }),
  of(
    'the glob matches more files than are read',
    ran(Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`reports/${index}.xml`, GOOD]))),
    'fail',
    { says: /`reports\/\*\.xml` matches 1001 files; at most 1000 are read/, at: at('test') },
  ),
  of(
    'the files have more cases than are read',
    ran({ 'reports/a.xml': many(30_000), 'reports/b.xml': many(30_000) }),
    'fail',
    { says: /`reports\/b\.xml` is left unread: all test results together have more than 50000 cases/, at: at('test') },
  ),
  of('the file is no XML', one('ok 1 - opt-out'), 'fail', { says: /not well-formed/, at: 'reports/junit.xml:1' }),
  of('another file of the glob is no XML', ran({ 'reports/a.xml': GOOD, 'reports/b.xml': `${GOOD}<` }), 'fail', {
    says: /`reports\/b\.xml` is not well-formed/,
  }),
  of('the file is written in UTF-16', ran({ 'reports/junit.xml': '\0<testsuites/>' }), 'fail', {
    says: /cannot be judged/,
    at: at('test'),
  }),
  of('the file is from before the checkout', one(GOOD, { writtenAt: '2027-02-01T09:14:29.999Z' }), 'fail', {
    says: /from before the checkout of 2027-02-01T09:14:30/,
    at: at('test'),
  }),
  of('the checkout itself may have written the file', one(GOOD, { writtenAt: CHECKOUT.at }), 'fail', {
    says: /from before the checkout/,
  }),
  of(
    'the suite ran before the checkout',
    one(suite('<testcase name="opt-out a"/>', ' timestamp="2027-01-28T17:00:00Z"')),
    'fail',
    {
      says: /a suite of 2027-01-28T17:00:00Z/,
      at: 'reports/junit.xml:2',
    },
  ),
  of(
    'the suite ran after it, by a clock of which nobody knows the zone',
    one(suite('<testcase name="opt-out a"/>', ' timestamp="2027-02-01T01:14:41"')),
    'pass',
  ),
  of(
    'the suite is still to come',
    one(suite('<testcase name="opt-out a"/>', ' timestamp="2027-02-03T01:14:41"')),
    'fail',
    {
      says: /still to come/,
      at: 'reports/junit.xml:2',
    },
  ),
  of(
    'another suite of the file is of another time',
    one(
      `<testsuites><testsuite timestamp="2001-01-01T00:00:00Z"><testcase name="b"/></testsuite>${suite('<testcase name="opt-out a"/>')}</testsuites>`.replaceAll(
        /<\/?testsuites>\n/g,
        '',
      ),
    ),
    'pass',
  ),
  of('the file is of a time to come', one(GOOD, { writtenAt: '2027-02-01T09:21:01.000Z' }), 'fail', {
    says: /still to come/,
    at: at('test'),
  }),
  of(
    'nobody knows when the commit was checked out',
    { files: { 'reports/junit.xml': GOOD }, writtenAt: LATER },
    'open',
    {
      level: 'error',
      says: /is not known/,
      next: /git/,
    },
  ),
  of(
    'there is no git',
    one(GOOD, { checkout: { known: false, because: 'is not known: there is no `.git` here' } }),
    'open',
    {
      says: /there is no `\.git` here/,
    },
  ),
  of('nobody keeps when the file was written', { files: { 'reports/junit.xml': GOOD }, checkout: CHECKOUT }, 'open', {
    says: /cannot be dated/,
  }),
  of('it is declared for a part that is watched', one(GOOD), 'fail', {
    change: declaring({ parts: ['cease', 'quiet-period'] }),
    says: /`quiet-period`, which no test proves: `opt-out-quiet-period` asks to monitor it/,
    next: /`cease`/,
    at: at('parts'),
  }),
  of('it is declared for a part of another record', one(GOOD), 'fail', {
    change: declaring({ parts: ['logic'] }),
    level: 'warning',
    says: /`logic`, which no opt-out-procedure has/,
    at: at('parts'),
  }),
  of('it is declared for a record that is only written', one(GOOD), 'fail', {
    change: { 'systems.0.records.retention-schedule': { ...ENTRY, parts: ['periods'] } },
    subject: 'advance/retention-schedule',
    next: /take the entry out/,
  }),
  of('it is declared for a part that one duty needs only sometimes, in writing', one(GOOD), 'fail', {
    change: { 'systems.0.records.pre-use-notice': { ...ENTRY, parts: ['exception'] } },
    subject: 'advance/pre-use-notice',
    says: /`exception`, which no test proves: `pre-use-notice-opt-out-clause` asks to document it/,
  }),
  of('it is declared for a part that is only useful', one(GOOD), 'fail', {
    change: { 'systems.0.records.access-procedure': { ...ENTRY, parts: ['repeated-use'] } },
    subject: 'advance/access-procedure',
    says: /`repeated-use`, which no test proves: no duty asks for it/,
  }),
  of('it names no case', one(GOOD), 'fail', {
    change: declaring({ case: undefined }),
    subject: 'advance/opt-out-procedure[reports/*.xml: ]',
    says: /names no case/,
    at: at('case'),
  }),
  of('it names no file', one(GOOD), 'fail', {
    change: declaring({ test: 'unknown' }),
    subject: 'advance/opt-out-procedure[1]',
    says: /`test` is no path/,
    at: at('test'),
  }),
  of('no duty needs it', one(GOOD), 'notApplicable', {
    change: { 'systems.0.records.appeal-procedure': { ...ENTRY, parts: ['reviewer'] } },
    subject: 'advance/appeal-procedure',
  }),
])

test('it bears on the duties whose parts it is declared to prove, and on no other', async () => {
  const { report } = await gate(lender(declaring()), {
    tests: one(suite('<testcase name="opt-out b"><failure/></testcase>')),
  })
  const failing = report.findings.filter(({ outcome }) => outcome === 'fail')
  expect(failing.map(({ rule, duties }) => [rule, duties])).toEqual([
    ['test/passing', ['advance/opt-out-frictionless']],
  ])
  expect(report.verdict).toBe('fail')
  expect(report.duties.filter(({ status }) => status === 'unmet').map(({ obligation }) => obligation)).toEqual([
    'opt-out-frictionless',
  ])
})

test('the order of the cases and of the files says nothing', async () => {
  const cases = readFileSync('test/fixtures/junit/jest.xml', 'utf8').match(/<testcase[\s\S]*?<\/testcase>/g) ?? []
  expect(cases).toHaveLength(4)
  const told = async (files: readonly string[]) => {
    const { report } = await gate(lender(declaring()), {
      tests: ran(Object.fromEntries(files.map((text, index) => [`reports/${index}.xml`, suite(text)]))),
    })
    return report.findings.find(({ rule }) => rule === 'test/passing')?.message
  }
  expect(await told([cases.join('')])).toBe(await told([cases.toReversed().join('')]))
  expect(await told(cases)).toBe(await told(cases.toReversed()))
})
