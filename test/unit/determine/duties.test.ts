import { describe, expect, test } from 'vitest'
import { ccpaAdmt } from '../../../src/regulations/index.ts'
import { applies, type Changes, determined, lender } from '../../scenarios/lender.ts'

const duty = (obligation: string, changes: Changes = {}, asOf?: string) =>
  determined(lender(changes), asOf).duties.find((each) => each.obligation === obligation)

test('every obligation falls once on what it concerns, or is told as not applicable', () => {
  const { duties, notApplicable } = determined(
    lender({ 'systems.1': { id: 'second', name: 'Second', purpose: 'None.', status: 'planned', owners: {} } }),
  )
  const expected = ccpaAdmt.obligations.flatMap(({ id, scope }) =>
    scope === 'organization' ? [`organization/${id}`] : [`advance/${id}`, `second/${id}`],
  )
  const told = notApplicable.flatMap(({ subject, obligations }) => obligations.map((id) => `${subject}/${id}`))
  expect([...duties.map(({ subject, obligation }) => `${subject}/${obligation}`), ...told].sort()).toEqual(
    expected.sort(),
  )
})

test('one that applies says so in the words of the law data, one that does not says why', () => {
  expect(duty('opt-out-methods')?.because).toBe(
    ccpaAdmt.obligations.find(({ id }) => id === 'opt-out-methods')?.applies,
  )
  const { notApplicable } = determined(lender({ 'systems.0.decisions.0.exclusion': 'advertising' }))
  const reason = notApplicable.find(({ obligations }) => obligations.includes('opt-out-methods'))
  expect(reason).toMatchObject({ subject: 'advance', because: expect.stringMatching(/advertising/) })
  expect(new Set(notApplicable.map(({ subject, because }) => `${subject} ${because}`)).size).toBe(notApplicable.length)
})

describe('the proof', () => {
  const RETENTION = 'systems.0.data.inputs.0.retention'
  const schedule = { file: 'retention.md', owner: 'cai', 'reviewed-on': '2027-01-04' }
  test('is by answers where no record is declared', () => {
    expect(duty('minimize-retain-purpose')).toMatchObject({ records: [], answers: ['data.inputs.*.retention'] })
  })
  test('is by the record where one is, the system’s own or the organization’s', () => {
    for (const place of ['systems.0.records.retention-schedule', 'organization.records.retention-schedule']) {
      expect(duty('minimize-retain-purpose', { [RETENTION]: undefined, [place]: schedule })).toMatchObject({
        records: ['retention-schedule#periods'],
        answers: [],
        owner: 'cai',
      })
    }
  })
  test('asks for a part only where its condition holds', () => {
    expect(duty('privacy-policy-admt')?.records).toContain('privacy-policy#admt-opt-out')
    const appeal = {
      claim: 'human-appeal',
      'reviewer-can-change-the-decision': 'yes',
      'reviewer-knows-how-to-interpret': 'yes',
      'reviewer-considers-consumer-information': 'yes',
      'easy-to-appeal': 'yes',
    }
    expect(duty('privacy-policy-admt', { 'systems.0.decisions.0.opt-out-exception': appeal })?.records).not.toContain(
      'privacy-policy#admt-opt-out',
    )
  })
})

describe('who answers for it', () => {
  const NONE = { 'systems.0.records.opt-out-procedure': undefined }
  test.each<[string, Changes, string | undefined]>([
    ['the owner of the record', {}, 'cai'],
    ['the owner of the system in that role', { ...NONE, 'systems.0.owners.engineering': 'bob' }, 'bob'],
    ['the accountable owner', { ...NONE, 'systems.0.owners.engineering': undefined }, 'bob'],
    ['who confirmed the scope', { ...NONE, 'systems.0.owners': {} }, 'ana'],
    ['nobody', { ...NONE, 'systems.0.owners': {}, 'organization.ccpa.confirmed-by': undefined }, undefined],
  ])('%s', (_, changes, expected) => {
    expect(duty('opt-out-methods', changes)?.owner).toBe(expected)
  })
  test('management for the filing', () => {
    expect(duty('ra-annual-submission')?.owner).toBe('bob')
    expect(duty('ra-annual-submission', { 'people.bob.executive': undefined })?.owner).toBeUndefined()
  })
})

describe('when its proof is asked for', () => {
  test('at once', () => {
    expect(duty('opt-out-methods', {}, '2026-11-23')).toMatchObject({ binding: false, asked: true })
  })
  test('from ninety days before the filing', () => {
    expect(duty('ra-annual-submission', {}, '2028-01-01')).toMatchObject({ binding: false, asked: false })
    expect(duty('ra-annual-submission', {}, '2028-01-02')).toMatchObject({ binding: false, asked: true })
    expect(duty('ra-annual-submission', {}, '2028-04-02')).toMatchObject({ binding: true, asked: true })
  })
  test('not where it does not apply, or on a day that nobody knows', () => {
    expect(duty('opt-out-methods', { 'organization.ccpa.role': 'service-provider' })).toBeUndefined()
    expect(duty('opt-out-methods', { 'organization.ccpa.role': 'unknown' })).toMatchObject({
      applies: 'unknown',
      binding: false,
      asked: false,
    })
    expect(
      duty('risk-assessment-before-start', { 'systems.0.status': 'planned', 'systems.0.in-use-since': undefined }),
    ).toMatchObject({ binding: false, asked: true })
  })
})

describe('recipients', () => {
  const to = (...roles: string[]): Changes => ({
    'systems.0.data.recipients': roles.map((role, at) => ({ name: `Recipient ${at}`, role })),
  })
  test.each<[string, Changes, string, string]>([
    ['nobody', {}, 'no', 'no'],
    ['a third party', to('third-party'), 'no', 'yes'],
    ['a service provider', to('service-provider'), 'yes', 'yes'],
    ['a contractor beside a third party', to('third-party', 'contractor'), 'yes', 'yes'],
    ['not known', { 'systems.0.data.recipients': 'unknown' }, 'unknown', 'unknown'],
    ['not said', { 'systems.0.data.recipients': undefined }, 'unknown', 'unknown'],
  ])('%s', (_, changes, contract, propagate) => {
    const found = determined(lender(changes))
    expect(applies(found, 'vendor-contract-admt')).toBe(contract)
    expect(applies(found, 'opt-out-propagate')).toBe(propagate)
  })
})

test('the filing is owed as soon as one system of several is assessed', () => {
  const idle = { id: 'idle', name: 'Idle', purpose: 'None.', status: 'in-use', owners: {}, decisions: 'none' }
  const quiet = { ...idle, data: { 'personal-information': 'no' } }
  expect(applies(determined(lender({ 'systems.1': quiet })), 'ra-annual-submission', 'organization')).toBe('yes')
  expect(applies(determined(lender({ systems: [quiet] })), 'ra-annual-submission', 'organization')).toBe('no')
})
