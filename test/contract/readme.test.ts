import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { validate } from '@actions/languageservice'
import { describe, expect, test, vi } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import pkg from '../../package.json' with { type: 'json' }
import { workflow } from '../../src/init/workflow.ts'
import regulation from '../../src/regulations/ccpa-admt/regulation.yml'
import { rules } from '../../src/rules/index.ts'
import { repository } from '../e2e/repositories.ts'
import { slug } from './reference/slug.ts'

// Some tests start processes; how fast they are is not what they are about.
vi.setConfig({ testTimeout: 60_000 })

const readme = readFileSync('README.md', 'utf8')
const CLI = resolve('dist/cli.js')

const SHOWN_COMMAND = 'node dist/cli.js check examples/hiring --as-of 2026-11-23'
/** The findings that the README shows, by words of theirs; the others are counted. */
const SHOWN = [
  '`recipients`? [manifest/valid]',
  'is `Talent Team`',
  '[assessment/approved]',
  '#safeguards',
  '/hiring/opt-out-exception',
]

const CALENDAR_COMMAND = 'node dist/cli.js calendar examples/lending --as-of 2026-11-23 --months 7'

/** Commands that a reader may type and this test does not, each with the reason. */
const NOT_RUN = new Map([['npm cit', 'it is what runs this test']])

// A table or an output that went out of date is rewritten by `npm test -- -u test/contract/readme.test.ts`.
test('what the README repeats is what the sources say', async () => {
  const action: Action = parse(readFileSync('action.yml', 'utf8'))
  const now = [
    ['output', fenced('console', `$ ${SHOWN_COMMAND}\n${shortened(hiring(), SHOWN)}`)],
    ['calendar', fenced('console', `$ ${CALENDAR_COMMAND}\n${printed(CALENDAR_COMMAND).trimEnd()}`)],
    ['history', fenced('console', `$ ai-compliance check --as-of 2026-11-23\n${fallenBehind()}`)],
    [
      'rules',
      `${rules.length} rules, each named after what holds when it passes: ${rules.map(({ id }) => `[\`${id}\`](docs/rules.md#${slug(id)})`).join(', ')}.`,
    ],
    ['workflow', fenced('yaml', workflow(pkg.version).trimEnd())],
    ['inputs', table(['Input', 'Default', ''], Object.entries(action.inputs).map(inputRow))],
    [
      'outputs',
      table(
        ['Output', ''],
        Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, description]),
      ),
    ],
    [
      'manifest',
      fenced(
        'yaml',
        readFileSync('examples/not-admt/ai-compliance.yml', 'utf8')
          .replace(/^#.*\n/, '')
          .trimEnd(),
      ),
    ],
  ].reduce((text, [name = '', content = '']) => between(text, name, content), readme)
  await expect(between(now, 'law', regulation.lawReviewedOn, '')).toMatchFileSnapshot('../../README.md')
})

describe('the output in the README', () => {
  const block = /```console\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const stdout = hiring()

  test('is what the program prints, in its order, but for whole findings', () => {
    const lines = block
      .trimEnd()
      .split('\n')
      .filter((line) => !/^(\$ |\s*… \d)/.test(line))
    let from = 0
    for (const line of lines) {
      const at = `\n${stdout}`.indexOf(`\n${line}\n`, from)
      expect(at, line).toBeGreaterThanOrEqual(from)
      from = at + 1
    }
  })

  test('shows or counts every finding', () => {
    const shown = block.match(FINDINGS)?.length ?? 0
    const left = [...block.matchAll(/^ *… (\d+) findings? left out …$/gm)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    )
    expect(shown).toBe(SHOWN.length)
    expect(shown + left).toBe(stdout.match(FINDINGS)?.length)
  })
})

describe('the commands in the README', () => {
  const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block.trimEnd().split('\n'),
  )

  test('are there', () => {
    expect(commands.length).toBeGreaterThan(2)
  })

  test('run in their order and do what they say', () => {
    const root = mkdtempSync(join(tmpdir(), 'readme-'))
    const clone = join(root, 'ai-compliance-gate')
    mkdirSync(clone)
    mkdirSync(join(root, 'your-repository'))
    const exits = commands
      .filter((command) => !NOT_RUN.has(command))
      .map((command) => {
        const [program, script, ...args] = command.split(' ')
        expect([program, script]).toEqual(['node', 'dist/cli.js'])
        const cwd = args.some((arg) => arg.startsWith('../')) ? clone : '.'
        return [command, spawnSync(process.execPath, [CLI, ...args], { cwd, encoding: 'utf8' }).status]
      })
    rmSync(root, { recursive: true })
    expect(exits).toEqual([
      ['node dist/cli.js check examples/lending --as-of 2026-11-23', 0],
      ['node dist/cli.js init ../your-repository', 0],
      ['node dist/cli.js check ../your-repository', expect.toBeOneOf([1, 2])],
      ['node dist/cli.js explain opt-out-methods', 0],
      ['node dist/cli.js explain working-capital-offer examples/lending --as-of 2026-11-23', 0],
      ['node dist/cli.js check ../your-repository --bundle ../evidence', expect.toBeOneOf([1, 2])],
      ['node dist/cli.js verify ../evidence', 0],
    ])
  })

  test('have every option that `--help` names, and no other', () => {
    const help = spawnSync(process.execPath, [CLI, '--help'], { encoding: 'utf8' }).stdout
    const options = help.match(/^ {2}(--[a-z-]+(?: [A-Z-]+)?)/gm)?.map((option) => option.trim()) ?? []
    const shown = [...readme.matchAll(/^\| `(--[^`]+)` \|/gm)].map(([, option]) => option)
    expect(shown.sort()).toEqual(options.sort())
  })
})

describe('the workflow in the README', () => {
  const shown = /Save this as [\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const pasted = shown.replace('OWNER', 'octo-org').replace('COMMIT', '0123456789abcdef0123456789abcdef01234567')

  test('has no mistake that GitHub’s own language service knows', async () => {
    const file = 'file:///readme/.github/workflows/ai-compliance.yml'
    const found = await validate(TextDocument.create(file, 'yaml', 1, pasted))
    expect(found.map(({ message }) => message)).toEqual([])
  })

  test('pins each action by commit, and says why it needs each permission', () => {
    const uses = pasted.match(/uses: .*/g) ?? []
    expect(uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
    expect(pasted).toContain('\npermissions: {}\n')
    const grants = pasted.match(/^ {6}[a-z-]+: (read|write).*$/gm) ?? []
    expect(grants).toHaveLength(3)
    expect(grants.filter((line) => !/ # \S/.test(line))).toEqual([])
  })

  test('names the version that is here, and the checkout that this repository uses itself', () => {
    expect(pasted).toContain(`# v${pkg.version}\n`)
    const [checkout = 'none'] = pasted.match(/actions\/checkout@\S+ # \S+/) ?? []
    expect(readFileSync('.github/workflows/gate.yml', 'utf8')).toContain(checkout)
  })

  test('has no job with the name of the check run, which could then not be updated', () => {
    const { jobs }: { readonly jobs: Readonly<Record<string, { readonly name?: string }>> } = parse(pasted)
    for (const [id, { name }] of Object.entries(jobs)) expect(name ?? id).not.toBe('AI compliance')
  })
})

describe('the README', () => {
  test('leads to nothing that is not there', () => {
    const links = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    const relative = links.filter((link) => !/^https?:/.test(link))
    expect(relative.length).toBeGreaterThan(10)
    const own = (readme.match(/(?<=^#+ ).+/gm) ?? []).map((heading) => `#${heading.toLowerCase().replaceAll(' ', '-')}`)
    const isThere = (link: string) => (link.startsWith('#') ? own.includes(link) : existsSync(link.split('#')[0] ?? ''))
    expect(relative.filter((link) => !isThere(link))).toEqual([])
    const headings = readFileSync('CONTRIBUTING.md', 'utf8').match(/(?<=^#+ ).+/gm) ?? []
    const anchors = headings.map((heading) => heading.toLowerCase().replaceAll(' ', '-'))
    for (const link of relative.filter((link) => link.startsWith('CONTRIBUTING.md#'))) {
      expect(anchors).toContain(link.split('#')[1])
    }
  })

  test('gives the reason for every package', () => {
    expect(Object.keys(pkg.devDependencies).filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  test('claims no more than the gate can tell', () => {
    expect(readme.replace('AI Compliance Gate', '')).not.toMatch(/\bcompliant\b/i)
  })
})

type Described = { readonly description: string; readonly default?: string }
type Action = {
  readonly inputs: Readonly<Record<string, Described>>
  readonly outputs: Readonly<Record<string, Described>>
}

/** Where a finding begins in the text report. */
const FINDINGS = /^ {2}(?:error|warning|open|review|note): /gm

function hiring(): string {
  return printed(SHOWN_COMMAND)
}

/** What a command of ours prints. */
function printed(command: string): string {
  return spawnSync(process.execPath, [CLI, ...command.split(' ').slice(2)], { encoding: 'utf8' }).stdout
}

/** What the gate says of the lending example with the README's own `code:`, in a repository where the code changed after the reviews. */
function fallenBehind(): string {
  const [code = ''] = /^ {4}code: \[.+$/m.exec(readme) ?? []
  const { folder, commit } = repository()
  cpSync('examples/lending', folder, { recursive: true })
  const manifest = readFileSync(join(folder, 'ai-compliance.yml'), 'utf8')
  const decide = readFileSync(join(folder, 'services/offers/decide.py'), 'utf8')
  commit('2026-03-02', { 'ai-compliance.yml': manifest.replace(/^ {4}populations:/m, `${code}\n$&`) })
  commit('2026-10-20', { 'services/offers/decide.py': `${decide}\nLIMIT = 60_000\n` })
  const args = [CLI, 'check', '--as-of', '2026-11-23']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  return shortened(stdout, ['/risk-assessment`']).split('\n\n').slice(0, 2).join('\n\n')
}

/** The text report with every finding that is not shown counted instead, and without the places that then have none. */
function shortened(stdout: string, shown: readonly string[]): string {
  const blocks: string[] = []
  let left = 0
  const flush = () => {
    if (left > 0) blocks.push(leftOut(left))
    left = 0
  }
  for (const block of stdout.trimEnd().split('\n\n')) {
    const [head = '', ...findings] = block.split(/\n(?= {2}(?:error|warning|open|review|note): )/)
    if (findings.length > 0 && !findings.some((finding) => isShown(finding, shown))) {
      left += findings.length
      continue
    }
    flush()
    blocks.push([head, ...withCounts(findings, shown)].join('\n'))
  }
  flush()
  return blocks.join('\n\n')
}

/** The findings of one block, each run of them that is not shown in one line. */
function withCounts(findings: readonly string[], shown: readonly string[]): readonly string[] {
  const lines: string[] = []
  let left = 0
  for (const finding of [...findings, undefined]) {
    if (finding !== undefined && !isShown(finding, shown)) {
      left += 1
      continue
    }
    if (left > 0) lines.push(`  ${leftOut(left)}`)
    if (finding !== undefined) lines.push(finding)
    left = 0
  }
  return lines
}

function isShown(finding: string, shown: readonly string[]): boolean {
  return shown.some((words) => finding.replaceAll(/\s+/g, ' ').includes(words))
}

function leftOut(count: number): string {
  return `… ${count} ${count === 1 ? 'finding' : 'findings'} left out …`
}

function inputRow([name, { description, default: value }]: readonly [string, Described]): readonly string[] {
  return [`\`${name}\``, value === undefined ? '' : `\`${value}\``, description]
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The text with what stands between two markers replaced. */
function between(text: string, name: string, content: string, around = '\n'): string {
  const [before, rest = ''] = text.split(`<!-- ${name} -->`)
  const [, after = ''] = rest.split(`<!-- /${name} -->`)
  expect(after, `what follows the markers of \`${name}\``).not.toBe('')
  return `${before}<!-- ${name} -->${around}${content}${around}<!-- /${name} -->${after}`
}
