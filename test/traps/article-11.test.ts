import { describe, expect, test } from 'vitest'
import schema from '../../schemas/ai-compliance.schema.json' with { type: 'json' }
import { markdownRecord } from '../../src/read/markdown.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { answer, applying, determined, gate, lender } from '../scenarios/lender.ts'

const CLAIM = 'systems.0.decisions.0.opt-out-exception'
const DOMAIN = 'systems.0.decisions.0.domain'
const KIND = 'systems.0.decisions.0.kind'
const tested = {
  'solely-for-permitted-use': 'yes',
  'works-for-its-purpose': 'yes',
  'does-not-unlawfully-discriminate': 'yes',
}
const obligation = (id: string) => ccpaAdmt.obligations.find((each) => each.id === id)
const partsOf = (kind: string) => ccpaAdmt.records.find((each) => each.id === kind)?.parts ?? []
const part = (kind: string, id: string) => partsOf(kind).find((each) => each.id === id)
const fact = (id: string) => ccpaAdmt.facts.find((each) => each.id === id)

describe('trap 7: security, fraud and safety are no exception to the opt-out', () => {
  test('there are three exceptions', () => {
    expect(ccpaAdmt.exceptions.map(({ id }) => id).sort()).toEqual([
      'admission-or-hiring',
      'human-appeal',
      'work-or-compensation',
    ])
    expect(JSON.stringify(ccpaAdmt.exceptions)).not.toMatch(/fraud|security|safety/i)
    expect([...schema.$defs['opt-out-exception'].properties.claim.enum].sort()).toEqual([
      'admission-or-hiring',
      'human-appeal',
      'none',
      'unknown',
      'work-or-compensation',
    ])
  })
  test('claiming fraud is refused, and the opt-out is not taken to be excused', async () => {
    const { report } = await gate(lender({ [CLAIM]: { claim: 'fraud' } }))
    expect(report.verdict).toBe('fail')
    expect(answer(report, 'opt-out')).not.toBe('no')
  })
  test('fraud only limits what is told', () => {
    expect(part('pre-use-notice', 'how-it-works')?.hint).toMatch(/fraud/)
    expect(part('access-procedure', 'denial')?.hint).toMatch(/fraud/)
  })
})

describe('trap 8: the exception for work and pay is about sole use, and promotion and dismissal have none like it', () => {
  const sole = (id: string) =>
    ccpaAdmt.exceptions.find((each) => each.id === id)?.conditions.find(({ key }) => key === 'solely-for-permitted-use')
      ?.ask
  test('its test is the use for work or pay, that of hiring is ability', () => {
    expect(sole('work-or-compensation')).toMatch(/allocate|assign|compensation/)
    expect(sole('work-or-compensation')).not.toMatch(/abilit|able/)
    expect(sole('admission-or-hiring')).toMatch(/able|abilit/)
  })
  const employment = (kind: string, claim: string) =>
    determined(
      lender({
        [DOMAIN]: 'employment',
        [KIND]: kind,
        'systems.0.populations': ['employees'],
        [CLAIM]: { claim, ...tested },
      }),
    )
  test.each([
    ['hiring', 'admission-or-hiring', 'yes'],
    ['hiring', 'work-or-compensation', 'no'],
    ['work-allocation', 'work-or-compensation', 'yes'],
    ['compensation', 'work-or-compensation', 'yes'],
    ['compensation', 'admission-or-hiring', 'no'],
    ['promotion', 'admission-or-hiring', 'no'],
    ['promotion', 'work-or-compensation', 'no'],
    ['demotion-suspension-or-termination', 'admission-or-hiring', 'no'],
    ['demotion-suspension-or-termination', 'work-or-compensation', 'no'],
  ])('%s with %s: %s', (kind, claim, holds) => {
    const found = employment(kind, claim)
    expect(answer(found, 'opt-out-exception')).toBe(holds)
    expect(applying(found).includes('opt-out-methods')).toBe(holds === 'no')
  })
  test('credit, housing, healthcare, credentials and expulsion have human appeal only', () => {
    const givenTo = new Set(ccpaAdmt.exceptions.flatMap((each) => each.kinds ?? []))
    expect([...givenTo].sort()).toEqual(['admission', 'compensation', 'hiring', 'work-allocation'])
    expect(ccpaAdmt.exceptions.filter((each) => each.kinds === undefined).map(({ id }) => id)).toEqual(['human-appeal'])
  })
})

describe('trap 9: nobody must have a bias audit', () => {
  const hiring = { [DOMAIN]: 'employment', [KIND]: 'hiring', 'systems.0.populations': ['job-applicants'] }
  test('without an exception no test of bias is asked for, and hiring passes', async () => {
    const { report } = await gate(lender(hiring))
    expect(
      report.duties
        .filter((duty) => duty.applies === 'yes')
        .flatMap((duty) => duty.records)
        .filter((need) => /exception-testing|fairness|bias/.test(need)),
    ).toEqual([])
    expect(report.verdict).toBe('pass')
  })
  test('with one, works-for-purpose and no-discrimination are what it rests on', async () => {
    const { report } = await gate(lender({ ...hiring, [CLAIM]: { claim: 'admission-or-hiring', ...tested } }))
    expect(report.verdict).toBe('fail')
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        rule: 'record/present',
        subject: 'advance/exception-testing',
        outcome: 'fail',
        obligations: ['exception-hiring-admission'],
      }),
    )
  })
  test('no obligation by itself demands one', () => {
    const needing = ccpaAdmt.obligations
      .filter(({ proof }) => JSON.stringify(proof).includes('exception-testing'))
      .map(({ id }) => id)
    expect(needing.sort()).toEqual(['exception-hiring-admission', 'exception-work-comp'])
  })
})

test('trap 10: section 7201 was only in a draft and is cited nowhere', () => {
  expect(JSON.stringify(ccpaAdmt)).not.toContain('7201')
  expect(JSON.stringify(schema)).not.toContain('7201')
})

describe('trap 11: an opt-out is never verified, an access request always is', () => {
  test('each procedure is held to its own side', () => {
    expect(obligation('opt-out-frictionless')?.proof.flatMap((each) => each.records ?? [])).toContain(
      'opt-out-procedure#no-verification',
    )
    expect(obligation('access-verify-and-secure')?.proof.flatMap((each) => each.records ?? [])).toContain(
      'access-procedure#verification',
    )
    expect(JSON.stringify(obligation('opt-out-frictionless')?.cites)).toContain('7221(f)')
  })
  test.each(['Verification', 'Identity verification', 'What we ask for', 'Proof of identity'])(
    'a section “%s” in the opt-out procedure does not show that nobody is verified',
    (heading) => {
      const found = markdownRecord(
        `# Opt-out\n\n## ${heading}\n\nSend a scan of your passport and confirm the link we mail you.\n`,
        partsOf('opt-out-procedure'),
      )
      expect(found.parts).not.toContainEqual(expect.objectContaining({ part: 'no-verification' }))
    },
  )
})

describe('trap 12: the clocks differ, and so do the days they count', () => {
  test.each([
    ['opt-out-block-and-cease', 15, 'business-days', '7221(n)(1)'],
    ['opt-out-propagate', 15, 'business-days', '7221(n)(2)'],
    ['ra-update-material-change', 45, 'calendar-days', '7155(a)(3)'],
    ['access-clock', 45, 'calendar-days', '7021'],
    ['exception-human-appeal', 45, 'calendar-days', '7021'],
    ['ra-produce-on-demand', 30, 'calendar-days', '7157(e)'],
    ['opt-out-quiet-period', 12, 'months', '7221(k)'],
  ])('%s: %i %s by %s', (id, count, unit, section) => {
    expect(obligation(id)?.clock).toEqual({ count, unit, cites: [`11 CCR ${section}`] })
  })
  test('the time to answer comes from 7021, for 7222 has none', () => {
    expect(obligation('access-clock')?.cites).toEqual(['11 CCR 7021'])
    for (const id of ['request-acknowledgement', 'request-answer', 'request-extension', 'request-answer-longest'])
      expect(fact(id)?.cites).toEqual(['11 CCR 7021'])
    expect(fact('request-acknowledgement')).toMatchObject({ value: 10, unit: 'business days' })
  })
  test('a material change counts weekends: 45 days from 21 September end on 5 November', () => {
    const found = determined(lender({ 'systems.0.material-changes': [{ on: '2026-09-21', what: 'A new purpose.' }] }))
    expect(found.duties.find((duty) => duty.obligation === 'ra-update-material-change')?.due).toEqual({
      kind: 'by',
      date: '2026-11-05',
    })
  })
})

test('trap 13: an aggregate answer turns on more than four uses, not four requests', () => {
  expect(fact('access-aggregate-uses')).toMatchObject({ value: 4, unit: 'uses', cites: ['11 CCR 7222(j)'] })
  expect(fact('access-aggregate-uses')?.title).not.toMatch(/request/i)
  expect(part('access-procedure', 'repeated-use')?.hint).toMatch(/more than four times/)
})

test('trap 14: a cookie banner alone is not enough, which is not to say that it is forbidden', () => {
  const said = [obligation('opt-out-methods')?.how, part('opt-out-procedure', 'methods')?.hint].join(' ')
  expect(said).toMatch(/by itself|alone/)
  expect(said).not.toMatch(/forbid|prohibit|must not|may not/i)
  expect(obligation('opt-out-methods')?.proof).toEqual([
    { records: ['opt-out-procedure#methods', 'opt-out-procedure#link'] },
  ])
  expect(fact('opt-out-methods')).toMatchObject({ value: 2 })
})

describe('trap 15: the tools for sale and sharing do not carry this opt-out', () => {
  test('the link is one whose title names the technology', () => {
    expect(part('opt-out-procedure', 'link')?.hint).toMatch(/title, which names automated decisionmaking technology/)
  })
  test.each([
    'Your Privacy Choices',
    'Global Privacy Control',
    'GPC',
    'Do Not Sell or Share My Personal Information',
    'Cookie settings',
  ])('a section “%s” counts neither as the link nor as the ways', (heading) => {
    const found = markdownRecord(
      `## ${heading}\n\nWe honour the signal of the browser within a day.\n`,
      partsOf('opt-out-procedure'),
    )
    expect(found.parts).toEqual([])
  })
})

describe('trap 16: assumptions and limitations belong to the assessment, not to the answer', () => {
  test('the assessment explains them', () => {
    expect(part('risk-assessment', 'admt-logic')?.hint).toMatch(/assumes/)
    expect(part('risk-assessment', 'admt-logic')?.cites).toEqual(['11 CCR 7152(a)(3)(G)'])
  })
  test('an access answer need not, nor name key parameters or a sole factor', () => {
    const access = JSON.stringify(partsOf('access-procedure'))
    expect(access).not.toMatch(/assum|limitation|key parameter|sole factor/i)
    const needed = ['access-response-content', 'access-verify-and-secure'].flatMap(
      (id) => obligation(id)?.proof.flatMap((each) => each.records ?? []) ?? [],
    )
    expect(needed).toEqual(
      ['purpose', 'logic', 'outcome', 'rights', 'verification', 'denial', 'security'].map(
        (id) => `access-procedure#${id}`,
      ),
    )
  })
})
