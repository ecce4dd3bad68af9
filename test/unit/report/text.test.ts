import { describe, expect, it } from 'vitest'
import { cells } from '../../../src/report/terminal.ts'
import { renderText } from '../../../src/report/text.ts'
import { crowd, helpDesk, lender, makeFinding, makeReport, RECRUITER_SOURCE, recruiter } from '../../report-builder.ts'

const plain = { color: false, width: 100, source: RECRUITER_SOURCE }

describe('the report on a terminal', () => {
  it('shows what blocks with its code frames, and who writes what next', async () => {
    await expect(renderText(recruiter(), plain)).toMatchFileSnapshot('snapshots/recruiter.txt')
  })
  it('fits a narrow terminal', async () => {
    await expect(renderText(recruiter(), { ...plain, width: 60 })).toMatchFileSnapshot('snapshots/recruiter-60.txt')
  })
  it.each([60, 120])(
    'keeps its prose within %i columns; the first line is one line for who searches a log',
    (width) => {
      const lines = renderText(recruiter(), { ...plain, width })
        .split('\n')
        .slice(1)
      expect(lines.filter((line) => cells(line) > width)).toEqual([])
    },
  )
  it('says the same with colour', () => {
    const colored = renderText(recruiter(), { ...plain, color: true })
    expect(colored).toContain('\u001b[31mFail\u001b[0m\u001b[1m: 8 errors')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is looked at
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderText(recruiter(), plain))
  })
  it('is one screen when everything is in place', () => {
    expect(renderText(lender(), plain)).toMatchInlineSnapshot(`
      "Pass: nothing blocks in ai-compliance.yml as of 2026-11-23.

      Falls due next
        2027-01-01  in 39 days   Working-capital offer: 3 duties, all met. Priya Raman.
        2027-12-31  in 403 days  Working-capital offer: Assess processing that began before 2026 (met).
                                 Marco Silva.

      Systems
        Working-capital offer is reached by the rules: it decides on credit, and the reviewer sees nothing
        but the score (11 CCR 7001(e)(1), 7200(a)). 4 duties: 4 met.

      \`ai-compliance explain\` with the id of a system shows how its duties were found.
      ai-compliance-gate 0.1.0, law data ccpa-admt 2026.11, law last reviewed on 2026-11-23: read through
      public reproductions of the text, not from the official PDF.
      Records are judged, not practices: a file shows that a record exists, not that a practice is lawful.
      "
    `)
  })
  it('is a few lines for a system out of scope', () => {
    expect(renderText(helpDesk(), plain)).toMatchInlineSnapshot(`
      "Pass: nothing blocks in ai-compliance.yml as of 2026-11-23.

      Systems
        Support-ticket router is not reached by the rules: it makes no decision that gives or denies
        anything to a person (11 CCR 7001(ddd)).

      \`ai-compliance explain\` with the id of a system shows how its duties were found.
      ai-compliance-gate 0.1.0, law data ccpa-admt 2026.11, law last reviewed on 2026-11-23: read through
      public reproductions of the text, not from the official PDF.
      Records are judged, not practices: a file shows that a record exists, not that a practice is lawful.
      "
    `)
  })
  it('needs no source and no region', () => {
    const report = makeReport({ findings: [makeFinding({ owner: 'ghost', cites: [] })] })
    expect(renderText(report, { color: false, width: 80 })).toMatchInlineSnapshot(`
      "Fail: 1 error in ai-compliance.yml as of 2026-11-23.

      What blocks

      ai-compliance.yml
        error: \`resume-screener/risk-assessment\` is not declared. [record/present]
          Owner \`ghost\`, who is not in \`people\`

      \`ai-compliance explain record/present\` says what that rule asks and why; with
      the id of a system, how its duties were found.
      ai-compliance-gate 0.1.0, law data ccpa-admt 2026.11, law last reviewed on
      2026-11-23: read through public reproductions of the text, not from the official
      PDF.
      Records are judged, not practices: a file shows that a record exists, not that a
      practice is lawful.
      "
    `)
  })
  it('names the stage that did not run', () => {
    const stages = [
      { name: 'read', ran: true },
      { name: 'determine', ran: false, because: 'the manifest could not be parsed' },
      { name: 'collect', ran: false, because: 'the manifest could not be parsed' },
    ] as const
    expect(renderText(makeReport({ stages }), plain).split('\n').slice(0, 3)).toEqual([
      'Not evaluated: no findings in ai-compliance.yml as of 2026-11-23.',
      'Did not run: `determine`, `collect`, because the manifest could not be parsed.',
      '',
    ])
    expect(renderText(makeReport({ stages: [] }), plain)).toContain('No stage ran.')
  })
  it('says when a fail stops nothing, and when warnings block', () => {
    expect(renderText(recruiter({ failOn: 'never' }), plain)).toContain('a fail is reported and stops nothing')
    const strict = renderText(recruiter({ failOn: 'warning' }), plain)
    expect(strict).toContain('warnings block as well')
    expect(strict).not.toContain('What does not block')
  })
  it('leaves out the owner of a mistake in the file itself', () => {
    const findings = [
      makeFinding({ rule: 'manifest/valid', subject: 'systems', scope: 'manifest' }),
      makeFinding({ subject: 'organization/ccpa' }),
    ]
    const shown = renderText(makeReport({ findings }), plain)
    expect(shown).not.toContain('To act')
    expect(shown.match(/Owner nobody named/g)).toHaveLength(1)
    expect(shown.indexOf('The manifest: 1 finding')).toBeLessThan(shown.indexOf('The organization: 1 finding'))
  })
  it('asks the owner of the duty where the finding has none', () => {
    const report = recruiter()
    const [first] = report.findings.filter(({ subject }) => subject === 'resume-screener/hiring')
    const { owner: _, ...ownerless } = first ?? makeFinding()
    expect(renderText({ ...report, findings: [ownerless] }, plain)).toContain('Owner Omar Haddad, Privacy Counsel')
  })
  it('stays readable with two thousand findings in a thousand systems', () => {
    const shown = renderText(crowd(1_000, 2_000, 3), plain)
    expect(shown.split('\n').length).toBeLessThan(1_500)
    expect(shown).toContain('Fail: 2,000 errors')
    expect(shown).toContain('and 1,800 more findings; the JSON report holds them all.')
    expect(shown).toContain('and 900 more systems; the JSON report holds them all.')
  })
  it('cuts a message of 60 kB', () => {
    const report = makeReport({ findings: [makeFinding({ message: 'is '.repeat(20_000) })] })
    expect(renderText(report, plain).length).toBeLessThan(4_000)
  })
})
