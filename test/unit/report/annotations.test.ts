import { describe, expect, it } from 'vitest'
import { annotations } from '../../../src/report/annotations.ts'
import { byteLength } from '../../../src/report/escape.ts'
import { makeFinding, makeReport, recruiter } from '../../report-builder.ts'

describe('annotations', () => {
  it('say what, why, who and what to write next', () => {
    const found = annotations(recruiter()).find(({ title }) => title.includes('risk-assessment (record/present)'))
    expect(found).toMatchInlineSnapshot(`
      {
        "file": "ai-compliance.yml",
        "level": "failure",
        "message": "resume-screener/risk-assessment is not declared; it was due by 2026-05-04.
      Why: 11 CCR 7150(a), 7155(a)(1): Assess the risks before the processing starts; Describe the logic of the technology, its assumptions and limitations (was due by 2026-05-04, 203 days ago)
      Owner: Dana Whitfield, VP Talent Acquisition
      Next: Write the assessment and declare it: \`risk-assessment: { file: compliance/risk-assessment.md, owner: dana, reviewed-on: 2026-11-23 }\`.",
        "region": {
          "endColumn": 12,
          "endLine": 26,
          "startColumn": 5,
          "startLine": 26,
        },
        "title": "resume-screener/risk-assessment (record/present)",
      }
    `)
  })
  it('come errors first, then by file and line', () => {
    const at = (line: number) => ({ startLine: line, startColumn: 1, endLine: line, endColumn: 2 })
    const report = makeReport({
      findings: [
        makeFinding({ subject: 'd', level: 'note', outcome: 'review', region: at(1) }),
        makeFinding({ subject: 'c', level: 'warning', region: at(2) }),
        makeFinding({ subject: 'b', region: at(30) }),
        makeFinding({ subject: 'a', region: at(4), outcome: 'open' }),
        makeFinding({ subject: 'z', file: 'zebra.md' }),
      ],
    })
    expect(annotations(report).map(({ title, level }) => `${title[0]} ${level}`)).toEqual([
      'a failure',
      'b failure',
      'z failure',
      'c warning',
      'd notice',
    ])
  })
  it('leave out what passes, does not apply or is waived', () => {
    const waiver = {
      obligations: ['opt-out-methods'],
      until: '2027-01-01',
      justification: 'Agreed.',
      approvedBy: 'omar',
    }
    const findings = [
      makeFinding({ outcome: 'pass' }),
      makeFinding({ outcome: 'notApplicable' }),
      makeFinding({ waiver }),
    ]
    expect(annotations(makeReport({ findings }))).toEqual([])
  })
  it('keep within the runner’s limits, and keep what to write next', () => {
    const long = 'é'.repeat(60_000)
    const [found] = annotations(
      makeReport({ findings: [makeFinding({ subject: long, message: long, next: long, cites: [long], owner: long })] }),
    )
    expect(found?.title.length).toBeLessThanOrEqual(255)
    expect(byteLength(found?.message ?? '')).toBeLessThanOrEqual(4_000)
    expect(found?.message).toMatch(/\nWhy: é+…\nOwner: `é+…\nNext: É+…$/i)
  })
  it('have no region where none is known', () => {
    expect(annotations(makeReport({ findings: [makeFinding({ owner: 'x', cites: [] })] }))).toEqual([
      {
        level: 'failure',
        file: 'ai-compliance.yml',
        title: 'resume-screener/risk-assessment (record/present)',
        message: 'resume-screener/risk-assessment is not declared.\nOwner: `x`, who is not in `people`',
      },
    ])
  })
})
