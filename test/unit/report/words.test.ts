import { describe, expect, it } from 'vitest'
import { calendar } from '../../../src/report/calendar.ts'
import { outline } from '../../../src/report/outline.ts'
import { citeWords, counted, dueWords, provenanceWords, sentence } from '../../../src/report/words.ts'
import { AS_OF, makeDuty, makeReport, makeSystem } from '../../report-builder.ts'

describe('dates in words', () => {
  it.each([
    [{ kind: 'from', date: '2027-01-01' }, 'due from 2027-01-01, in 39 days'],
    [{ kind: 'by', date: '2026-11-24' }, 'due by 2026-11-24, in 1 day'],
    [{ kind: 'from', date: AS_OF }, 'due from 2026-11-23, today'],
    [{ kind: 'by', date: AS_OF }, 'due by 2026-11-23, today'],
    [{ kind: 'from', date: '2026-05-04' }, 'due since 2026-05-04'],
    [{ kind: 'by', date: '2026-05-04' }, 'was due by 2026-05-04, 203 days ago'],
    [{ kind: 'unknown' }, 'due date not known yet'],
    [{ kind: 'before-use' }, 'due before first use'],
  ] as const)('%o', (due, words) => {
    expect(dueWords(due, AS_OF)).toBe(words)
  })
})

describe('small words', () => {
  it('count', () => {
    expect([counted(0, 'error'), counted(1, 'duty'), counted(2_000, 'duty'), counted(2, 'day')]).toEqual([
      '0 errors',
      '1 duty',
      '2,000 duties',
      '2 days',
    ])
  })
  it('cite each section once, and its code once', () => {
    expect(
      citeWords(['11 CCR 7150(a)', '11 CCR 7155(a)(1)', '11 CCR 7150(a)', 'Civ. Code 1798.140(d)', '11 CCR 7027']),
    ).toBe('11 CCR 7150(a), 7155(a)(1), 7027, Civ. Code 1798.140(d)')
    expect(citeWords([1, 2, 3, 4, 5, 6].map((n) => `11 CCR 7152(a)(${n})`))).toBe('11 CCR 7152')
    expect(citeWords(['unnumbered', 'unnumbered too'])).toBe('unnumbered, unnumbered too')
  })
  it('end a sentence once', () => {
    expect(['is missing', 'is it?', 'gone…', ''].map(sentence)).toEqual(['is missing.', 'is it?', 'gone…', ''])
  })
  it('keep the first sentence of the provenance, to a comma', () => {
    const long = `Read from public reproductions of the approved text and from summaries by law firms, not from the official PDF, whose digest a third party gives. More follows.`
    expect(provenanceWords(long)).toBe(
      'Read from public reproductions of the approved text and from summaries by law firms, not from the official PDF',
    )
    expect(provenanceWords('Read from the PDF. More.')).toBe('Read from the PDF')
  })
})

describe('what falls due next', () => {
  const due = (date: string, status: 'met' | 'later' | 'open' | 'waived', more = {}) =>
    makeDuty({ obligation: `${date} ${status}`, due: { kind: 'from', date }, status, owner: 'dana', ...more })
  const shown = (duties: ReturnType<typeof due>[]) =>
    calendar(outline(makeReport({ systems: [makeSystem()], people: { dana: { name: 'Dana Whitfield' } }, duties })))

  it('is grouped by day and system, the earliest first', () => {
    const duties = [
      due('2027-01-01', 'later'),
      due('2026-12-01', 'met'),
      due('2027-01-01', 'met', { owner: 'omar' }),
      due('2027-01-01', 'open'),
    ]
    expect(shown(duties).map(({ date, days, subject, what, who }) => [date, days, subject, what, who])).toEqual([
      ['2026-12-01', 8, 'Résumé screener', 'Assess the risks before the processing starts (met)', 'Dana Whitfield'],
      [
        '2027-01-01',
        39,
        'Résumé screener',
        '3 duties, 1 met, 1 open question',
        'Dana Whitfield, `omar`, who is not in `people`',
      ],
    ])
  })
  it('leaves out what is past, waived, without a day or does not apply', () => {
    const undated = makeDuty({ due: { kind: 'before-use' }, status: 'later' })
    expect(shown([due('2026-11-22', 'met'), due('2027-01-01', 'waived'), undated])).toEqual([])
  })
  it('says when all, none or an open one is met', () => {
    const what = (...statuses: ('met' | 'later' | 'open')[]) =>
      shown(statuses.map((status, index) => due('2027-01-01', status, { obligation: `d${index}` })))[0]?.what
    expect(what('met', 'met')).toBe('2 duties, all met')
    expect(what('later', 'later')).toBe('2 duties, none met yet')
    expect(what('open')).toMatch(/\(open question\)$/)
    expect(what('later')).toMatch(/\(not met yet\)$/)
  })
})
