import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test, vi } from 'vitest'

// It starts a process for each command; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 120_000 })

const PAGE = 'docs/getting-started.md'
const GATE = 'node ../ai-compliance-gate/dist/cli.js '

/** A step of the page: a file to write, to change or to copy, answers to give, or a command with what it prints. */
const STEP =
  /<!-- (?<does>write|change|answer|copy): (?<path>\S+) -->(?:\n```(?:yaml|diff)\n(?<text>[\s\S]*?)```)?|(?<=```console\n)\$ (?<command>.*)\n(?<output>[\s\S]*?)(?=```)/g

// What went out of date is rewritten by `npm test -- -u test/contract/getting-started.test.ts`.
test('the first hour goes as its page says, from top to bottom', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const root = mkdtempSync(join(tmpdir(), 'first-hour-'))
  const here = join(root, 'application-desk')
  mkdirSync(here)
  mkdirSync(join(root, 'ai-compliance-gate'))
  symlinkSync(resolve('dist'), join(root, 'ai-compliance-gate/dist'))
  let commands = 0
  const now = page.replace(STEP, (step, ...matched) => {
    const { does, path = '', text = '', command } = matched.at(-1)
    if (command !== undefined) {
      commands += 1
      return `$ ${command}\n${printed(command, here)}`
    }
    const file = join(here, path)
    const before = () => readFileSync(file, 'utf8')
    if (does === 'copy') writeFileSync(file, readFileSync('docs/getting-started/risk-assessment.md', 'utf8'))
    else if (does === 'write') writeFileSync(file, text)
    else if (does === 'change') writeFileSync(file, patched(before(), text))
    else writeFileSync(file, answered(before(), text))
    return step
  })
  rmSync(root, { recursive: true })
  expect(commands).toBe(page.match(/^```console$/gm)?.length)
  await expect(now).toMatchFileSnapshot(`../../${PAGE}`)
})

/** What a command prints, as far as the page lets it. */
function printed(command: string, cwd: string): string {
  expect(command.startsWith(GATE)).toBe(true)
  const [, args = '', lines] =
    /^(.*?)(?: 2>&1 < \/dev\/null)?(?: \| head -n (\d+))?$/.exec(command.slice(GATE.length)) ?? []
  const script = join(cwd, '../ai-compliance-gate/dist/cli.js')
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...args.split(' ')], {
    cwd,
    encoding: 'utf8',
    input: '',
  })
  const all = `${stderr}${stdout}`.trimEnd().split('\n')
  return `${all.slice(0, lines === undefined ? undefined : Number(lines)).join('\n')}\n`
}

/** The text with what a hunk of a diff takes away replaced by what it adds; it must stand there once. */
function patched(text: string, hunk: string): string {
  const lines = hunk.trimEnd().split('\n')
  const side = (sign: string) =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('')
  const [before = '', after = '', ...more] = text.split(side('+'))
  expect(more, hunk).toEqual([])
  expect(`${before}${side('+')}${after}`, hunk).toBe(text)
  return `${before}${side('-')}${after}`
}

/** The text with an answer for each `unknown` of that key. */
function answered(text: string, answers: string): string {
  return answers
    .trimEnd()
    .split('\n')
    .reduce((before, answer) => {
      const [key = ''] = answer.split(':')
      const after = before.replace(`${key}: unknown`, answer)
      expect(after, key).not.toBe(before)
      return after
    }, text)
}
