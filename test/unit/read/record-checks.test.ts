import { describe, expect, test } from 'vitest'
import { parseManifest } from '../../../src/read/manifest.ts'
import { recordText } from '../../scenarios/records.ts'
import { printed, readRecord } from '../../structured-record.ts'

const { people } = parseManifest({
  people: {
    priya: { name: 'Priya Raman', title: 'Privacy Counsel', counsel: 'yes' },
    gil: { name: 'Gil Stern', title: 'Chief Legal Officer', counsel: 'yes', executive: 'yes' },
    marco: { name: 'Marco Silva', title: 'Chief Lending Officer' },
  },
})

/** What is wrong with a record whose every other part is as its schema's examples. */
async function problems(kind: string, parts: { readonly [part: string]: unknown }, asOf = '2026-11-23') {
  const { problems } = await readRecord(kind, recordText(kind, 'record.yml', [], parts), people, asOf)
  return printed(problems).map((line) => line.replace(/^\d+:\d+ /, ''))
}

describe('an approval', () => {
  const approver = (name: string, more: object = {}) => ({
    name,
    position: 'Chief Lending Officer',
    date: '2026-09-22',
    authority: 'yes',
    ...more,
  })
  const approval = (...approvers: readonly object[]) => problems('risk-assessment', { approval: approvers })

  test('by a person with authority over the start', async () => {
    expect(await approval(approver('Marco Silva'))).toEqual([])
  })

  test.each([
    [
      'a group',
      'Lending Team',
      'approval is wrong at `approval[0]/name`, which is `Lending Team`, which names a group or a machine, not a person',
    ],
    [
      'a bot',
      'release-bot[bot]',
      'approval is wrong at `approval[0]/name`, which is `release-bot[bot]`, which is a bot',
    ],
    [
      'an address',
      'legal@northwind.example',
      'approval is wrong at `approval[0]/name`, which is `legal@northwind.example`, which is an address, not a name',
    ],
  ])('is not given by %s', async (_, name, says) => {
    expect(await approval(approver(name))).toEqual([says])
  })

  test.each([
    ['whom the manifest names as counsel', 'Priya Raman'],
    ['in another spelling of the same name', ' priya  RAMAN'],
  ])('is not given by one alone %s', async (_, name) => {
    expect(await approval(approver(name))).toEqual([
      'approval names only counsel as having authority over whether the processing starts',
    ])
  })

  test('may name counsel beside somebody with authority, and an executive who is counsel too', async () => {
    expect(await approval(approver('Priya Raman'), approver('Marco Silva'))).toEqual([])
    expect(await approval(approver('Gil Stern'))).toEqual([])
  })

  test('needs somebody with authority', async () => {
    expect(await approval(approver('Marco Silva', { authority: 'no' }))).toEqual([
      'approval names nobody with authority over whether the processing starts',
    ])
  })

  test.each([
    ['that the calendar does not have', '2026-02-30', 'expects a day of the calendar; got `2026-02-30`, which is none'],
    ['that is none', 'tomorrow', 'expects a day as YYYY-MM-DD; got `tomorrow`'],
    ['that has not come', '2026-11-24', 'is 2026-11-24, which is after 2026-11-23'],
    ['that is a year', 2026, 'expects a day as YYYY-MM-DD; got the number `2026`; put it in quotes'],
  ])('on a day %s is located', async (_, date, says) => {
    expect(await approval(approver('Marco Silva', { date }))).toEqual([
      `approval is wrong at \`approval[0]/date\`, which ${says}`,
    ])
  })

  test('on the day itself is in time', async () => {
    expect(await approval(approver('Marco Silva', { date: '2026-11-23' }))).toEqual([])
  })
})

describe('harms and safeguards', () => {
  const harm = (category: string, id?: string) => ({
    ...(id === undefined ? {} : { id }),
    category,
    impact: 'A merchant is declined',
    source: 'The score',
    cause: 'Cash sales are not seen',
  })
  const safeguard = (...addresses: readonly string[]) => ({ safeguard: 'Two percent are decided again', addresses })
  const judged = (harms: readonly object[], safeguards: readonly object[]) =>
    problems('risk-assessment', { harms, safeguards })

  test('match by category and by id', async () => {
    const harms = [harm('economic', 'wrong-decline'), harm('economic', 'wrong-offer'), harm('physical')]
    expect(await judged(harms, [safeguard('wrong-decline', 'wrong-offer'), safeguard('physical')])).toEqual([])
    expect(await judged(harms, [safeguard('economic', 'physical')])).toEqual([])
  })

  test('a safeguard against a harm that is not listed is wrong, and the one that was meant is named', async () => {
    expect(await judged([harm('economic')], [safeguard('economic', 'economics', 'physical')])).toEqual([
      'safeguards is wrong at `safeguards[0]/addresses[1]`, which is `economics`, which is no harm under `harms`; did you mean `economic`?',
      'safeguards is wrong at `safeguards[0]/addresses[2]`, which is `physical`, which is no harm under `harms`',
    ])
  })

  test('a harm without a safeguard damages no part, for the law asks for safeguards and not for one each', async () => {
    expect(await judged([harm('economic'), harm('physical')], [safeguard('economic')])).toEqual([
      '- is wrong at `harms[1]`, which is addressed by no safeguard',
    ])
  })

  test('harms in a file of their own are not looked for here', async () => {
    const text = recordText('risk-assessment', 'record.yml', ['harms'], { safeguards: [safeguard('physical')] })
    expect((await readRecord('risk-assessment', text)).problems).toEqual([])
  })

  test('a category that the rules do not name is `other`', async () => {
    const [says] = await judged([harm('environmental')], [safeguard('environmental')])
    expect(says).toMatch(
      /^harms is wrong at `harms\[0\]\/category`, which expects `unauthorized-access-or-loss`, .+ or `other`/,
    )
  })
})

describe('a time limit', () => {
  const within = (limit: string) =>
    problems('opt-out-procedure', { propagate: { how: 'A nightly job tells each recipient.', within: limit } })
  const answered = (limit: string) =>
    problems('access-procedure', { clocks: { 'acknowledge-within': '10 business days', 'answer-within': limit } })

  test.each(['15 business days', '1 business day', '15 calendar days', '19 calendar days', '1 calendar day'])(
    'of %s is never longer than 15 business days',
    async (limit) => {
      expect(await within(limit)).toEqual([])
    },
  )

  test.each([
    ['16 business days', 'is `16 business days`, longer than the 15 business days of 11 CCR 7221(n)(2)'],
    ['20 calendar days', 'is `20 calendar days`, which can be longer than the 15 business days of 11 CCR 7221(n)(2)'],
    ['45 calendar days', 'is `45 calendar days`, which can be longer than the 15 business days of 11 CCR 7221(n)(2)'],
  ])('of %s is more than 15 business days allow', async (limit, says) => {
    expect(await within(limit)).toEqual([`propagate is wrong at \`propagate/within\`, which ${says}`])
  })

  test.each(['45 calendar days', '30 calendar days', '10 business days', '29 business days'])(
    'of %s is never longer than 45 calendar days',
    async (limit) => {
      expect(await answered(limit)).toEqual([])
    },
  )

  test.each([
    ['46 calendar days', 'is `46 calendar days`, longer than the 45 calendar days of 11 CCR 7021'],
    ['30 business days', 'is `30 business days`, which can be longer than the 45 calendar days of 11 CCR 7021'],
    ['45 business days', 'is `45 business days`, which can be longer than the 45 calendar days of 11 CCR 7021'],
  ])('of %s is more than 45 calendar days allow', async (limit, says) => {
    expect(await answered(limit)).toEqual([`clocks is wrong at \`clocks/answer-within\`, which ${says}`])
  })

  test.each(['45 days', '45', 'six weeks', '45 working days', '0 calendar days'])(
    'of %s has no kind of day that counts',
    async (limit) => {
      expect(await answered(limit)).toEqual([
        `clocks is wrong at \`clocks/answer-within\`, which expects a number of \`business days\` or \`calendar days\`; got \`${limit}\``,
      ])
    },
  )

  test('is extended once, by 45 calendar days at most, and with notice', async () => {
    const clocks = (extension: unknown) =>
      problems('appeal-procedure', {
        clocks: { 'acknowledge-within': '10 business days', 'answer-within': '45 calendar days', extension },
      })
    expect(await clocks('none')).toEqual([])
    expect(await clocks({ 'at-most': '45 calendar days', notice: 'By e-mail, with the reason' })).toEqual([])
    expect(await clocks({ 'at-most': '60 calendar days', notice: 'By e-mail, with the reason' })).toEqual([
      'clocks is wrong at `clocks/extension/at-most`, which is `60 calendar days`, longer than the 45 calendar days of 11 CCR 7021',
    ])
    expect(await clocks({ 'at-most': '45 calendar days' })).toEqual([
      expect.stringContaining('is wrong at `clocks/extension`, which needs `notice`'),
    ])
  })

  test.each([
    ['12 months', []],
    ['24 months', []],
    [
      '6 months',
      [
        'quiet-period is wrong at `quiet-period/wait`, which is `6 months`, shorter than the 12 months of 11 CCR 7221(k)',
      ],
    ],
  ])('of rest, %s, is held against what the law asks at least', async (wait, says) => {
    expect(
      await problems('opt-out-procedure', { 'quiet-period': { wait, how: 'The register is read first.' } }),
    ).toEqual(says)
  })
})

test('a reviewer of appeals who cannot change the decision is none', async () => {
  const reviewer = { who: 'Dana Whitfield', 'knows-how': 'Trained on the score', analyzes: 'The score and the résumé' }
  expect(await problems('appeal-procedure', { reviewer: { ...reviewer, 'can-change': 'yes' } })).toEqual([])
  expect(await problems('appeal-procedure', { reviewer: { ...reviewer, 'can-change': 'no' } })).toEqual([
    'reviewer is wrong at `reviewer/can-change`, which expects `yes`; got `no`',
  ])
})

describe('ways to opt out', () => {
  const ways = (...primary: readonly string[]) =>
    problems('opt-out-procedure', {
      methods: primary.map((answer, index) => ({ method: `Way number ${index}`, primary: answer })),
    })

  test('are two or more, one of them in the main channel', async () => {
    expect(await ways('yes', 'no')).toEqual([])
    expect(await ways('yes')).toEqual(['methods has fewer than 2 entries'])
    expect(await ways('no', 'no')).toEqual(['methods has no way in the channel in which you mainly deal with people'])
  })
})

describe('a text inside a part that stands in for content', () => {
  test.each(['TODO', 'TBD', 'N/A', '<cause>', '[insert cause]', 'lorem ipsum', '   ', '\u200b'])(
    '%j',
    async (cause) => {
      const harms = [{ category: 'economic', impact: 'A merchant is declined', source: 'The score', cause }]
      const [says, ...others] = await problems('risk-assessment', { harms })
      expect(others).toEqual([])
      expect(says).toMatch(/^harms is wrong at `harms\[0\]\/cause`, which (says only|is empty|expects a text)/)
    },
  )

  test.each(['yes', 'No', 'true', 'unknown', 'NULL'])('%s, which is an answer and no text', async (rationale) => {
    const decision = { 'will-initiate': 'yes', rationale, restrictions: 'No automatic declines in December.' }
    expect(await problems('risk-assessment', { decision })).toEqual([
      expect.stringContaining(`is wrong at \`decision/rationale\`, which expects a text in words`),
    ])
  })
})

describe('plain text where the law names elements', () => {
  test.each([
    ['recipients', 'Our host and one agency'],
    ['harms', 'Wrong declines, and somebody may read the data'],
    ['safeguards', 'Encryption and reviews'],
    ['decision', 'We go ahead'],
    ['approval', 'Approved by Marco Silva, Chief Lending Officer, on 2026-09-22'],
    ['number-of-consumers', 'Many of them'],
  ])('%s is asked for by element', async (part, text) => {
    const [says, ...others] = await problems('risk-assessment', { [part]: text })
    expect(others).toEqual([])
    expect(says).toMatch(new RegExp(`^${part} expects .+; got \``))
  })

  test('where it names none, a text will do', async () => {
    expect(await problems('risk-assessment', { purpose: 'To decide who is offered an advance.' })).toEqual([])
    expect(await problems('pre-use-notice', { access: 'Ask us at northwind-pay.example/access.' })).toEqual([])
    expect(await problems('risk-assessment', { recipients: 'none' })).toEqual([])
  })
})

test('a part that says nothing is left to record/complete, whatever else is wrong in it', async () => {
  const text = recordText('risk-assessment', 'record.yml', [], {
    approval: [{ name: 'TBD', date: 'TBD' }],
    decision: null,
  })
  const { parts, problems } = await readRecord('risk-assessment', text)
  expect(problems).toEqual([])
  expect(
    parts.filter(({ unfilled }) => unfilled !== undefined).map(({ part, unfilled }) => `${part} ${unfilled}`),
  ).toEqual(['decision is empty', 'approval says only `TBD`'])
})

test('mistakes without number are told up to a hundred, and the rest are counted', async () => {
  const harms = Array.from({ length: 1_500 }, () => ({ category: 'economic' }))
  const { problems = [] } = await readRecord('risk-assessment', recordText('risk-assessment', 'r.yml', [], { harms }))
  expect(problems).toHaveLength(101)
  expect(problems.at(-1)?.message).toBe('has 1,400 more problems; solve these first'.replace(',', ''))
})
