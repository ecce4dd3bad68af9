import { describe, expect, test } from 'vitest'
import { printRoute } from '../../../src/core/route.ts'
import { nextQuestion, withAnswer } from '../../../src/init/ask.ts'
import regulation from '../../../src/regulations/ccpa-admt/regulation.yml'

const law = { regulation, asOf: '2026-11-23' }

/** Answers each question by its route, `unknown` where nothing is said, until none is left. */
function interview(lines: { readonly [route: string]: string }): {
  readonly asked: readonly string[]
  readonly answers: unknown
} {
  const asked = new Set<string>()
  let answers: unknown = {}
  for (
    let question = nextQuestion(answers, asked, law);
    question !== undefined;
    question = nextQuestion(answers, asked, law)
  ) {
    const route = printRoute(question.route)
    const given = withAnswer(answers, question, lines[route] ?? 'unknown')
    if ('problem' in given) throw new Error(`${route} ${given.problem}`)
    asked.add(route)
    expect(asked.size).toBeLessThan(60)
    answers = given.answers
  }
  return { asked: [...asked], answers }
}

const bank = {
  'organization.name': 'First Tidewater Bank',
  'organization.ccpa.role': '1',
  'organization.ccpa.thresholds': 'revenue',
  systems: 'Overdraft desk',
  'systems[0].purpose': 'Grants or declines an overdraft.',
}

describe('the questions', () => {
  test('are in the order of the law: organization, systems, personal information, decisions, the human, the six activities, people', () => {
    expect(interview({}).asked).toEqual([
      'organization.name',
      'organization.ccpa.role',
      'organization.ccpa.thresholds',
      'systems',
      'systems[0].purpose',
      'systems[0].data.personal-information',
      'systems[0].status',
      'systems[0].decisions',
      'systems[0].data.sells-or-shares',
      'systems[0].data.inputs',
      'systems[0].inference.from-systematic-observation',
      'systems[0].populations',
      'systems[0].inference.from-sensitive-location',
      'systems[0].training.uses-personal-information',
      'systems[0].in-use-since',
      'systems[0].data.recipients',
      'systems[0].owners.accountable',
    ])
  })

  test('end early for an organization that the statute does not bind', () => {
    const { asked, answers } = interview({
      'organization.ccpa.role': 'not-covered',
      'no-systems.reason': 'Revenue was $3M.',
    })
    expect(asked).toEqual([
      'organization.name',
      'organization.ccpa.role',
      'no-systems.reason',
      'no-systems.confirmed-by',
    ])
    expect(answers).toMatchObject({ systems: [], 'no-systems': { reason: 'Revenue was $3M.' } })
  })

  test('end early where nothing uses personal information to decide, score, rank or recommend', () => {
    const { asked, answers } = interview({ ...bank, systems: 'none', 'no-systems.confirmed-by': 'Ana Petrova' })
    expect(asked.slice(3)).toEqual(['systems', 'no-systems.reason', 'no-systems.confirmed-by', 'people.ana.title'])
    expect(answers).toMatchObject({
      systems: [],
      people: { ana: { name: 'Ana Petrova' } },
      'no-systems': { 'confirmed-by': 'ana' },
    })
  })

  test('end early for a system without personal information', () => {
    const { asked } = interview({ ...bank, 'systems[0].data.personal-information': 'no' })
    expect(asked.slice(5)).toEqual(['systems[0].data.personal-information', 'systems[0].owners.accountable'])
  })

  test('go on to the other activities for a decision outside of the five domains, and do not ask who decides', () => {
    const { asked } = interview({
      ...bank,
      'systems[0].decisions': 'Puts a letter into a tray',
      'systems[0].decisions[0].domain': 'none',
    })
    expect(asked).toContain('systems[0].training.uses-personal-information')
    expect(asked).not.toContain('systems[0].decisions[0].kind')
    expect(asked.filter((route) => route.includes('human-involvement'))).toEqual([])
  })

  test('ask for no further prong once one is missed, then for the exception and for its own conditions', () => {
    const decision = 'systems[0].decisions[0]'
    const { asked } = interview({
      ...bank,
      'systems[0].data.personal-information': 'yes',
      'systems[0].status': 'in-use',
      'systems[0].decisions': 'Grants the overdraft or declines it',
      [`${decision}.domain`]: 'financial-or-lending',
      [`${decision}.kind`]: '1',
      [`${decision}.human-involvement.knows-how-to-interpret`]: 'no',
      [`${decision}.opt-out-exception.claim`]: 'human-appeal',
    })
    const of = asked.filter((route) => route.startsWith(decision)).map((route) => route.slice(decision.length + 1))
    expect(of).toEqual([
      'domain',
      'kind',
      'human-involvement.knows-how-to-interpret',
      'opt-out-exception.claim',
      'opt-out-exception.reviewer-can-change-the-decision',
      'opt-out-exception.reviewer-knows-how-to-interpret',
      'opt-out-exception.reviewer-considers-consumer-information',
      'opt-out-exception.easy-to-appeal',
    ])
  })

  test('say why they are asked, with a citation, and offer their choices', () => {
    const asked = new Set<string>()
    for (let question = nextQuestion({}, asked, law); question !== undefined; question = nextQuestion({}, asked, law)) {
      expect(question.ask).not.toBe('')
      expect(question.why, printRoute(question.route)).toMatch(/\((?:11 CCR|Civ\. Code) \d+[^\n]*\)/)
      expect(question.answers).toMatch(/`unknown`$/)
      asked.add(printRoute(question.route))
    }
    expect(asked.size).toBeGreaterThan(10)
  })

  test('offer only the kinds of decision of the domain', () => {
    const answers = {
      organization: { name: 'First Tidewater Bank', ccpa: { role: 'business', thresholds: ['revenue'] } },
      systems: [
        {
          name: 'Overdraft desk',
          purpose: 'Grants an overdraft.',
          status: 'in-use',
          decisions: [{ domain: 'housing' }],
          data: { 'personal-information': 'yes' },
        },
      ],
    }
    expect(nextQuestion(answers, new Set(), law)).toMatchObject({ choices: ['permanent-home', 'temporary-lodging'] })
  })
})

describe('an answer', () => {
  const question = (route: string, answers: unknown) => {
    const asked = new Set<string>()
    for (let next = nextQuestion(answers, asked, law); next !== undefined; next = nextQuestion(answers, asked, law)) {
      if (printRoute(next.route) === route) return next
      asked.add(printRoute(next.route))
    }
    throw new Error(`${route} is not asked`)
  }

  test.each([
    ['organization.ccpa.role', 'bussiness', /`business`/],
    ['systems[0].in-use-since', 'last spring', /a date/],
    ['systems[0].populations', 'customers', /`consumers`/],
    ['systems[0].data.personal-information', 'maybe', /`yes`, `no` or `unknown`/],
  ])('to %s is refused for `%s`, with what is expected', (route, line, says) => {
    expect(withAnswer({ systems: [{}] }, question(route, { systems: [{}] }), line)).toEqual({
      problem: expect.stringMatching(says),
    })
  })

  test.each([
    ['organization.ccpa.role', '2', { organization: { ccpa: { role: 'service-provider' } } }],
    [
      'organization.ccpa.thresholds',
      'revenue, 3',
      { organization: { ccpa: { thresholds: ['revenue', 'revenue-share'] } } },
    ],
    ['systems', 'Fare offers; Seat planner', { systems: [{ name: 'Fare offers' }, { name: 'Seat planner' }] }],
  ])('to %s may be `%s`', (route, line, expected) => {
    expect(withAnswer({}, question(route, {}), line)).toMatchObject({ answers: expected })
  })
})
