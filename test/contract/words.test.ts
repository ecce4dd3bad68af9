import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { annotations } from '../../src/report/annotations.ts'
import { checkRun } from '../../src/report/check-run.ts'
import { renderHtml } from '../../src/report/html/page.ts'
import { renderJson } from '../../src/report/json.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/text.ts'
import { byId, parsePage } from '../parsed-page.ts'
import { crowd, helpDesk, lender, makeReport, recruiter } from '../report-builder.ts'

/** A file proves that a record exists, not that a practice is lawful: no output may say more, or sum it up in a figure. */
const CLAIM = /\b(?:is|are|be|been|fully|not|now|ai|law)[ -]compliant\b|\bcompliant with\b|\bnon-?compliant\b/i
const SCORE = /\d\s?%|\bper ?cent\b|\b\d+\s?(?:\/|out of|of)\s?\d+\b|\b(?:score|grade|rating|rank)\s?[:=]/i

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url))
const reports = {
  recruiter: recruiter(),
  reported: recruiter({ failOn: 'never' }),
  lender: lender(),
  helpDesk: helpDesk(),
  crowd: crowd(9, 40),
  unread: makeReport({ stages: [] }),
}

describe('no output', () => {
  it.each(Object.entries(reports))('about the %s says that something is compliant, or gives a score', (_, report) => {
    const { title, summary, text } = checkRun(report)
    const outputs = [
      renderText(report, { color: false, width: 100 }),
      renderText(report, { color: true, width: 40 }),
      renderMarkdown(report, 1_000_000),
      renderMarkdown(report, 5_000),
      renderJson(report),
      byId(parsePage(renderHtml(report, { records: [] })), 'main')?.text ?? '',
      ...annotations(report).map((each) => `${each.title}\n${each.message}`),
      ...[title, summary, text],
    ]
    for (const output of outputs) {
      expect(output).not.toMatch(CLAIM)
      expect(output).not.toMatch(SCORE)
    }
  })
})

describe('no text of the source', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|yml)$/.test(file))
  it.each(files)('%s claims that something is compliant', (file) => {
    expect(readFileSync(join(SOURCE, file), 'utf8')).not.toMatch(CLAIM)
  })
})
