import { marked } from 'marked'
import { describe, expect, test, vi } from 'vitest'
import { outputs } from '../../src/read/inputs.ts'
import { against } from './against.ts'
import { fromFork } from './events.ts'
import { at } from './openapi.ts'
import type { Ran, Step } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

/** Text that a pull request may put anywhere in its manifest, to be taken for something else where it is printed. */
const TEXTS = {
  'a command': '::error::pwned',
  'a command on a line of its own': 'x\n::error::pwned\n::set-output name=verdict::pass',
  'a command after a carriage return': 'x\r::add-mask::pwned\r::stop-commands::pwned',
  'a command after a next-line character': '\u0085::set-env name=PATH::pwned',
  'a command of the older form': '##[set-output name=verdict]pwned ##[error]pwned',
  'a command that is escaped': '%0A::error::pwned%0D##[error]pwned',
  'an end of the output file': 'x\nghadelimiter\nverdict=pass\nverdict<<EOF\npass\nEOF',
  'a mention': '@everyone @octo-org/counsel fixes #1, octo-org/octo-repo#1',
  markup: '`</details></td>` <img src=x onerror=alert(1)> | a | b | ```\n# Pass\n[x](javascript:alert(1))',
  'letters that turn the line round': '\u202e pass \u2066 fail \u200f\u2069',
} as const

describe.concurrent('text of the pull request is only ever text', () => {
  test.each(Object.entries(TEXTS))('%s', async (_, text) => {
    const { ran, checkRuns } = await against({}, gate(text))
    expect(ran.code).not.toBe(0)
    expect(Object.keys(ran.outputs).sort()).toEqual([...outputs].sort())
    expect(ran.outputs.verdict).not.toBe('pass')
    expectNoCommandOf(ran)
    expectNoStack(ran)
    const [run] = checkRuns
    for (const shown of [ran.summary, run?.title ?? '', run?.summary ?? '', run?.text ?? '']) expectInert(shown)
    for (const annotation of run?.annotations ?? []) {
      expectPlain(String(at(annotation, 'title')))
      expectPlain(String(at(annotation, 'message')))
    }
    for (const { properties, message } of ran.commands) [properties.title ?? '', message].forEach(expectPlain)
    for (const line of ran.log) expectPlain(line)
  })

  test.each(['manifest', 'as-of', 'fail-on', 'check-run', 'working-directory'])('in the input `%s`', async (input) => {
    const { ran } = await against(
      {},
      { ...gate('x'), with: { [input]: '::error::pwned ##[error]pwned @everyone \u202e' } },
    )
    expect(ran.code).toBe(2)
    expectNoCommandOf(ran)
    expectInert(ran.summary)
    for (const { message } of ran.commands) expectPlain(message)
  })
})

/** A manifest with the text in every kind of place: names, prose, ids, keys of ours and of nobody, paths, people. */
function gate(text: string): Step {
  const quoted = JSON.stringify(text)
  const manifest = `version: 1
organization:
  name: ${quoted}
  ccpa: { role: business, thresholds: [revenue], reasoning: ${quoted}, confirmed-by: ${quoted}, confirmed-on: ${quoted} }
  records:
    privacy-policy: { file: ${quoted}, owner: ${quoted}, reviewed-on: 2026-01-01 }
people:
  ines: { name: ${quoted}, title: ${quoted}, github: ${quoted} }
  ${quoted}: { name: Inês Duarte, title: General Counsel, github: iduarte }
systems:
  - id: ${quoted}
    name: ${quoted}
    purpose: ${quoted}
    status: ${quoted}
    ${quoted}: ${quoted}
    owners: { accountable: ${quoted}, engineering: ines, privacy: ines }
    populations: [consumers, ${quoted}]
    decisions: [{ domain: ${quoted}, kind: ${quoted}, effect: ${quoted} }]
    data: { inputs: [{ name: ${quoted}, category: ${quoted}, retention: ${quoted} }] }
    records: { pre-use-notice: { file: ${quoted}, owner: ${quoted}, reviewed-on: 2026-01-01 } }
waivers:
  - { system: ${quoted}, obligations: [${quoted}], reason: ${quoted}, approved-by: ${quoted}, expires: ${quoted} }
`
  return {
    files: { 'ai-compliance.yml': manifest },
    with: { 'as-of': '2026-11-23' },
    event: 'pull_request',
    payload: fromFork(),
  }
}

/** The harness refuses every command but annotations; here, none of them says what the text wanted said. */
function expectNoCommandOf(ran: Ran): void {
  for (const { message, properties } of ran.commands) {
    expect(message.trimStart().startsWith('pwned')).toBe(false)
    expect(Object.values(properties)).not.toContain('pwned')
  }
}

function expectNoStack(ran: Ran): void {
  expect(ran.stdout + ran.stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m)
}

/** No control or bidi character, and nothing else that changes how the text around it is read. */
function expectPlain(text: string): void {
  expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u200e\u200f]/u)
}

/** In Markdown besides: no mention or reference, and no tag, heading or link of the text's own once it is rendered. */
function expectInert(markdown: string): void {
  expectPlain(markdown)
  expect(markdown).not.toMatch(/@(?:everyone|octo-org)/)
  expect(markdown).not.toMatch(/(?:fixes |octo-repo)#1/)
  const html = marked.parse(markdown, { gfm: true, async: false })
  expect(html).not.toMatch(/<img|<h1/)
  expect(html).not.toMatch(/href="javascript:/)
}
