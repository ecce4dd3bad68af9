import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { folderOf, THEMES } from '../obligations/themes.ts'

// Each test starts a process; how fast it is is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

/** What the committed program says of a folder, as JSON. */
function check(folder: string, asOf: string) {
  const args = [resolve('dist/cli.js'), 'check', folder, '--as-of', asOf, '--format', 'json']
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder })
  return { status, report: JSON.parse(stdout) }
}

test.each(THEMES)('$id: every obligation that it is there for is met', ({ id, asOf, meets }) => {
  const { status, report } = check(fileURLToPath(folderOf(id)), asOf)
  const met = report.duties.flatMap((duty: { obligation: string; status: string }) =>
    duty.status === 'met' ? [duty.obligation] : [],
  )
  expect(met).toEqual(expect.arrayContaining([...meets]))
  expect(status).toBe(0)
})

test.each([
  ['bank', 'credit/opt-out.md', '## Telling recipients', 'opt-out-propagate', /telling recipients/i],
  ['courier', 'routes/risk-assessment.json', '"harms"', 'ra-benefits-and-harms', /harms/],
  ['hospital', 'care/appeal.yml', 'clocks:', 'exception-human-appeal', /clocks/],
])('%s without a part of %s is refused at the line that names the file', (id, path, part, obligation, says) => {
  const theme = THEMES.find((each) => each.id === id)
  const folder = mkdtempSync(join(tmpdir(), 'obligations-'))
  cpSync(folderOf(id), folder, { recursive: true })
  const text = readFileSync(join(folder, path), 'utf8')
  expect(text).toContain(part)
  writeFileSync(join(folder, path), text.replace(part, part.replace(/\w+/, 'remarks')))
  const { status, report } = check(folder, theme?.asOf ?? '')
  rmSync(folder, { recursive: true })
  const line =
    readFileSync(new URL('ai-compliance.yml', folderOf(id)), 'utf8')
      .split('\n')
      .findIndex((each) => each.includes(`file: ${path}`)) + 1
  expect(report.findings).toContainEqual(
    expect.objectContaining({
      rule: 'record/complete',
      outcome: 'fail',
      next: expect.stringMatching(says),
      obligations: [obligation],
      location: expect.objectContaining({ region: expect.objectContaining({ startLine: line }) }),
    }),
  )
  expect(report.verdict).toBe('fail')
  expect(status).toBe(1)
})
