import { describe, expect, it } from 'vitest'
import type { Report } from '../../../src/core/report.ts'
import type { Archived, Evidence } from '../../../src/report/html/evidence.ts'
import { renderHtml } from '../../../src/report/html/page.ts'
import { byId, type Element, every, named, parsePage } from '../../parsed-page.ts'
import { crowd, helpDesk, lender, makeFinding, makeReport, recruiter } from '../../report-builder.ts'
import { gate, lender as lenderFiles } from '../../scenarios/lender.ts'

const alone: Evidence = { records: [] }
const page = (report: Report, evidence = alone) => parsePage(renderHtml(report, evidence))

const CARD = {
  path: 'models/screener/MODEL_CARD.md',
  place: 'records/models/screener/MODEL_CARD.md',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
}
const card: Archived = {
  subject: 'resume-screener/model-card',
  kind: 'model-card',
  route: ['systems', 0, 'records', 'model-card'],
  file: CARD.path,
  parts: [{ part: 'logic', line: 15 }],
  owner: 'dana',
  reviewedOn: '2025-02-11',
  kept: [CARD],
}

describe('the first screen', () => {
  it('is the verdict, who acts, what blocks, what falls due and what is loosened, before everything else', () => {
    const main = byId(page(recruiter()), 'main')
    const headings = main === undefined ? [] : every(main).filter(({ name }) => name === 'h1' || name === 'h2')
    expect(headings.slice(0, 5).map(({ text }) => text)).toEqual([
      'Fail: 8 errors, 1 warning, 1 open question, 1 waived',
      'What blocks (9 findings)',
      'Falls due next',
      'What this change loosens',
      'Findings',
    ])
    expect(named(page(recruiter()), 'header')[0]?.text).toContain(
      'To act: Dana Whitfield 4, Omar Haddad 4, nobody named 1.',
    )
  })

  it('names what the change loosens, and says where nothing was compared', async () => {
    const answer = 'systems.0.decisions.0.human-involvement.reviews-other-information'
    const { report } = await gate(lenderFiles({ [answer]: 'yes' }), {
      base: lenderFiles(),
      history: { ok: false, message: 'is not here', next: 'fetch it' },
    })
    const [loosened] = named(page(report), 'section').filter(
      ({ attributes }) => attributes['aria-labelledby'] === 'first-loosened',
    )
    expect(loosened?.text).toContain('human-involvement')
    expect(byId(page(report), 'changes')?.text).toBe('What changed')
    expect(page(helpDesk()).text).toContain('Not known: this run was held against no base.')
  })

  it('says how each system stands where nothing blocks', () => {
    expect(named(page(lender()), 'section')[0]?.text).toMatch(
      /Working-capital offer is reached by the rules: 4 duties, 4 met\./,
    )
  })
})

describe('the proof of a duty', () => {
  it('is two steps away: the line of the record, then the file', () => {
    const shown = page(recruiter(), { records: [card], kept: [CARD] })
    const duty = byId(shown, 'duty.resume-screener.ra-report-admt-logic')
    const [, link] = duty === undefined ? [] : named(duty, 'a')
    expect(link?.attributes.href).toBe('#record.resume-screener_2f_model-card')
    const line = byId(shown, link?.attributes.href?.slice(1) ?? '')
    const [file] = line === undefined ? [] : named(line, 'a')
    expect(file?.attributes.href).toBe(CARD.place)
    expect(line?.text).toContain(CARD.sha256)
    expect(duty?.text).toContain('logic line 15')
  })

  it('leads back to what is wrong with it where it is not met', () => {
    const shown = page(recruiter())
    const duty = byId(shown, 'duty.resume-screener.ra-report-admt-logic')
    const [status] = duty === undefined ? [] : named(duty, 'a')
    expect(status?.text).toBe('not met')
    expect(byId(shown, status?.attributes.href?.slice(1) ?? '')?.text).toContain(
      'is not declared; it was due by 2026-05-04',
    )
  })

  it('is not claimed where the record is not declared', () => {
    const duty = byId(page(recruiter()), 'duty.resume-screener.ra-report-admt-logic')
    expect(duty?.text).toContain('risk-assessment not declared: admt-logic')
  })

  it('is the test result that is declared to prove the part, and only of what is to be done', () => {
    const result: Archived = {
      ...card,
      subject: 'resume-screener/opt-out-procedure',
      kind: 'opt-out-procedure',
      parts: [],
      proves: ['methods'],
      test: { checkout: { known: false, because: 'is not known here' }, files: [], notPassed: [] },
    }
    const methods = byId(page(recruiter(), { records: [result] }), 'duty.resume-screener.opt-out-methods')
    expect(methods?.text).toContain('opt-out-procedure, a test result: methods')
    const other = byId(
      page(recruiter(), { records: [{ ...result, proves: ['link'] }] }),
      'duty.resume-screener.opt-out-methods',
    )
    expect(other?.text).toContain('opt-out-procedure not declared: methods')
  })

  it('is the organization’s document where the system has none of its own', () => {
    const shared: Archived = { ...card, subject: 'organization/model-card' }
    const duty = byId(page(recruiter(), { records: [shared] }), 'duty.resume-screener.ra-report-admt-logic')
    expect(duty?.text).toContain('model-card: logic line 15')
    const own: Archived = { ...card, parts: [{ part: 'logic', line: 7, unfilled: 'says only `TODO`' }] }
    const both = byId(page(recruiter(), { records: [shared, own] }), 'duty.resume-screener.ra-report-admt-logic')
    expect(both?.text).toContain('model-card: logic line 7 not filled')
    expect(both?.text).not.toContain('line 15')
  })

  it('is a part that one of several documents has; what none has is said', () => {
    const second: Archived = { ...card, subject: 'resume-screener/model-card[models/old.md]', parts: [] }
    const duty = (records: readonly Archived[]) =>
      byId(page(recruiter(), { records }), 'duty.resume-screener.ra-report-admt-logic')?.text
    expect(duty([second, card])).not.toContain('not found')
    expect(duty([second])).toContain('not found: logic')
  })

  it('links no file that lies outside of the bundle', () => {
    const outside = { ...CARD, place: 'records/../../etc/passwd' }
    const html = renderHtml(recruiter(), { records: [{ ...card, kept: [outside] }], kept: [outside] })
    expect(html).not.toMatch(/href="[^"]*\.\./)
  })
})

describe('the page', () => {
  it('of a system that the rules do not reach', async () => {
    const html = renderHtml(helpDesk(), alone)
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/sha256-[^&]+/, 'sha256-…')
    await expect(html).toMatchFileSnapshot('snapshots/help-desk.html')
  })

  it('holds every finding, those that pass in a fold', () => {
    const passed = makeFinding({ outcome: 'pass', message: 'is present in `legal/notice.md`' })
    const shown = page(makeReport({ findings: [passed], rules: [] }))
    const folds = named(shown, 'details').filter(({ text }) => text.includes('is present in legal/notice.md'))
    expect(folds).toHaveLength(1)
    expect(folds[0]?.attributes).toEqual({})
    expect(folds[0]?.text).toContain('passed')
  })

  it('says which stage did not run, and why', () => {
    const stages = [
      { name: 'read' as const, ran: true },
      { name: 'collect' as const, ran: false, because: 'git is not here' },
    ]
    expect(page(makeReport({ stages })).text).toContain('collectno git is not here')
  })

  it('is made of one file only: no script, and nothing that is fetched', () => {
    const shown = every(page(recruiter(), { records: [card], kept: [CARD] }))
    expect(
      shown.filter(({ name }) => ['script', 'link', 'img', 'iframe', 'object', 'use', 'image'].includes(name)),
    ).toEqual([])
    const [policy] = shown.filter(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
    expect(policy?.attributes.content).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
    )
    const [style] = shown.filter(({ name }) => name === 'style')
    expect(style?.text).not.toMatch(/url\(|@import/)
  })

  it('has the same bytes whatever the order of the keys', () => {
    const evidence: Evidence = { records: [card], kept: [CARD] }
    expect(renderHtml(turned(recruiter()), turned(evidence))).toBe(renderHtml(recruiter(), evidence))
  })

  it('of two hundred systems with two thousand findings is folded, and stays a few MB', () => {
    const html = renderHtml(crowd(200, 2_000), alone)
    expect(html.length).toBeLessThan(5_500_000)
    const unfolded = (root: Element): number =>
      root.children.reduce(
        (sum, one) => sum + (one.name === 'details' ? 0 : unfolded(one)),
        root.children.length === 0 ? root.text.length : 0,
      )
    expect(unfolded(parsePage(html))).toBeLessThan(60_000)
  })

  it('lists no more than a browser has room for, says where the rest is, and leads nowhere that is not there', () => {
    const html = renderHtml(crowd(300, 6_000), alone)
    expect(html).toContain('4,000 more findings in <code>report.json</code>')
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id)
    expect(links.filter((link) => !ids.has(link))).toEqual([])
    expect(html).toContain('Its duties are in <code>report.json</code>')
    expect(html.length).toBeLessThan(5_500_000)
  })
})

/** The same value, every object with its keys in the opposite order. */
function turned<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) =>
      isObject(each) ? Object.fromEntries(Object.entries(each).reverse()) : each,
    ),
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
