import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { marked } from 'marked'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const HELP_DESK = readFileSync('examples/not-admt/ai-compliance.yml', 'utf8')
const AS_OF = ['--as-of', '2026-11-23']

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'explain-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

let count = 0
/** A repository of its own with this manifest. */
function repository(manifest?: string): string {
  const folder = join(root, String(count++))
  mkdirSync(folder)
  if (manifest !== undefined) writeFileSync(join(folder, 'ai-compliance.yml'), manifest)
  return folder
}

function explain(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'explain', ...args], { encoding: 'utf8' })
  return { status, stdout, stderr, words: stdout.replace(/\s+/g, ' ') }
}

describe('each kind of thing is explained', () => {
  test.each([
    ['a rule', 'record-current', ['record/current']],
    ['an obligation', 'opt-out-methods', ['opt-out-methods']],
    ['a part of a record', 'pre-use-notice-opt-out', ['pre-use-notice#opt-out']],
    ['an exception', 'admission-or-hiring', ['admission-or-hiring']],
    ['a term', 'precise-geolocation', ['precise-geolocation']],
    ['the organization', 'harbor-cross', ['organization', 'examples/hiring', ...AS_OF]],
    ['a system that the rules do not reach', 'ticket-router', ['ticket-router', 'examples/not-admt', ...AS_OF]],
  ])('%s', async (_, name, args) => {
    const { status, stdout, stderr } = explain(...args)
    expect([status, stderr]).toEqual([0, ''])
    await expect(stdout).toMatchFileSnapshot(`snapshots/explain/${name}.txt`)
  })

  test('a record, with each of its parts', () => {
    const { status, stdout } = explain('model-card')
    expect(status).toBe(0)
    expect(stdout.split('\n')[0]).toBe('model-card: Model card')
    expect(stdout).toContain('`model-card#memorization`')
  })
})

describe('the trace of the lender', () => {
  const { status, words } = explain('working-capital-offer', 'examples/lending', ...AS_OF)

  test('says first that the rules reach it, and why', () => {
    expect(status).toBe(0)
    expect(words).toMatch(
      /^working-capital-offer: Working-capital offer Working-capital offer is reached by the rules: Article 11 applies/,
    )
  })

  test('leads from the business to the opt-out, each step with its answer, reason, citation and line', () => {
    const steps = [
      'yes Is the organization, as it runs this system, a business under the statute? It is a business under the statute. Civ. Code 1798.140(d). `organization.ccpa.role`: `business` (examples/lending/ai-compliance.yml:7:11)',
      'yes Does it process personal information that no exemption takes out?',
      'Decision `extend-credit` yes Is it a significant decision?',
      "`decisions[0].kind`: `extend-credit` (examples/lending/ai-compliance.yml:39:15) The law's list with `extend-credit` in it: read in one source only.",
      'no Is a human involved in all three ways that the rules ask for? No reviewer analyzes the output together with other relevant information. 11 CCR 7001(e)(1)(B). `decisions[0].human-involvement.reviews-other-information`: `no` (examples/lending/ai-compliance.yml:43:38)',
      'yes Is it automated decisionmaking technology?',
      'yes Must an opt-out be offered?',
      'yes Is a risk assessment required?',
    ]
    const places = steps.map((step) => words.indexOf(step))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test('ends with each duty, its day, its person and where its proof stands', () => {
    expect(words).toContain(
      'met Offer at least two ways to opt out (`opt-out-methods`, do) due from 2027-01-01, in 39 days; Priya Raman, Privacy Counsel; 11 CCR 7221(c). Proof: `opt-out-procedure#methods` (examples/lending/compliance/offers/opt-out.md:6), `#link` (line 13).',
    )
    expect(words).toContain('`human-appeal` is not claimed. `exception-human-appeal`.')
  })
})

describe('the trace of the recruiter', () => {
  const { words } = explain('resume-screener', 'examples/hiring', ...AS_OF)

  test('asks what is open, with the place of the answer', () => {
    expect(words).toContain(
      'open Whether it infers traits of people from systematic observation. `inference.from-systematic-observation`: `unknown` (examples/hiring/ai-compliance.yml:60:47) Law: 11 CCR 7150(b)(4).',
    )
  })

  test('tells of a duty that is not met what the findings say, each finding once', () => {
    expect(words).toMatch(
      /not met Have the people who run the processing take part.*?`risk-assessment#participation` \(not found\)/,
    )
    expect(words.split('has a `reviewed-on` of 2027-06-19')).toHaveLength(2)
    expect(words).toContain('1 finding told above.')
  })

  test('is another on another day', () => {
    const later = explain('resume-screener', 'examples/hiring', '--as-of', '2027-01-01').words
    expect(later).toContain('As of 2027-01-01')
    expect(later).toContain('due from 2027-01-01, today')
  })
})

describe('without an id', () => {
  test('the list names the systems of the folder, and every rule', () => {
    const { status, stdout } = explain('examples/lending')
    expect(status).toBe(0)
    expect(stdout).toContain(
      'In examples/lending/ai-compliance.yml\n  organization           Northwind Pay, Inc.\n  working-capital-offer  Working-capital offer\n',
    )
    expect(stdout).toContain('  record/current ')
  })

  test('a folder without a manifest still lists rules and obligations', () => {
    const { status, stdout } = explain(repository())
    expect(status).toBe(0)
    expect(stdout).toContain('None is known: `ai-compliance.yml` does not exist.')
    expect(stdout).toContain('  opt-out-methods ')
  })
})

describe('what cannot be explained ends with exit code 2', () => {
  test.each([
    ['a slip of the pen', ['opt-out-method'], 'Did you mean `opt-out-methods`?'],
    ['a system with a slip of the pen', ['ticket-ruoter', 'examples/not-admt'], 'Did you mean `ticket-router`?'],
    ['something else', ['zebra'], '`zebra` is no system, rule, obligation, record or term.'],
    ['a kind that it is not', ['rule:opt-out-methods'], '`rule:opt-out-methods` is no system'],
    ['an empty id', [''], 'The id is empty text.'],
    ['a folder that is not there', ['record/current', 'examples/nowhere'], 'is not there.'],
    ['an unknown format', ['record/current', '--format', 'pdf'], '`--format` is `pdf`.'],
    ['two folders', ['record/current', 'examples', 'docs'], 'One folder is expected, not 2'],
  ])('%s', (_, args, says) => {
    const { status, stdout, stderr } = explain(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(says)
  })
})

describe('a name that means two things', () => {
  const folder = () => repository(HELP_DESK.replace('id: ticket-router', 'id: opt-out-methods'))

  test('is never resolved in silence', () => {
    const { status, stdout, stderr } = explain('opt-out-methods', folder())
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('`opt-out-methods` names 2 things: a system and an obligation.')
    expect(stderr).toContain('Write `system:opt-out-methods` or `obligation:opt-out-methods`.')
  })

  test('is told apart by its kind', () => {
    const place = folder()
    expect(explain('system:opt-out-methods', place, ...AS_OF).stdout).toContain(
      'opt-out-methods: Support-ticket router',
    )
    expect(explain('obligation:opt-out-methods', place).stdout).toContain(
      'opt-out-methods: Offer at least two ways to opt out',
    )
  })

  test('that two systems share is told apart by the number of the second', () => {
    const twice = repository(`${HELP_DESK}${HELP_DESK.slice(HELP_DESK.indexOf('  - id: ticket-router'))}`)
    const { status, stderr } = explain('ticket-router', twice)
    expect(status).toBe(2)
    expect(stderr).toContain('`ticket-router` names 2 things: a system and a system.')
    expect(stderr).toContain('Write `system:ticket-router` or `system:ticket-router#2`.')
    expect(explain('system:ticket-router#2', twice, ...AS_OF).status).toBe(0)
  })
})

describe('a manifest that cannot be read', () => {
  const broken = () => repository(HELP_DESK.replace('name: Cedar Help Desk, Inc.', 'name: [Cedar Help Desk'))

  test('does not keep a rule from being explained', () => {
    expect(explain('record/current', broken())).toMatchObject({ status: 0, stderr: '' })
    expect(explain('record/current', repository())).toMatchObject({ status: 0, stderr: '' })
  })

  test('is named with its line where a system is asked for', () => {
    const { status, stdout, stderr } = explain('ticket-router', broken())
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/Systems are not known: `ai-compliance\.yml:\d+:\d+` cannot be read: /)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test('is said not to be there', () => {
    const { status, stderr } = explain('ticket-router', repository())
    expect(status).toBe(2)
    expect(stderr).toContain('Systems are not known: `ai-compliance.yml` does not exist.')
  })

  test('that is readable but has mistakes is explained as far as it goes', () => {
    const { status, words } = explain(
      'ticket-router',
      repository(HELP_DESK.replace('populations:', 'populatoins:')),
      ...AS_OF,
    )
    expect(status).toBe(0)
    expect(words).toContain('Whose data it concerns. `populations`: not given')
  })
})

describe('what the manifest says is shown as text, whatever it is', () => {
  const name =
    String.raw`"\e[31mRouter\e[0m | <script>alert(1)</script> [x](javascript:x) ` +
    '`tick` @octocat \\u202e ::error::x"'
  const folder = () =>
    repository(
      HELP_DESK.replace('name: Support-ticket router', `name: ${name}`).replace(
        'status: in-use',
        'status: "::error::\\e[2J"',
      ),
    )

  test('on a terminal without any escape sequence or workflow command', () => {
    const { status, stdout } = explain('ticket-router', folder(), ...AS_OF)
    expect(status).toBe(0)
    expect(stdout).toContain('Router')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^\s*::/m)
  })

  test('in Markdown without markup of its own', () => {
    const { stdout } = explain('ticket-router', folder(), ...AS_OF, '--format', 'markdown')
    const html = String(marked.parse(stdout))
    expect(html).not.toMatch(/<script|<a |javascript:x"|@octocat/)
  })

  test('in JSON escaped', () => {
    const { stdout } = explain('ticket-router', folder(), ...AS_OF, '--format', 'json')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    expect(JSON.parse(stdout).title).toContain('\u001b[31mRouter')
  })

  test('in a message about an id', () => {
    const { status, stderr } = explain('\u001b[31mred', repository())
    expect(status).toBe(2)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(stderr).not.toMatch(/\u001b/)
  })
})

describe('each format', () => {
  test('goes to a file with `--out`', () => {
    const file = join(root, 'explained.md')
    expect(explain('record/current', '--format', 'markdown', '--out', file)).toMatchObject({ status: 0, stdout: '' })
    expect(readFileSync(file, 'utf8')).toMatch(/^# `record\/current`\n\n\*\*Every record has/)
  })

  test.each([
    ['a rule', ['record/current']],
    ['an obligation', ['access-clock']],
    ['a system', ['working-capital-offer', 'examples/lending', ...AS_OF]],
    ['the list', ['examples/hiring']],
  ])('as JSON keeps to schemas/explanation.schema.json: %s', (_, args) => {
    const { status, stdout } = explain(...args, '--format', 'json')
    const validate = new Ajv2020({ strict: true }).compile(
      JSON.parse(readFileSync('schemas/explanation.schema.json', 'utf8')),
    )
    validate(JSON.parse(stdout))
    expect(validate.errors ?? []).toEqual([])
    expect(status).toBe(0)
  })

  test('has no colour where no terminal is', () => {
    expect(explain('record/current').stdout).not.toContain('\u001b')
  })
})
