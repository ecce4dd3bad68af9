import { describe, expect, it } from 'vitest'
import { checkRun } from '../../../src/report/check-run.ts'
import { byteLength } from '../../../src/report/escape.ts'
import { crowd, helpDesk, makeFinding, makeReport, recruiter } from '../../report-builder.ts'

describe('the check run', () => {
  it('says the verdict in its title and what blocks in its summary', () => {
    const { title, summary, text } = checkRun(recruiter())
    expect(title).toBe('Fail: 8 errors, 1 warning, 1 open question, 1 waived')
    expect(summary).toContain('### What blocks')
    expect(summary).toContain('### What falls due next')
    expect(summary).not.toContain('### Systems')
    expect(text).toMatch(/^<details><summary>1 finding that does not block/)
    expect(text).toContain('### What was looked at')
  })
  it('concludes as the job does', () => {
    expect(checkRun(helpDesk()).conclusion).toBe('success')
    expect(checkRun(recruiter()).conclusion).toBe('failure')
    expect(checkRun(makeReport({ stages: [] })).conclusion).toBe('failure')
    expect(checkRun(makeReport({ findings: [makeFinding()], failOn: 'never' })).conclusion).toBe('neutral')
    expect(checkRun(recruiter({ failOn: 'never' })).conclusion).toBe('failure')
    expect(checkRun(makeReport({ stages: [], failOn: 'never' })).conclusion).toBe('failure')
  })
  it('keeps within the bytes that GitHub takes', () => {
    const { title, summary, text } = checkRun(crowd(1_000, 2_000, 12))
    expect(title).toBe('Fail: 2,000 errors')
    for (const part of [summary, text]) {
      expect(byteLength(part)).toBeLessThanOrEqual(65_000)
      expect(byteLength(part)).toBeGreaterThan(60_000)
      expect(part).toContain('`report.json` holds the whole')
    }
  })
})
