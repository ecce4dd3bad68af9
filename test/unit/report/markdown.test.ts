import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { byteLength } from '../../../src/report/escape.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { crowd, helpDesk, makeFinding, makeReport, recruiter } from '../../report-builder.ts'

const MIB = 1_048_576

describe('the job summary', () => {
  it('opens with the verdict and what blocks, then what falls due, the systems, the waivers and what was looked at', async () => {
    await expect(renderMarkdown(recruiter(), MIB)).toMatchFileSnapshot('snapshots/recruiter.md')
  })
  it('is short for a system out of scope', async () => {
    await expect(renderMarkdown(helpDesk(), MIB)).toMatchFileSnapshot('snapshots/help-desk.md')
  })
  it('links lines at the commit that was judged, and nothing when that is not known', () => {
    const commit = '/brightpath/screening/blob/4f9d0a7c1be2386655aa0b8e7d6c5f4e3d2c1b0a'
    const linked = renderMarkdown(recruiter(), MIB)
    expect(linked).toContain(`[\`ai-compliance.yml:16\`](${commit}/ai-compliance.yml#L16)`)
    expect(linked).toContain(`(${commit}/models/screener/MODEL_CARD.md?plain=1#L31)`)
    const { run: _, ...local } = recruiter()
    expect(renderMarkdown(local, MIB)).not.toContain('](')
  })
  it('makes no link that could leave the repository', () => {
    const run = { event: 'push', repository: 'acme/app', headSha: 'deadbeef' }
    const report = (file: string, more = run) =>
      renderMarkdown(makeReport({ run: more, findings: [makeFinding({ file })] }), MIB)
    expect(report('../../evil')).not.toContain('evil`](')
    expect(report('a/(b) [c].md')).toContain('/acme/app/blob/deadbeef/a/%28b%29%20%5Bc%5D.md?plain=1)')
    expect(report('a', { ...run, repository: 'javascript:x' })).not.toContain('](')
    expect(report('a', { ...run, headSha: 'main' })).not.toContain('](')
  })
})

describe('the size of the job summary', () => {
  const large = crowd(1_000, 2_000, 12)
  it.each([MIB, 300_000, 65_000, 20_000, 3_000, 1_000, 200, 10])('keeps to %i bytes, in whole blocks', (most) => {
    const shown = renderMarkdown(large, most)
    expect(byteLength(shown)).toBeLessThanOrEqual(most)
    expect(shown.match(/<details>/g)?.length).toBe(shown.match(/<\/details>/g)?.length)
    for (const line of shown.split('\n').filter((each) => each.startsWith('|'))) expect(line).toMatch(/\|$/)
    expect(marked.parse(shown, { async: false })).not.toContain('<p>|')
    if (most >= 200) expect(shown).toContain('`report.json` holds the whole')
  })
  it('keeps what blocks longest, and the first findings in full', () => {
    const shown = renderMarkdown(large, 65_000)
    expect(shown).toMatch(/^## Fail: 2,000 errors\n/)
    expect(shown.match(/\*\*Next:\*\*/g)?.length).toBeGreaterThanOrEqual(20)
    expect(shown).toMatch(
      /_The last \d+ in short, 1,\d+ findings left out for want of room; `report.json` holds the whole._/,
    )
    expect(shown).toContain('### What was looked at')
  })
  it('gives every finding a line when only the systems are too many', () => {
    const shown = renderMarkdown(large, MIB)
    expect(shown).not.toContain('findings left out')
    expect(shown).toMatch(/The last \d+ in short(, \d+ systems left out)? for want of room/)
  })
  it('cuts a message of 60 kB and keeps the rest', () => {
    const findings = [
      makeFinding({ message: `is ${'very '.repeat(12_000)}long` }),
      makeFinding({ subject: 'resume-screener/model-card' }),
    ]
    const shown = renderMarkdown(makeReport({ findings }), 65_000)
    expect(byteLength(shown)).toBeLessThan(6_000)
    expect(shown).toContain('**`resume-screener/model-card`** is not declared.')
  })
})
