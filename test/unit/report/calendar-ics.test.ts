import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test, vi } from 'vitest'
import { renderCalendarIcs } from '../../../src/report/calendar-ics.ts'
import { type CalendarView, calendarView } from '../../../src/report/calendar-view.ts'
import { cap, visible } from '../../../src/report/escape.ts'
import { type Changes, gate, lender } from '../../scenarios/lender.ts'

vi.setConfig({ testTimeout: 60_000 })

async function viewOf(change: Changes = {}, asOf = '2027-02-01', owner?: string): Promise<CalendarView> {
  const { report } = await gate(lender(change), { asOf })
  return calendarView(report, {
    until: '2029-02-01',
    months: 24,
    manifestFile: 'ai-compliance.yml',
    ...(owner === undefined ? {} : { owner }),
  })
}

type Read = {
  readonly uid: string
  readonly date: string
  readonly end: string
  readonly summary: string
  readonly description: string
}

/** The events as a calendar program reads them. */
function read(ics: string): readonly Read[] {
  const calendar = new ICAL.Component(ICAL.parse(ics))
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, startDate, endDate, summary, description } = new ICAL.Event(component)
    expect(startDate.isDate).toBe(true)
    return { uid, date: startDate.toString(), end: endDate.toString(), summary, description }
  })
}

describe('the calendar file', () => {
  test('holds an all-day event for each entry, after one that says when it was made', async () => {
    const view = await viewOf()
    const [made, ...events] = read(renderCalendarIcs(view))
    expect(made).toMatchObject({ date: '2027-02-01', summary: 'AI compliance calendar as of 2027-02-01: 1 overdue' })
    expect(events.map(({ uid, date }) => ({ uid, date }))).toEqual(view.entries.map(({ uid, date }) => ({ uid, date })))
    expect(events.length).toBeGreaterThan(10)
    expect(new Set([made, ...events].map((event) => event?.uid)).size).toBe(events.length + 1)
    expect(events.find(({ summary }) => /privacy policy \(/.test(summary))).toEqual({
      uid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      date: '2028-01-11',
      end: '2028-01-12',
      summary: 'Quarry Lane Credit, Inc.: Review the privacy policy (Ana Lucero)',
      description:
        'Who: Ana Lucero\nReview the privacy policy.\nNext: review it and set `reviewed-on`.\nNo law sets this day: our usual period of 12 months.\nDeclared in ai-compliance.yml, line 34',
    })
  })

  test('says what asks for it, and what is in it', async () => {
    const filing = read(renderCalendarIcs(await viewOf())).find(({ date }) => date === '2028-04-01')
    expect(filing?.description).toMatch(
      /^Who: Bob Tremaine\nFile the yearly .*: not met yet\.\nNext: count the assessments .*\nLaw: 11 CCR 7157\(a\), /,
    )
  })

  test('is within RFC 5545 line by line', async () => {
    const ics = renderCalendarIcs(await viewOf({ 'organization.name': 'Crédit 信用 🏦 '.repeat(12) }))
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const lines = ics.split('\r\n')
    const bytes = lines.map((line) => new TextEncoder().encode(line).length)
    expect(Math.max(...bytes)).toBeLessThanOrEqual(75)
    expect(lines.filter((line) => line.startsWith(' ')).length).toBeGreaterThan(5)
    // A character that was split would not come back from its bytes.
    for (const line of lines)
      expect(new TextDecoder('utf-8', { fatal: true }).decode(new TextEncoder().encode(line))).toBe(line)
    expect(ics).not.toContain('\ufffd')
  })

  test('invites nobody and blocks nobody’s day', async () => {
    const ics = renderCalendarIcs(await viewOf())
    expect(ics).not.toMatch(/^(METHOD|ATTENDEE|ORGANIZER)/m)
    expect(ics).not.toContain('mailto:')
    const events = ics.split('BEGIN:VEVENT').slice(1)
    expect(events.filter((event) => !event.includes('TRANSP:TRANSPARENT'))).toEqual([])
  })

  test('reminds a fortnight ahead, but not of what is overdue', async () => {
    const ics = renderCalendarIcs(await viewOf({}, '2028-02-01'))
    const calendar = new ICAL.Component(ICAL.parse(ics))
    for (const event of calendar.getAllSubcomponents('vevent').slice(1)) {
      const late = String(event.getFirstPropertyValue('summary')).startsWith('Overdue: ')
      const alarms = event.getAllSubcomponents('valarm')
      expect(alarms.map((alarm) => String(alarm.getFirstPropertyValue('trigger')))).toEqual(late ? [] : ['-P13DT15H'])
    }
    expect(ics).toContain('SUMMARY:Overdue: ')
  })

  test('says in itself what it did not see', async () => {
    const ics = renderCalendarIcs(await viewOf({ 'systems.0.training.uses-personal-information': 'unknown' }))
    expect(read(ics)[0]?.summary).toMatch(/1 overdue\. Incomplete: 1 open question$/)
    expect(read(ics)[0]?.description).toMatch(
      /\n- advance\/training\.uses-personal-information is open: it is not known /,
    )
  })
})

describe('an entry keeps its UID', () => {
  const policy = 'organization.records.privacy-policy'
  const uid = ({ entries }: CalendarView, what: RegExp) => entries.find((entry) => what.test(entry.what))?.uid

  test('and has a later stamp and sequence when its day moves', async () => {
    const before = await viewOf()
    const after = await viewOf({ [`${policy}.reviewed-on`]: '2027-03-05' }, '2027-03-06')
    const event = (view: CalendarView) => {
      const found = new ICAL.Component(ICAL.parse(renderCalendarIcs(view)))
        .getAllSubcomponents('vevent')
        .find((each) => /privacy policy \(/.test(String(each.getFirstPropertyValue('summary'))))
      return ['uid', 'dtstart', 'dtstamp', 'sequence'].map((name) => String(found?.getFirstPropertyValue(name)))
    }
    const [id, ...rest] = event(before)
    expect(rest).toEqual(['2028-01-11', '2027-02-01T00:00:00Z', '396'])
    expect(event(after)).toEqual([id, '2028-03-05', '2027-03-06T00:00:00Z', '429'])
  })

  test('when it is overdue, when another owner has it, and for one owner alone', async () => {
    const usual = uid(await viewOf(), /privacy policy/)
    expect(usual).toBeDefined()
    expect(uid(await viewOf({}, '2028-02-01'), /privacy policy/)).toBe(usual)
    expect(uid(await viewOf({ [`${policy}.owner`]: 'cai' }), /privacy policy/)).toBe(usual)
    expect(uid(await viewOf({}, '2027-02-01', 'ana'), /privacy policy/)).toBe(usual)
  })

  test('whatever stands before it in the manifest', async () => {
    const people = { zoe: { name: 'Zoe Marchetti', title: 'Auditor' } }
    const records = { 'regulator-playbook': { file: 'legal/regulator.md', owner: 'ana', 'reviewed-on': '2027-01-11' } }
    const moved = await viewOf({
      'people.zoe': people.zoe,
      'organization.records.regulator-playbook': records['regulator-playbook'],
    })
    const uids = (view: CalendarView) => view.entries.map((entry) => entry.uid)
    expect(uids(moved)).toEqual(expect.arrayContaining([...uids(await viewOf())]))
  })

  test('and no other: neither another organization nor another manifest has the same', async () => {
    const view = await viewOf()
    const others = await viewOf({ 'organization.name': 'Fenwick Credit, Inc.' })
    const elsewhere = calendarView(view.report, { ...view, manifestFile: 'lending/ai-compliance.yml' })
    const mine = new Set(view.entries.map((entry) => entry.uid))
    expect([...others.entries, ...elsewhere.entries].filter((entry) => mine.has(entry.uid))).toEqual([])
  })

  test('of one owner there is nothing of another', async () => {
    const { entries, undated } = await viewOf({}, '2027-02-01', 'bob')
    expect(entries.length).toBeGreaterThan(0)
    expect([...entries, ...undated].filter(({ owner }) => owner !== 'bob')).toEqual([])
  })
})

describe('hostile text', () => {
  const nasty = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          '\u2028',
          '\u0000',
          '\u0007',
          '\u0085',
          '\u202e',
          ',',
          ';',
          ':',
          '\\',
          '\\n',
          '"',
          '^',
          '\ud800',
          '\udc00',
        ),
        fc.constantFrom('END:VEVENT', 'BEGIN:VALARM', 'ATTENDEE:mailto:a@example.com', '😀', '信', 'é'),
        fc.string({ unit: 'binary', maxLength: 8 }),
      ),
      { minLength: 1, maxLength: 40 },
    )
    .map((parts) => parts.join(''))

  test('adds no line, no property and no event, and comes back as it is shown', async () => {
    const base = await viewOf()
    fc.assert(
      fc.property(nasty, nasty, (name, title) => {
        const report = {
          ...base.report,
          organization: name,
          people: { ana: { name: title } },
          dates: {
            entries: base.report.dates.entries
              .slice(0, 3)
              .map((entry) => ({ ...entry, what: title, next: name, owner: 'ana', cites: [name] })),
            undated: [],
          },
        }
        const view = calendarView(report, base)
        const ics = renderCalendarIcs(view)
        const events = read(ics)
        expect(events).toHaveLength(view.entries.length + 1)
        const names = new Set(
          ics
            .replaceAll('\r\n ', '')
            .split('\r\n')
            .map((line) => line.split(/[:;]/)[0] ?? ''),
        )
        expect([...names].filter((each) => !KNOWN.has(each))).toEqual([])
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/)
        expect(Math.max(...ics.split('\r\n').map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(
          75,
        )
        expect(ics).not.toMatch(/\p{Cs}/u)
        for (const [at, entry] of view.entries.entries()) {
          const late = entry.status === 'overdue' ? 'Overdue: ' : ''
          const shown = `${late}${entry.name}: ${entry.what} (${entry.who})`
          expect(events[at + 1]?.summary).toBe(cap(visible(shown).replace(/ {2,}/g, ' ').trim(), 200))
        }
      }),
      { numRuns: 150, seed: 7157 },
    )
  })
})

/** Every line of the file begins with one of these. */
const KNOWN = new Set(
  (
    'BEGIN END VERSION PRODID NAME X-WR-CALNAME UID SEQUENCE DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION CATEGORIES TRANSP ACTION TRIGGER ' +
    'X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT X-MICROSOFT-CDO-BUSYSTATUS'
  ).split(' '),
).add('')
