import { describe, expect, it } from 'vitest'
import type { ChangeShown, Report } from '../../../src/core/report.ts'
import { checkRun } from '../../../src/report/check-run.ts'
import { byteLength } from '../../../src/report/escape.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { renderText } from '../../../src/report/text.ts'
import { makeReport, recruiter } from '../../report-builder.ts'
import { gate, lender } from '../../scenarios/lender.ts'

const plain = { color: false, width: 100 }
const DECISION = 'systems.0.decisions.0.human-involvement'
const CODE = { 'systems.0.code': ['services/advance/**'] }

/** The lender tells that a person decides, and a few things more. */
async function talkedPast(): Promise<Report> {
  const { report } = await gate(
    lender({
      ...CODE,
      [`${DECISION}.reviews-other-information`]: 'yes',
      'systems.0.purpose': 'Suggests whether a sole proprietor is offered a cash advance.',
      'systems.0.data.inputs.0.sensitive': ['health'],
      'people.bob.github': 'mallory',
    }),
    {
      base: lender({ ...CODE, 'people.bob.github': 'btremaine' }),
      history: { ok: false, message: 'is not here', next: 'fetch it' },
    },
  )
  return report
}

describe('what a change does', () => {
  it('stands in a terminal before what blocks, and the rest after it', async () => {
    const shown = renderText(await talkedPast(), plain)
    const sections = ['What this change loosens', 'What this change does'].map((title) => sectionOf(shown, title))
    await expect(`${sections.join('\n\n')}\n`).toMatchFileSnapshot('snapshots/changes.txt')
    expect(shown.indexOf('What this change loosens')).toBeLessThan(shown.indexOf('What does not block'))
  })

  it('stands in the job summary and in the check run, the rest folded', async () => {
    const report = await talkedPast()
    const shown = renderMarkdown(report, 1_000_000)
    const [, loosening = ''] = shown.split(/^(?=### )/m)
    await expect(loosening).toMatchFileSnapshot('snapshots/changes.md')
    const { summary, text } = checkRun(report)
    expect(summary).toContain('### What this change loosens')
    expect(text).toContain('What this change does: ')
  })

  it('is one sentence when nothing differs, and another on a first adoption', async () => {
    const nothing = await gate(lender(), { base: lender() })
    expect(renderText(nothing.report, plain)).toContain('Nothing that the manifest declares differs from the base.')
    const first = await gate(lender(), { base: null })
    expect(renderText(first.report, plain)).toContain(
      'The base has no manifest: this is a first adoption, and everything is new.',
    )
    expect(renderMarkdown(first.report, 100_000)).not.toContain('What this change')
    expect(renderText(recruiter(), plain)).not.toMatch(/the base|What this change/)
  })

  it('says when nobody can tell which files differ', async () => {
    const { report } = await gate(lender(), {
      base: lender(),
      changed: { known: false, because: 'there are more than 3,000', next: 'compare them with git' },
    })
    expect(renderText(report, plain)).toContain('Which files differ cannot be told: there are more than 3,000.')
  })

  it('stays on a screen and within its bytes with five thousand changes', () => {
    const report = manyChanges(5_000)
    const text = renderText(report, plain)
    expect(text.split('\n').length).toBeLessThan(60)
    expect(text).toMatch(/and 2,485 more changes; the JSON report holds them all/)
    for (const most of [200_000, 65_000, 3_000])
      expect(byteLength(renderMarkdown(report, most))).toBeLessThanOrEqual(most)
    expect(byteLength(checkRun(report).summary)).toBeLessThanOrEqual(65_000)
  })

  it('leads to the line of the manifest where it stands', () => {
    expect(renderMarkdown(manyChanges(2), 100_000)).toContain('`ai-compliance.yml:7`')
  })
})

function sectionOf(text: string, title: string): string {
  const start = text.indexOf(title)
  const end = text.indexOf('\n\n', start)
  return text.slice(start, end)
}

function manyChanges(count: number): Report {
  const changes = Array.from(
    { length: count },
    (_, index): ChangeShown => ({
      topic: 'data',
      scope: `clinic-${index}`,
      key: `clinic-${index}/data/inputs/notes`,
      says: `the input \`Notes ${index}\` is removed`,
      ...(index % 2 === 0 ? { loosens: 'data-removed' as const } : { material: true as const }),
      duties: [`clinic-${index}/pi-sensitive-inventory`],
      route: ['systems', index],
      region: { startLine: 7, startColumn: 1, endLine: 7, endColumn: 9 },
    }),
  )
  return makeReport({
    comparison: { commit: 'deadbeef', manifest: 'read', files: { known: true, count: 1 }, changes },
  })
}
