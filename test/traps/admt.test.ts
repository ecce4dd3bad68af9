import { describe, expect, test } from 'vitest'
import schema from '../../schemas/ai-compliance.schema.json' with { type: 'json' }
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { answer, applying, determined, gate, lender } from '../scenarios/lender.ts'

const HUMAN = 'systems.0.decisions.0.human-involvement'
const PRONGS = ['knows-how-to-interpret', 'reviews-other-information', 'can-change-the-decision'].map(
  (prong) => `${HUMAN}.${prong}`,
)
const allYes = Object.fromEntries(PRONGS.map((prong) => [prong, 'yes']))
const data = JSON.stringify(ccpaAdmt)
const DOMAIN = 'systems.0.decisions.0.domain'
const KIND = 'systems.0.decisions.0.kind'
const EXCLUSION = 'systems.0.decisions.0.exclusion'

describe('trap 1: the draft asked whether a score is a key factor, the rules ask whether a human is involved', () => {
  test('a key factor is no ADMT while all three prongs hold', () => {
    const found = determined(
      lender({
        ...allYes,
        'systems.0.decisions.0.effect': 'The score is the key factor of the loan officer’s decision.',
      }),
    )
    expect(answer(found, 'admt')).toBe('no')
    expect(answer(found, 'article-11')).toBe('no')
  })
  test('the words of the draft stand nowhere in the law data', () => {
    expect(data).not.toMatch(/key factor|substantially facilitat/i)
  })
})

describe('trap 2: a human in the loop counts only with all three prongs, and an appeal is no human involvement', () => {
  test.each(PRONGS)('%s alone is missed, and it is ADMT', (prong) => {
    expect(answer(determined(lender({ ...allYes, [prong]: 'no' })), 'admt')).toBe('yes')
  })
  test.each(PRONGS)('%s is missed, and what is not known of the others cannot help', (prong) => {
    const unknown = Object.fromEntries(PRONGS.map((each) => [each, each === prong ? 'no' : 'unknown']))
    const found = determined(lender(unknown))
    expect(answer(found, 'admt')).toBe('yes')
    expect(found.questions.filter((asked) => asked.ask !== undefined && asked.level === 'error')).toEqual([])
  })
  test.each(PRONGS)('%s is the only one not known, and it decides', (prong) => {
    expect(answer(determined(lender({ ...allYes, [prong]: 'unknown' })), 'admt')).toBe('unknown')
  })
  test('an appeal to a human takes the opt-out away and leaves notice and access', () => {
    const found = determined(lender({ 'systems.0.decisions.0.opt-out-exception': appeal }))
    expect(answer(found, 'admt')).toBe('yes')
    expect(answer(found, 'human-involvement')).toBe('no')
    expect(answer(found, 'opt-out')).toBe('no')
    expect(applying(found)).toEqual(
      expect.arrayContaining([
        'pre-use-notice-published',
        'access-response-content',
        'access-clock',
        'exception-human-appeal',
      ]),
    )
    expect(applying(found).filter((id) => id.startsWith('opt-out-'))).toEqual([])
  })
})

const appeal = {
  claim: 'human-appeal',
  'reviewer-can-change-the-decision': 'yes',
  'reviewer-knows-how-to-interpret': 'yes',
  'reviewer-considers-consumer-information': 'yes',
  'easy-to-appeal': 'yes',
}

describe('trap 3: there are five domains', () => {
  const FIVE = ['education', 'employment', 'financial-or-lending', 'healthcare', 'housing']
  test('the law data and the manifest know these five and no more', () => {
    expect([...new Set(ccpaAdmt.decisionKinds.map(({ domain }) => domain))].sort()).toEqual(FIVE)
    expect([...schema.$defs.decision.properties.domain.enum].sort()).toEqual([...FIVE, 'none', 'unknown'].sort())
  })
  test.each(['insurance', 'criminal-justice', 'essential-goods'])('%s is no domain', async (domain) => {
    const { report } = await gate(lender({ [DOMAIN]: domain }))
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        rule: 'manifest/valid',
        outcome: 'fail',
        subject: expect.stringMatching(/^advance\/decisions.*domain$/),
      }),
    )
  })
  test('a decision outside the five brings nothing of Article 11 and no assessment', () => {
    const found = determined(lender({ [DOMAIN]: 'none', [KIND]: undefined }))
    expect(answer(found, 'significant-decision')).toBe('no')
    expect(answer(found, 'article-11')).toBe('no')
    expect(answer(found, 'risk-assessment')).toBe('no')
  })
})

describe('trap 4: advertising is out of Article 11, and selling or sharing still needs an assessment', () => {
  test('advertising brings no notice and no opt-out', () => {
    const found = determined(lender({ [EXCLUSION]: 'advertising' }))
    expect(answer(found, 'significant-decision')).toBe('no')
    expect(applying(found).filter((id) => /^(pre-use|opt-out|access)/.test(id))).toEqual([])
  })
  test('what it shares is assessed, for that activity alone', () => {
    const found = determined(lender({ [EXCLUSION]: 'advertising', 'systems.0.data.sells-or-shares': 'yes' }))
    expect(found.activities.filter((each) => each.applies === 'yes').map((each) => each.activity)).toEqual([
      'selling-or-sharing',
    ])
    expect(applying(found)).toContain('risk-assessment-before-start')
    expect(applying(found)).not.toContain('ra-report-admt-logic')
    expect(answer(found, 'article-11')).toBe('no')
  })
})

describe('trap 5: what is observed in public or evaluated at length is no trigger', () => {
  const quiet = { [DOMAIN]: 'none', [KIND]: undefined }
  const observed = {
    ...quiet,
    'systems.0.inference.from-systematic-observation': 'yes',
    'systems.0.inference.traits': ['behavior', 'preferences'],
  }
  test('consumers in a shop are not people at work or in education', () => {
    const found = determined(lender({ ...observed, 'systems.0.populations': ['consumers'] }))
    expect(answer(found, 'trigger-observation')).toBe('no')
  })
  test.each(['employees', 'contractors', 'job-applicants', 'students', 'education-applicants'])(
    '%s are, and only the assessment follows',
    (people) => {
      const found = determined(lender({ ...observed, 'systems.0.populations': [people] }))
      expect(answer(found, 'trigger-observation')).toBe('yes')
      expect(answer(found, 'article-11')).toBe('no')
    },
  )
  test('a sensitive place needs an inference, and only the assessment follows', () => {
    const found = determined(
      lender({
        ...quiet,
        'systems.0.inference.from-sensitive-location': 'yes',
        'systems.0.inference.traits': ['health'],
      }),
    )
    expect(answer(found, 'trigger-location')).toBe('yes')
    expect(answer(found, 'article-11')).toBe('no')
    const delivered = lender({
      ...quiet,
      'systems.0.inference.from-sensitive-location': 'yes',
      'systems.0.inference.only-to-deliver-or-transport': 'yes',
    })
    expect(answer(determined(delivered), 'trigger-location')).toBe('no')
  })
  test('there are six triggers, and none is called profiling', () => {
    expect(determined(lender()).activities.map((each) => each.activity)).toEqual([
      'selling-or-sharing',
      'sensitive',
      'admt',
      'observation',
      'location',
      'training',
    ])
    expect(data).not.toMatch(/extensive profiling|public profiling|behavioral advertising/i)
  })
})

describe('trap 6: training is assessed and nobody can opt out of it', () => {
  const trained = (targets: string[]) => ({
    'systems.0.training.uses-personal-information': 'yes',
    'systems.0.training.targets': targets,
  })
  const quiet = { [DOMAIN]: 'none', [KIND]: undefined }
  test.each([
    'admt-for-significant-decision',
    'facial-recognition',
    'emotion-recognition',
    'identity-verification',
    'physical-or-biological-profiling',
  ])('training %s needs an assessment and brings no opt-out', (target) => {
    const found = determined(lender({ ...quiet, ...trained([target]) }))
    expect(answer(found, 'trigger-training')).toBe('yes')
    expect(applying(found)).toEqual(expect.arrayContaining(['ra-trigger-training', 'risk-assessment-before-start']))
    expect(applying(found).filter((id) => /^(pre-use|opt-out|access)/.test(id))).toEqual([])
  })
  test('anything else that is trained, such as a chat model, is none of the listed technologies', () => {
    expect(answer(determined(lender({ ...quiet, ...trained(['other']) })), 'trigger-training')).toBe('no')
    expect(JSON.stringify(schema.$defs.training)).not.toMatch(/generative|deepfake|large language/i)
  })
  test('training this system counts as far as the system is ADMT for a significant decision', () => {
    expect(answer(determined(lender(trained(['this-system']))), 'trigger-training')).toBe('yes')
    expect(answer(determined(lender({ ...allYes, ...trained(['this-system']) })), 'trigger-training')).toBe('no')
    expect(answer(determined(lender({ ...quiet, ...trained(['this-system']) })), 'trigger-training')).toBe('no')
  })
  test('it is the intention that counts, so a planned system has it before it runs', () => {
    const planned = {
      'systems.0.status': 'planned',
      'systems.0.in-use-since': undefined,
      'systems.0.planned-for': '2027-06-01',
    }
    expect(answer(determined(lender({ ...planned, ...trained(['facial-recognition']) })), 'trigger-training')).toBe(
      'yes',
    )
  })
})
