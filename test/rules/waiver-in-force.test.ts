import { expect, test } from 'vitest'
import { approved, pull, review } from '../scenarios/approvals.ts'
import { type Changes, edited, gate, lender } from '../scenarios/lender.ts'
import { prove } from './cases.ts'

const whole = {
  system: 'advance',
  obligation: 'opt-out-quiet-period',
  reason: 'The queue is being replaced; the desk checks by hand.',
  'approved-by': 'ana',
  'expires-on': '2027-06-30',
}
const waived = (change: Changes = {}): Changes => ({ waivers: [edited(whole, change)] })
const subject = 'waivers/advance/opt-out-quiet-period'

const accounts: Changes = { 'people.ana.github': 'ana-lucero', 'people.bob.github': 'bob-tremaine' }
const brought = (change: Changes = {}): Changes => ({ ...accounts, ...waived(change) })

prove('waiver/in-force', [
  {
    name: 'new, and approved on the head commit',
    change: brought(),
    base: accounts,
    approvals: approved(review('ana-lucero')),
    subject,
    is: 'pass',
  },
  {
    name: 'new, and reviewed by nobody',
    change: brought(),
    base: accounts,
    approvals: approved(),
    subject,
    is: 'fail',
    level: 'error',
    says: /not approved: `ana-lucero` has not reviewed pull request 7/,
    next: /`ana-lucero` approve commit `4e8f0c2`/,
    at: 'waivers[0].approved-by',
  },
  {
    name: 'new, where reviews cannot be seen',
    change: brought(),
    base: accounts,
    subject,
    is: 'open',
    level: 'error',
    says: /reviews cannot be seen here/,
  },
  {
    name: 'as it is at the base',
    change: brought(),
    base: brought(),
    approvals: approved(),
    subject,
    is: 'pass',
  },
  {
    name: 'as it is at the base, where its end is near',
    change: brought({ 'expires-on': '2027-02-20' }),
    base: brought({ 'expires-on': '2027-02-20' }),
    subject,
    is: 'fail',
    level: 'warning',
    says: /ends in 19 days/,
  },
  {
    name: 'ended sooner than at the base',
    change: brought({ 'expires-on': '2027-05-30' }),
    base: brought(),
    approvals: approved(),
    subject,
    is: 'pass',
  },
  {
    name: 'prolonged in the same change',
    change: brought(),
    base: brought({ 'expires-on': '2027-02-28' }),
    approvals: approved(),
    subject,
    is: 'fail',
    says: /not reviewed/,
  },
  {
    name: 'given another reason',
    change: brought(),
    base: brought({ reason: 'The desk checks by hand until spring.' }),
    approvals: approved(),
    subject,
    is: 'fail',
    says: /not reviewed/,
  },
  {
    name: 'stretched over another duty',
    change: brought({ obligation: ['opt-out-quiet-period', 'opt-out-methods'] }),
    base: brought(),
    approvals: approved(),
    subject: 'waivers/advance/opt-out-quiet-period+opt-out-methods',
    is: 'fail',
    says: /not reviewed/,
  },
  {
    name: 'of two that were one at the base',
    change: brought(),
    base: brought({ obligation: ['opt-out-methods', 'opt-out-quiet-period'] }),
    approvals: approved(),
    subject,
    is: 'pass',
  },
  {
    name: 'approved by another than at the base',
    change: brought({ 'approved-by': 'bob' }),
    base: brought(),
    approvals: approved(review('ana-lucero')),
    subject,
    is: 'fail',
    says: /`bob-tremaine` has not reviewed/,
  },
  {
    name: 'whose approver is somebody else by the same key',
    change: { ...brought(), 'people.ana.name': 'Dara Quinn' },
    base: brought(),
    approvals: approved(),
    subject,
    is: 'fail',
    says: /not reviewed/,
  },
  {
    name: 'that did not count at the base, and would come alive',
    change: brought(),
    base: { ...brought(), 'people.ana': undefined, 'systems.0.owners.privacy': 'bob' },
    approvals: approved(),
    subject,
    is: 'fail',
    says: /not a person of the base/,
  },
  {
    name: 'approved by one who is appointed in the same change',
    change: { ...brought({ 'approved-by': 'dara' }), 'people.dara': { name: 'Dara Quinn', github: 'dara-q' } },
    base: accounts,
    approvals: approved(review('dara-q')),
    subject,
    is: 'fail',
    says: /`dara` is not a person of the base, and a change cannot appoint its own approver/,
    next: /merge `people.dara` first/,
  },
  {
    name: 'approved by one whose account changes with it',
    change: { ...brought(), 'people.ana.github': 'somebody-else' },
    base: accounts,
    approvals: approved(review('somebody-else')),
    subject,
    is: 'fail',
    says: /another account here than in the base/,
  },
  {
    name: 'approved by one whose account comes with it',
    change: brought(),
    approvals: approved(review('ana-lucero')),
    base: {},
    subject,
    is: 'fail',
    says: /account of `ana` comes with this change/,
  },
  {
    name: 'approved by one without an account',
    change: waived(),
    base: {},
    approvals: approved(review('ana')),
    subject,
    is: 'fail',
    says: /`ana` has no account/,
    next: /`github:` for `people.ana`/,
  },
  {
    name: 'of a first manifest, by one whom it names',
    change: brought(),
    base: null,
    approvals: approved(review('ana-lucero')),
    subject,
    is: 'pass',
  },
  {
    name: 'of a first manifest, by its author',
    change: brought(),
    base: null,
    approvals: approved(pull({ openedBy: 'ana-lucero', authors: ['ana-lucero'], reviews: [review('ana-lucero')] })),
    subject,
    is: 'fail',
    says: /nobody approves their own change/,
  },
  { name: 'whole and in force', change: waived(), subject, is: 'pass', says: /2027-06-30/ },
  { name: 'is asked of who approved it', change: waived(), subject, is: 'pass', owner: 'ana' },
  {
    name: 'on its last day',
    change: waived({ 'expires-on': '2027-02-01' }),
    subject,
    is: 'fail',
    level: 'warning',
    says: /ends in 0 days/,
  },
  {
    name: 'the day after',
    change: waived({ 'expires-on': '2027-01-31' }),
    subject,
    is: 'fail',
    level: 'error',
    says: /expired/,
    at: 'waivers[0].expires-on',
  },
  {
    name: 'a month before its end it is reported',
    change: waived({ 'expires-on': '2027-03-03' }),
    subject,
    is: 'fail',
    level: 'warning',
    says: /30 days/,
  },
  { name: 'six months ahead', change: waived({ 'expires-on': '2027-08-01' }), subject, is: 'pass' },
  {
    name: 'longer than six months',
    change: waived({ 'expires-on': '2027-08-02' }),
    subject,
    is: 'fail',
    level: 'error',
    says: /longer than 6 months/,
  },
  { name: 'without an end', change: waived({ 'expires-on': undefined }), subject, is: 'fail', says: /no expiry/ },
  { name: 'for no reason', change: waived({ reason: 'later' }), subject, is: 'fail', says: /no reason/ },
  {
    name: 'approved by nobody',
    change: waived({ 'approved-by': undefined }),
    subject,
    is: 'fail',
    says: /no approver/,
  },
  {
    name: 'approved by a bot',
    change: { ...waived({ 'approved-by': 'bot' }), 'people.bot': { name: 'merge[bot]' } },
    subject,
    is: 'fail',
    says: /not a named person/,
  },
  {
    name: 'of a system that is not there',
    change: waived({ system: 'other' }),
    subject: 'waivers/other/opt-out-quiet-period',
    is: 'fail',
    says: /no system/,
    at: 'waivers[0].system',
  },
  {
    name: 'of several duties',
    change: waived({ obligation: ['opt-out-quiet-period', 'opt-out-methods'] }),
    subject: 'waivers/advance/opt-out-quiet-period+opt-out-methods',
    is: 'pass',
  },
  {
    name: 'of a duty of the organization, for a system',
    change: waived({ obligation: 'ra-annual-submission' }),
    subject: 'waivers/advance/ra-annual-submission',
    is: 'fail',
    says: /no obligation/,
  },
  {
    name: 'of what is not known',
    change: waived({ system: 'unknown', obligation: undefined }),
    subject: 'waivers/unknown/unknown',
    is: 'fail',
    at: 'waivers[0].system',
  },
  {
    name: 'of no duty',
    change: waived({ obligation: [] }),
    subject: 'waivers/advance/',
    is: 'fail',
    says: /no obligation/,
  },
  {
    name: 'longer than the policy allows',
    change: waived({ 'expires-on': '2027-03-02' }),
    policy: { waivers: { 'longest-months': 1 } },
    subject,
    is: 'fail',
    level: 'error',
    says: /longer than 1 month$/,
    next: /no later than 2027-03-01/,
  },
  {
    name: 'as long as the policy allows',
    change: waived({ 'expires-on': '2027-03-31' }),
    policy: { waivers: { 'longest-months': 2 } },
    subject,
    is: 'pass',
  },
  {
    name: 'of a duty that cannot be waived',
    change: waived({ obligation: ['opt-out-quiet-period', 'opt-out-methods'] }),
    policy: { waivers: { never: ['opt-out-methods', 'opt-out-propagate'] } },
    subject: 'waivers/advance/opt-out-quiet-period+opt-out-methods',
    is: 'fail',
    level: 'error',
    says: /names `opt-out-methods`, which cannot be waived by the policy/,
    at: 'waivers[0].obligation',
  },
  {
    name: 'approved by one whom the policy does not let',
    change: waived(),
    policy: { people: { bob: { name: 'Bob Tremaine', github: 'btremaine' } }, 'may-approve': { waivers: ['bob'] } },
    subject,
    is: 'fail',
    level: 'error',
    says: /the policy does not let `ana` approve it, but Bob Tremaine \(`btremaine`\)/,
    at: 'waivers[0].approved-by',
  },
  {
    name: 'approved by one whom the policy lets',
    change: waived({ 'approved-by': 'bob' }),
    policy: { people: { bob: { name: 'Bob Tremaine', github: 'btremaine' } }, 'may-approve': { waivers: ['bob'] } },
    subject,
    is: 'pass',
  },
  {
    name: 'where the policy lets nobody approve one',
    change: waived(),
    policy: { 'may-approve': { waivers: [] } },
    subject,
    is: 'fail',
    says: /but nobody/,
  },
])

const without = { records: { 'compliance/opt-out.md': { without: ['quiet-period'] } } }
const verdict = async (change: Changes) => (await gate(lender(change), without)).report.verdict

test('a waiver in force takes the failing duty out of the verdict, and no other', async () => {
  expect(await verdict({})).toBe('fail')
  expect(await verdict(waived())).toBe('pass')
  expect(await verdict(waived({ obligation: 'opt-out-methods' }))).toBe('fail')
  const { report } = await gate(lender(waived()), without)
  expect(report.duties.find((duty) => duty.obligation === 'opt-out-quiet-period')?.status).toBe('waived')
})

test.each<[string, Changes]>([
  ['expired', { 'expires-on': '2027-01-31' }],
  ['too long', { 'expires-on': '2028-01-31' }],
  ['without an approver', { 'approved-by': undefined }],
])('a waiver that is %s waives nothing', async (_, change) => {
  expect(await verdict(waived(change))).toBe('fail')
})

test('a duty that the policy lets nobody waive blocks all the same', async () => {
  const policy = { version: 1, waivers: { never: ['opt-out-quiet-period'] } }
  const { report } = await gate(lender(waived()), { ...without, policy })
  expect(report.verdict).toBe('fail')
  expect(report.duties.find((duty) => duty.obligation === 'opt-out-quiet-period')?.status).toBe('unmet')
})
