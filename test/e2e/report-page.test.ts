import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { renderHtml } from '../../src/report/html/page.ts'
import { byId, type Element, named, parsePage } from '../parsed-page.ts'
import { crowd, recruiter } from '../report-builder.ts'
import { type Browser, browser, chromium, type Tab } from './browser.ts'

// Each test starts processes or a browser; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'page-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))

const EXAMPLES = ['hiring', 'lending', 'not-admt'] as const
beforeAll(() => {
  for (const example of EXAMPLES)
    spawnSync(process.execPath, [
      CLI,
      'check',
      `examples/${example}`,
      '--as-of',
      '2026-11-23',
      '--bundle',
      join(HOME, example),
    ])
  const bundles = [...EXAMPLES, 'nowhere'].map((example) => join(HOME, example))
  spawnSync(process.execPath, [CLI, 'portfolio', ...bundles, '--out', join(HOME, 'portfolio')])
  writeFileSync(join(HOME, 'recruiter.html'), renderHtml(recruiter({ comparison }), { records: [] }))
  writeFileSync(join(HOME, 'crowd.html'), renderHtml(crowd(8, 80), { records: [] }))
})

const comparison = {
  commit: '3f2a9c1d5e6b7a8091a2b3c4d5e6f708192a3b4c',
  manifest: 'read',
  files: { known: true, count: 3 },
  changes: [
    {
      topic: 'human-involvement',
      scope: 'resume-screener',
      key: 'resume-screener/hiring',
      says: '`reviews-other-information` was `no` and is `yes`',
      loosens: 'human-involvement',
      route: ['systems', 0],
    },
    {
      topic: 'data',
      scope: 'resume-screener',
      key: 'resume-screener/data',
      says: '`Video interview` is new',
      material: true,
      route: ['systems', 0],
    },
  ],
} as const

describe.each(['hiring', 'lending'])('an auditor of %s', (example) => {
  test('is two clicks away from the proof of every duty, byte for byte as it was read', () => {
    const folder = join(HOME, example)
    const page = parsePage(readFileSync(join(folder, 'report.html'), 'utf8'))
    const duties = named(page, 'tr').filter(({ attributes }) => attributes.id?.startsWith('duty.'))
    const proofs = duties.flatMap((duty) => proofsOf(duty))
    expect(duties.length).toBeGreaterThan(40)
    expect(proofs.length).toBeGreaterThan(20)
    for (const proof of proofs) {
      const line = byId(page, proof.slice(1))
      expect(line, proof).toBeDefined()
      if (line === undefined || line.text.includes('not read')) continue
      const [file] = named(line, 'a')
      const bytes = readFileSync(join(folder, decodeURIComponent(file?.attributes.href ?? '')))
      expect(line.text).toContain(createHash('sha256').update(bytes).digest('hex'))
    }
    // What has no link says why.
    const bare = duties.filter((duty) => proofsOf(duty).length === 0)
    for (const duty of bare) expect(duty.text).toContain('not declared')
  })
})

const program = chromium()
if (program === undefined)
  console.warn(
    'Skipped: the report page was opened in no browser, as there is no Chromium. Install `chromium`, or name one by CHROME_BIN.',
  )

describe.skipIf(program === undefined)('in a browser, the page', () => {
  let chrome: Browser
  beforeAll(() => {
    chrome = browser(program ?? '')
  })
  afterAll(() => chrome.close())

  const address = (page: string) => pathToFileURL(join(HOME, page)).href
  const resize = (tab: Tab, width: number) =>
    tab.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false })
  const open = async (page: string, { width = 1280, scheme = 'light' } = {}): Promise<Tab> => {
    const tab = await chrome.open(address(page))
    await resize(tab, width)
    await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
    return tab
  }
  const unfold = (tab: Tab) =>
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")

  test.each([
    ['hiring/report.html', 1280, 'light'],
    ['hiring/report.html', 320, 'dark'],
    ['recruiter.html', 1280, 'dark'],
    ['recruiter.html', 320, 'light'],
    ['not-admt/report.html', 768, 'dark'],
    ['portfolio/portfolio.html', 1280, 'dark'],
    ['portfolio/portfolio.html', 320, 'light'],
  ])('%s at %i pixels, %s, has no fault that axe knows, folded or not', async (page, width, scheme) => {
    const tab = await open(page, { width, scheme })
    await unfold(tab)
    await tab.evaluate(axe.source)
    expect(await tab.evaluate(FAULTS)).toEqual([])
  })

  test('axe sees what is wrong', async () => {
    const tab = await open('not-admt/report.html')
    await tab.evaluate(
      "document.querySelector('main').insertAdjacentHTML('beforeend', '<svg role=\"img\" width=\"9\"></svg>')",
    )
    await tab.evaluate(axe.source)
    expect(await tab.evaluate(FAULTS)).toEqual([expect.stringContaining('svg-img-alt')])
  })

  test.each(['hiring/report.html', 'lending/report.html', 'recruiter.html', 'crowd.html', 'portfolio/portfolio.html'])(
    '%s never scrolls sideways',
    async (page) => {
      const tab = await open(page)
      await unfold(tab)
      for (const width of [320, 768, 1280]) {
        await resize(tab, width)
        expect(await tab.evaluate('document.documentElement.scrollWidth'), `${width}`).toBeLessThanOrEqual(width)
      }
    },
  )

  test('asks for nothing but itself, and its style holds', async () => {
    const tab = await open('hiring/report.html')
    expect(tab.requests).toEqual([address('hiring/report.html')])
    expect(await tab.evaluate("getComputedStyle(document.querySelector('main table')).tableLayout")).toBe('fixed')
  })

  test('shows a release manager the whole decision on the first screen', async () => {
    for (const page of ['hiring/report.html', 'recruiter.html', 'not-admt/report.html']) {
      const tab = await open(page)
      expect(await tab.evaluate("document.querySelector('.first').getBoundingClientRect().bottom"), page).toBeLessThan(
        800,
      )
    }
  })

  test('is gone through by keyboard in reading order, from a link that skips to the verdict', async () => {
    const tab = await open('hiring/report.html')
    const order = await tab.evaluate(
      "[...document.querySelectorAll('a[href]')].slice(0, 15).map((one) => one.getAttribute('href'))",
    )
    const met: unknown[] = []
    for (let times = 0; times < 15; times += 1) {
      await tab.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 })
      met.push(await tab.evaluate("document.activeElement.getAttribute('href')"))
    }
    expect(met).toEqual(order)
    expect(met[0]).toBe('#main')
    expect(await tab.evaluate("document.querySelectorAll('[tabindex]').length")).toBe(0)
  })

  test('unfolds what a link leads to', async () => {
    const tab = await open('crowd.html')
    expect(await tab.evaluate(shown('duty.clinic-1.duty-1'))).toBe(false)
    await tab.evaluate("location.hash = 'duty.clinic-1.duty-1'")
    expect(await tab.evaluate(shown('duty.clinic-1.duty-1'))).toBe(true)
  })

  test('prints on A4 and on Letter with everything unfolded, in ink on white', async () => {
    const tab = await open('hiring/report.html', { scheme: 'dark' })
    await tab.send('Emulation.setEmulatedMedia', {
      media: 'print',
      features: [{ name: 'prefers-color-scheme', value: 'dark' }],
    })
    const hidden =
      "[...document.querySelectorAll('details > :not(summary)')].filter((one) => !one.checkVisibility()).map((one) => one.outerHTML.slice(0, 200))"
    expect(await tab.evaluate(hidden)).toEqual([])
    expect(await tab.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe('rgb(255, 255, 255)')
    for (const [paperWidth, paperHeight, box] of [
      [8.27, 11.69, '595'],
      [8.5, 11, '612'],
    ] as const) {
      const printed = await tab.send('Page.printToPDF', { paperWidth, paperHeight, preferCSSPageSize: true })
      const pdf = Buffer.from(String(Object(printed).data), 'base64').toString('latin1')
      expect(pdf.slice(0, 5)).toBe('%PDF-')
      expect(/MediaBox ?\[0 0 (\d+)/.exec(pdf)?.[1]).toBe(box)
    }
  })
})

/** Where the proof of a duty leads; its status leads to what is wrong with it. */
function proofsOf(duty: Element): readonly string[] {
  return named(duty, 'a')
    .map(({ attributes }) => attributes.href ?? '')
    .filter((href) => !href.startsWith('#finding.'))
}

/** What axe finds, each with the place. */
const FAULTS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ' ' + failureSummary)))`

/** Whether an element is to be seen. */
function shown(id: string): string {
  return `document.getElementById('${id}').checkVisibility()`
}
