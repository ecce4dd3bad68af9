import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const EXAMPLES = ['lending', 'hiring', 'not-admt'] as const
const LENDING = readFileSync('examples/lending/ai-compliance.yml', 'utf8')

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'calendar-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** The command as a process of its own; without a day of its own it looks from 2026-11-23. */
function calendar(
  args: readonly string[],
  { cwd = '.', env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const asOf = args.includes('--as-of') ? [] : ['--as-of', '2026-11-23']
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'calendar', ...args, ...asOf], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { status, stdout, stderr }
}

let count = 0
/** A repository that holds nothing but this manifest. */
function repository(manifest: string): string {
  const folder = join(root, String(count++))
  mkdirSync(folder)
  writeFileSync(join(folder, 'ai-compliance.yml'), manifest)
  return folder
}

type Json = {
  readonly complete: boolean
  readonly until: string
  readonly counts: { readonly [name: string]: number }
  readonly entries: readonly {
    readonly uid: string
    readonly date: string
    readonly kind: string
    readonly what: string
    readonly owner?: string
    readonly status: string
  }[]
  readonly undated: readonly { readonly what: string; readonly because: string }[]
  readonly questions: readonly unknown[]
}
function json(folder: string, ...args: readonly string[]): Json {
  const parsed: Json = JSON.parse(calendar([folder, '--format', 'json', ...args]).stdout)
  return parsed
}

describe('calendar examples/lending', () => {
  test('is what a release manager and counsel read', async () => {
    const { status, stdout, stderr } = calendar(['examples/lending'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    await expect(stdout).toMatchFileSnapshot('snapshots/calendar-lending.txt')
  })

  test('has what the law sets on the days of the law', () => {
    const { entries, counts } = json('examples/lending', '--months', '60')
    const law = entries.filter(({ kind }) => kind === 'deadline' || kind === 'filing')
    expect(law.map(({ date, what, owner }) => `${date} ${what} ${owner}`)).toEqual([
      '2027-01-01 18 duties of Article 11 priya',
      '2027-12-31 Finish the risk assessment of processing that began before 2026 marco',
      '2027-12-31 12 duties about the risk assessment marco',
      '2028-04-01 File the yearly risk-assessment information with the Agency marco',
      '2029-04-01 File the yearly risk-assessment information with the Agency marco',
      '2030-04-01 Have the yearly cybersecurity audit done and certified marco',
      '2030-04-01 File the yearly risk-assessment information with the Agency marco',
      '2031-04-01 Have the yearly cybersecurity audit done and certified marco',
      '2031-04-01 File the yearly risk-assessment information with the Agency marco',
    ])
    expect(entries.filter(({ what }) => /^Review the risk assessment/.test(what)).map(({ date }) => date)).toEqual([
      '2029-09-22',
    ])
    expect(counts).toMatchObject({ overdue: 0, undated: 0, openQuestions: 0, manifestProblems: 0 })
  })

  test('shows nothing after its last day', () => {
    expect(json('examples/lending', '--months', '1').entries).toEqual([])
    const two = json('examples/lending', '--months', '2')
    expect(two.until).toBe('2027-01-23')
    expect(two.entries.map(({ date }) => date)).toEqual(['2026-12-31', '2027-01-01', '2027-01-05'])
    expect(calendar(['examples/lending', '--months', '1']).stdout).toContain(
      '0 dates from 2026-11-23 to 2026-12-23, nothing overdue',
    )
  })
})

describe('calendar examples/hiring, which the gate fails', () => {
  test('is made all the same, with what is overdue first and what it did not see', () => {
    const { status, stdout, stderr } = calendar(['examples/hiring'])
    expect(status).toBe(0)
    expect(stdout).toContain(
      '\nIncomplete: 3 open questions, 1 mistake in the text of the manifest, 1 thing without a date.',
    )
    expect(stderr).toMatch(/^ai-compliance: Incomplete: 3 open questions, 1 mistake in the text of the manifest/)
    const order = [
      '\nOverdue\n',
      '2026-09-17  67 days ago',
      '\nDecember 2026\n',
      '\nWithout a date\n',
      '\nOpen questions',
    ]
    const places = order.map((words) => stdout.indexOf(words))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })

  test('is incomplete in every format', () => {
    expect(json('examples/hiring')).toMatchObject({
      complete: false,
      counts: { overdue: 6, undated: 1, openQuestions: 3, manifestProblems: 1 },
      undated: [
        { what: 'Review the risk assessment', because: 'its `reviewed-on` is 2027-06-19, which is after 2026-11-23' },
      ],
    })
    expect(calendar(['examples/hiring', '--format', 'ics']).stdout.replaceAll('\r\n ', '')).toContain(
      'SUMMARY:AI compliance calendar as of 2026-11-23: 6 overdue. Incomplete: 3 open questions\\, 1 mistake',
    )
  })

  test('of one owner holds what that person has', () => {
    const devon = json('examples/hiring', '--owner', 'devon')
    expect(new Set(devon.entries.map(({ owner }) => owner))).toEqual(new Set(['devon']))
    const all = json('examples/hiring').entries.filter(({ owner }) => owner === 'devon')
    expect(devon.entries).toEqual(all)
    expect(devon.questions).toHaveLength(3)
    expect(calendar(['examples/hiring', '--owner', 'devon']).stdout).toMatch(
      /^Harbor Cross Logistics, Inc\. for Devon Park: /,
    )
  })

  test('knows an owner whom the manifest names and `people` does not', () => {
    expect(json('examples/hiring', '--owner', 'jwells').entries.map(({ date }) => date)).toEqual(['2027-01-01'])
  })
})

describe('calendar examples/not-admt', () => {
  test('holds the reconfirmation that exists and what is known of the law, and nothing that no duty asks for', () => {
    const { entries, complete } = json('examples/not-admt')
    expect(entries.map(({ date, kind, what }) => `${date} ${kind} ${what}`)).toEqual([
      '2026-12-31 law Last day on which 3 figures of the law are known: business-revenue, fine-violation, fine-intentional-or-minor',
      '2027-05-22 law Last day on which the law data of 2026-11-23 counts as fresh',
      '2027-09-02 review Reconfirm what the organization is under the statute',
      '2028-09-02 review Reconfirm what the organization is under the statute again',
    ])
    expect(complete).toBe(true)
  })
})

describe.each(EXAMPLES)('the formats of examples/%s', (example) => {
  const folder = `examples/${example}`

  test('agree: each entry is in each of them', () => {
    const { entries, undated } = json(folder)
    const ics = new ICAL.Component(ICAL.parse(calendar([folder, '--format', 'ics']).stdout))
    const events = ics.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
    expect(events.slice(1).map(({ uid, startDate }) => `${uid} ${startDate}`)).toEqual(
      entries.map(({ uid, date }) => `${uid} ${date}`),
    )
    const text = calendar([folder]).stdout
    for (const { date } of entries) expect(text).toContain(`\n  ${date}  `)
    expect(new Set([...entries, ...undated].map((each) => ('uid' in each ? each.uid : ''))).size).toBe(
      entries.length + undated.length,
    )
  })

  test('keep to schemas/calendar.schema.json', () => {
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    const validate = ajv.compile(JSON.parse(readFileSync('schemas/calendar.schema.json', 'utf8')))
    validate(json(folder))
    expect(validate.errors ?? []).toEqual([])
  })

  test('have the same UIDs from every folder', () => {
    const uids = (text: string) => text.match(/^UID:.*$/gm)
    const here = uids(calendar([folder, '--format', 'ics']).stdout)
    expect(here?.length).toBeGreaterThan(3)
    expect(uids(calendar(['--format', 'ics'], { cwd: folder }).stdout)).toEqual(here)
  })
})

test('every format has the same bytes in every time zone and language', () => {
  for (const format of ['text', 'json', 'ics']) {
    const usual = calendar(['examples/hiring', '--format', format]).stdout
    for (const [TZ, LANG] of [
      ['Pacific/Kiritimati', 'de_DE.UTF-8'],
      ['America/Los_Angeles', 'ar_EG.UTF-8'],
    ] as const) {
      expect(calendar(['examples/hiring', '--format', format], { env: { TZ, LANG, LC_ALL: LANG } }).stdout).toBe(usual)
    }
  }
})

describe('the calendar can be made', () => {
  test('from the last day of a year, and of the years that can be written', () => {
    expect(json('examples/lending', '--as-of', '2027-12-31', '--months', '4').until).toBe('2028-04-30')
    expect(json('examples/lending', '--as-of', '2028-02-29', '--months', '12').until).toBe('2029-02-28')
    const last = calendar(['examples/lending', '--as-of', '9999-12-31', '--format', 'ics'])
    expect(last.status).toBe(0)
    expect(ICAL.parse(last.stdout)).toBeDefined()
    expect(last.stdout).toContain('DTSTART;VALUE=DATE:99991231\r\n')
  })

  test('from before there were rules', () => {
    const early = json('examples/lending', '--as-of', '2025-11-23')
    expect(early.entries.map(({ date }) => date)).toContain('2027-01-01')
    expect(early.undated.length).toBeGreaterThan(3)
  })
})

describe('--out', () => {
  test('writes the file and nothing to standard output', () => {
    const file = join(root, 'compliance.ics')
    const { status, stdout } = calendar(['examples/hiring', '--format', 'ics', '--out', file])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(readFileSync(file, 'utf8')).toBe(calendar(['examples/hiring', '--format', 'ics']).stdout)
  })
  test('that cannot be written ends with exit code 2', () => {
    const { status, stderr } = calendar(['examples/lending', '--out', join(root, 'no', 'such', 'folder.txt')])
    expect(status).toBe(2)
    expect(stderr).toMatch(/cannot be written/)
  })
})

describe('what cannot be made ends with exit code 2 and prints no calendar', () => {
  test.each(['0', '-1', '1.5', 'abc', '1000', '61', '', ' 12', '1e1', 'NaN'])('--months=%s', (months) => {
    const { status, stdout, stderr } = calendar(['examples/lending', `--months=${months}`])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(
      `ai-compliance: \`--months\` is \`${months}\`; a whole number from 1 to 60 is expected.\nWrite a number such as \`--months 24\`.\n`,
    )
  })

  test.each([
    [
      ['examples/lending', '--owner', 'prya'],
      /`--owner` is `prya`, which is no key of `people`; did you mean `priya`\?\nUse one of `priya`, `marco`, `lin`\./,
    ],
    [['examples/lending', '--owner', 'the Board of Directors'], /no key of `people`\.\nUse one of/],
    [['examples/lending', '--owner', '__proto__'], /no key of `people`/],
    [['examples/lending', '--format', 'ical'], /`--format` is `ical`\.\nUse `text`, `json`, `ics`\./],
    [['examples/lending', '--fail-on', 'error'], /`--fail-on` is no option/],
    [['examples/lending', '--as-of', '2026-02-30'], /day of the calendar/],
    [['examples/lending', '--manifest', 'other.yml'], /`other\.yml` does not exist/],
    [['examples', 'schemas'], /One folder is expected/],
    [['examples/nowhere'], /is not there/],
  ])('%j', (args, says) => {
    const { status, stdout, stderr } = calendar(args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test('a manifest that cannot be parsed', () => {
    const { status, stdout, stderr } = calendar([repository('version: 1\nsystems: [\n')])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(
      /No calendar of `ai-compliance\.yml` can be made: the manifest could not be parsed\.\nRun `ai-compliance check`/,
    )
  })

  test('more dates than a calendar is good for', () => {
    const records = Array.from(
      { length: 400 },
      (_, at) => `{ file: legal/${at}.md, owner: priya, reviewed-on: 2026-11-01, review-every-months: 1 }`,
    )
    const many = LENDING.replace(/privacy-policy: \{.*\}/, `privacy-policy: [${records.join(', ')}]`)
    expect(calendar([repository(many), '--months', '60']).stderr).toMatch(
      /would hold 2\d{4} dates; at most 20000 are written\.\nUse fewer `--months`/,
    )
    expect(calendar([repository(many), '--months', '12']).status).toBe(0)
  })
})

test('a manifest with mistakes in its text has the calendar of what is known, and says that it is incomplete', () => {
  const { status, stdout, stderr } = calendar([
    repository(LENDING.replace('in-use-since:', 'in-use-sinse:').replace('reviews:', 'reviewz:')),
  ])
  expect(status).toBe(0)
  expect(stderr).toMatch(/^ai-compliance: Incomplete: .*2 mistakes in the text of the manifest/)
  expect(stdout).toContain('2 mistakes in the text of the manifest')
  expect(stdout).toMatch(/\nWithout a date\n[\s\S]*it has never been held/)
  expect(stdout).toMatch(/\nOpen questions: an answer may add dates\n[\s\S]*in-use-since/)
})

test('names and reasons of the repository reach no terminal as commands', () => {
  const evil = '"\\e[31mred\\e[0m \\u202e \\r\\nEND:VCALENDAR\\r\\n##[error]x"'
  const folder = repository(
    LENDING.replace('name: Working-capital offer', `name: ${evil}`).replace('name: Priya Raman', `name: ${evil}`),
  )
  for (const format of ['text', 'json', 'ics']) {
    const { status, stdout } = calendar([folder, '--format', format])
    expect(status).toBe(0)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(stdout.match(/^END:VCALENDAR/gm)?.length ?? 0).toBe(format === 'ics' ? 1 : 0)
  }
})
