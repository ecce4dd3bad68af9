import { expect, test } from 'vitest'
import { type Changes, determined, lender } from '../../scenarios/lender.ts'

const asked = (changes: Changes, asOf?: string) => determined(lender(changes), asOf).questions
const open = (changes: Changes, asOf?: string) =>
  asked(changes, asOf)
    .flatMap((each) => (each.ask === undefined ? [] : [`${each.route.join('.')} ${each.level}`]))
    .sort()

test('the lender leaves nothing open, and what was asked of him is on record', () => {
  expect(open({})).toEqual([])
  expect(asked({}).map(({ route }) => route.join('.'))).toEqual(
    expect.arrayContaining([
      'organization.ccpa.role',
      'systems.0.decisions.0.domain',
      'systems.0.data.sells-or-shares',
    ]),
  )
})

test('each is asked once, however much turns on it', () => {
  const [question, ...more] = asked({ 'organization.ccpa.role': 'unknown' }).filter((each) => each.ask !== undefined)
  expect(more).toEqual([])
  expect(question).toMatchObject({ scope: 'organization', level: 'error', ask: expect.stringMatching(/business/) })
  expect(question?.decides.length).toBeGreaterThan(1)
  expect(new Set(question?.decides).size).toBe(question?.decides.length)
})

test.each<[string, Changes, readonly string[]]>([
  [
    'a prong that decides',
    { 'systems.0.decisions.0.human-involvement.reviews-other-information': 'unknown' },
    ['systems.0.decisions.0.human-involvement.reviews-other-information error'],
  ],
  [
    'a prong that another has decided',
    { 'systems.0.decisions.0.human-involvement.can-change-the-decision': 'unknown' },
    [],
  ],
  [
    'a trigger beside one that holds',
    { 'systems.0.data.sells-or-shares': 'unknown' },
    ['systems.0.data.sells-or-shares error'],
  ],
  [
    'everything at once where one answer takes it out',
    {
      'systems.0.role': 'service-provider',
      'systems.0.data.sells-or-shares': 'unknown',
      'systems.0.decisions': 'unknown',
      'systems.0.training': undefined,
    },
    [],
  ],
  ['who receives the data', { 'systems.0.data.recipients': 'unknown' }, ['systems.0.data.recipients error']],
  [
    'law that is our own reading',
    {
      'systems.0.model': {
        origin: 'in-house',
        'trained-on-personal-information': 'yes',
        'can-output-personal-information': 'unknown',
      },
    },
    ['systems.0.model.can-output-personal-information warning'],
  ],
  ['the status', { 'systems.0.status': 'unknown' }, ['systems.0.status error']],
  ['the start', { 'systems.0.in-use-since': 'unknown' }, ['systems.0.in-use-since error']],
  ['the start, where nothing is due', { 'systems.0.in-use-since': 'unknown', 'systems.0.decisions': 'none' }, []],
])('%s', (_, changes, expected) => {
  expect(open(changes)).toEqual(expected)
})

test('of the audit it is asked ever more urgently', () => {
  const AUDIT = 'organization.cybersecurity-audit'
  const unknown = {
    [AUDIT]: { 'annual-revenue': 'under-50M', consumers: 'unknown', 'sensitive-consumers': 'under-50k' },
  }
  expect(open(unknown, '2028-04-01')).toEqual([`${AUDIT}.consumers warning`])
  expect(open(unknown, '2028-04-02')).toEqual([`${AUDIT}.consumers error`])
  expect(
    open({ [AUDIT]: undefined }, '2027-02-01').every((each) => each.endsWith(' note') || each.endsWith(' warning')),
  ).toBe(true)
  expect(open({ [AUDIT]: undefined }, '2028-04-02').some((each) => each.endsWith(' error'))).toBe(true)
})

test('the audit is asked about where the rules reach a system, may reach one, or the manifest speaks of it', () => {
  const asksAudit = (changes: Changes) =>
    open({ 'organization.cybersecurity-audit': undefined, ...changes }).some((each) => each.includes('cybersecurity'))
  const out = { 'systems.0.decisions': 'none' }
  expect(asksAudit({})).toBe(true)
  expect(asksAudit({ 'systems.0.data.sells-or-shares': 'unknown', ...out })).toBe(true)
  expect(asksAudit(out)).toBe(false)
  expect(asksAudit({ ...out, 'organization.cybersecurity-audit': { consumers: 'unknown' } })).toBe(true)
})
