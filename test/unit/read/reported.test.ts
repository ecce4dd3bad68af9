import { describe, expect, it } from 'vitest'
import { parseReported } from '../../../src/read/reported.ts'
import { comment } from '../../../src/report/comment.ts'
import { forkComment } from '../../../src/report/fork-comment.ts'
import { renderJson } from '../../../src/report/json.ts'
import { crowd, helpDesk, hostile, lender, recruiter } from '../../report-builder.ts'

const REPORTER = ['Report', 'report']
const policy = {
  from: 'base',
  name: 'compliance/policy.yml',
  commit: '5'.repeat(40),
  sha256: 'a'.repeat(64),
  relaxes: ['`record/valid` is a note and not an error'],
} as const
const reports = {
  relaxed: recruiter({ policy }),
  recruiter: recruiter(),
  lender: lender(),
  helpDesk: helpDesk(),
  hostile: hostile(),
}

describe('a report that comes back from its JSON', () => {
  it.each(Object.entries(reports))('says of the %s what it said before', (_, report) => {
    const read = parseReported(renderJson(report))
    expect(renderJson(read)).toBe(renderJson(report))
    expect(forkComment(read, REPORTER)).toEqual(forkComment(report, REPORTER))
  })

  it.each(['', 'null', '[]', '{}', '"pass"', '{"verdict":"pass"}', '['.repeat(100_000)])('is not %j', (text) => {
    expect(() => parseReported(text)).toThrow(/^The report (is no JSON|does not hold to the schema of a report)\.$/)
  })
})

describe('the comment on it', () => {
  it('has a heading that is no verdict, and no marker that the report could choose', () => {
    for (const manifest of ['ai-compliance.yml', 'workflow_run']) {
      const { body, marker } = forkComment({ ...lender(), manifest }, REPORTER)
      expect(body.match(/^#+ .*$/gm)?.[0]).toBe('## Unverified report')
      expect(marker).toBe(forkComment(recruiter(), REPORTER).marker)
      expect(marker).not.toBe(comment({ ...lender(), manifest }, []).marker)
    }
  })

  it('stays within what GitHub takes', () => {
    const { body } = forkComment(crowd(9, 2_000), REPORTER)
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_000)
    expect(body).toContain('for want of room')
  })
})
