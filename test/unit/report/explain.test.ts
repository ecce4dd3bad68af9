import { describe, expect, it } from 'vitest'
import { ccpaAdmt } from '../../../src/regulations/index.ts'
import { answerLines, answersIn } from '../../../src/report/explain/answers.ts'
import { deadlineWords } from '../../../src/report/explain/deadline.ts'
import type { Explanation } from '../../../src/report/explain/explanation.ts'
import { explanationMarkdown } from '../../../src/report/explain/markdown.ts'
import { renderExplanation } from '../../../src/report/explain/text.ts'
import { cells } from '../../../src/report/terminal.ts'

const trace: Explanation = {
  kind: 'system',
  id: 'bed-triage',
  title: 'Bed triage at Santa Lucía Hospital',
  lead: ['Bed triage is reached by the rules: Article 11 applies because nobody looks at what `bed-score` puts out.'],
  sections: [
    {
      title: 'Decision `admission-to-ward`',
      items: [
        {
          mark: 'unknown',
          text: 'Is it a significant decision?',
          notes: ['It is not known which domain it falls in.'],
        },
        {
          mark: 'yes',
          text: 'Is it automated decisionmaking technology?',
          notes: ['`status`: `in-use` (ai-compliance.yml:12:13)'],
        },
      ],
    },
    { title: '', facts: [{ name: 'Owner', text: 'Dr. Inés Calloway, Chief Nursing Officer | and `ward 3`.' }] },
  ],
}

describe('an explanation on a terminal', () => {
  it('puts the answer first, and lines up what follows', () => {
    expect(renderExplanation(trace, { color: false, width: 80 })).toMatchInlineSnapshot(`
      "bed-triage: Bed triage at Santa Lucía Hospital

      Bed triage is reached by the rules: Article 11 applies because nobody looks at
      what \`bed-score\` puts out.

      Decision \`admission-to-ward\`
        unknown  Is it a significant decision?
                 It is not known which domain it falls in.
        yes      Is it automated decisionmaking technology?
                 \`status\`: \`in-use\` (ai-compliance.yml:12:13)

        Owner  Dr. Inés Calloway, Chief Nursing Officer | and \`ward 3\`.
      "
    `)
  })
  it.each([60, 100])('keeps to %i columns', (width) => {
    const lines = renderExplanation(trace, { color: false, width }).split('\n')
    expect(lines.filter((line) => cells(line) > width)).toEqual([])
  })
  it('says the same with colour', () => {
    const colored = renderExplanation(trace, { color: true, width: 80 })
    expect(colored).toContain('\u001b[32m  yes')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is looked at
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderExplanation(trace, { color: false, width: 80 }))
  })
})

describe('an explanation in Markdown', () => {
  it('is a page, or a chapter of one', () => {
    expect(explanationMarkdown(trace, 3)).toMatchInlineSnapshot(`
      "### \`bed-triage\`

      **Bed triage at Santa Lucía Hospital**

      Bed triage is reached by the rules: Article 11 applies because nobody looks at what \`bed-score\` puts out.

      Decision \`admission-to-ward\`:

      - **unknown:** Is it a significant decision?
        - It is not known which domain it falls in.
      - **yes:** Is it automated decisionmaking technology?
        - \`status\`: \`in-use\` (ai-compliance.yml:12:13)

      - **Owner:** Dr. Inés Calloway, Chief Nursing Officer &#124; and \`ward 3\`.
      "
    `)
  })
})

describe('an answer of the manifest', () => {
  const written = {
    systems: [
      {
        status: 'in-use',
        empty: [],
        data: { inputs: [{ sensitive: 'none' }, { sensitive: 'none' }, { sensitive: ['health'] }, {}] },
        purpose: 'p'.repeat(5_000),
      },
    ],
  }
  const line = (route: readonly (string | number)[]) => ({
    startLine: route.length * 10 + Number(route[4] ?? 0),
    startColumn: 5,
    endLine: 1,
    endColumn: 1,
  })
  const answer = answersIn({ written, file: 'ai-compliance.yml', region: line })
  const inputs = [0, 1, 2, 3].map((index) => answer(['systems', 0, 'data', 'inputs', index, 'sensitive']))

  it('is shown with its place, below its system', () => {
    expect(answerLines([answer(['systems', 0, 'status'])])).toEqual(['`status`: `in-use` (ai-compliance.yml:30:5)'])
  })
  it('that several entries share takes one line', () => {
    expect(answerLines(inputs)).toEqual([
      '`data.inputs[].sensitive`: `none` (ai-compliance.yml:60:5, 61:5)',
      '`data.inputs[2].sensitive`: `[health]` (ai-compliance.yml:62:5)',
      '`data.inputs[3].sensitive`: not given',
    ])
  })
  it('that is not there is not given, and has no place', () => {
    expect(answerLines([answer(['systems', 0, 'role']), answer(['systems', 9, 'toString'])])).toEqual([
      '`role`: not given',
      '`toString`: not given',
    ])
  })
  it('that is long is cut, and a list or a map is counted', () => {
    expect(answer(['systems', 0, 'purpose']).value.length).toBeLessThanOrEqual(80)
    expect(answer(['systems', 0, 'data', 'inputs']).value).toBe('4 entries')
    expect(answer(['systems', 0, 'empty']).value).toBe('`[]`')
  })
})

describe('the deadline of an obligation', () => {
  const words = (id: string) => {
    const found = ccpaAdmt.obligations.find((each) => each.id === id)
    return found === undefined ? '' : deadlineWords(found, ccpaAdmt)
  }
  it.each([
    [
      'pi-sensitive-inventory',
      'Since 2026-01-01, or from the first day of use where that is later; before use of what is planned.',
    ],
    ['business-threshold-check', 'Since 2026-01-01.'],
    ['access-clock', 'From 2027-01-01 for a use that runs by then, else from its first day.'],
    ['ra-update-material-change', 'Within 45 calendar days of the change.'],
    ['risk-assessment-legacy-backfill', 'By 2027-12-31 for what began earlier and goes on.'],
    [
      'ra-annual-submission',
      'By 2028-04-01 for the first assessments, then by the same day of the year after each. Its proof is asked for from 90 days before.',
    ],
  ])('%s', (id, says) => {
    expect(words(id)).toBe(says)
  })
})
