import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from '@actions/languageservice'
import { describe, expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { filesIn } from './modules.ts'

const examples = filesIn('examples/workflows')
const workflows = [...filesIn('.github/workflows'), ...examples]

describe.each([...workflows, 'action.yml', 'report/action.yml'])('%s', (file) => {
  test('has no mistake that GitHub’s own language service knows', async () => {
    expect(await mistakes(file, readFileSync(file, 'utf8'))).toEqual([])
  })

  test('pins every action by commit, with its version beside it', () => {
    expect(unpinned(readFileSync(file, 'utf8'))).toEqual([])
  })
})

describe.each(workflows)('%s', (file) => {
  const workflow: Workflow = parse(readFileSync(file, 'utf8'))

  test('grants nothing at the top, and each job only what it says why', () => {
    expect(workflow.permissions).toEqual({})
    for (const [job, { permissions }] of Object.entries(workflow.jobs)) {
      expect(permissions, `permissions of \`${job}\``).toBeTypeOf('object')
    }
    const grants = readFileSync(file, 'utf8').match(/^ +[a-z-]+: (read|write)\b.*$/gm) ?? []
    expect(grants.filter((line) => !/ # \S/.test(line))).toEqual([])
  })

  test('puts no expression into a script', () => {
    const scripts = Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []))
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  test('ends by itself', () => {
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeTypeOf('number')
  })
})

describe.each(examples)('%s', (file) => {
  const workflow: Workflow = parse(readFileSync(file, 'utf8'))
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? [])

  test('gives the gate only inputs that it has', () => {
    for (const { uses = '', with: given = {} } of steps) {
      const [, path = ''] = /^OWNER\/ai-compliance-gate(\/\w+)?@/.exec(uses) ?? []
      if (!uses.startsWith('OWNER/')) continue
      const { inputs }: { inputs: object } = parse(readFileSync(join('.', path, 'action.yml'), 'utf8'))
      expect(Object.keys(given).filter((name) => !Object.keys(inputs).includes(name))).toEqual([])
    }
  })

  test('checks nothing out with a token that may write for a pull request from a fork', () => {
    const { on }: { on: object } = parse(readFileSync(file, 'utf8'))
    const privileged = Object.keys(on).some((event) => /^(pull_request_target|workflow_run)$/.test(event))
    expect(privileged && steps.some(({ uses = '' }) => uses.startsWith('actions/checkout@'))).toBe(false)
  })
})

test('docs/workflows.md says of every example when to use it, and links to nothing that is not there', () => {
  const text = readFileSync('docs/workflows.md', 'utf8')
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => join('docs', to))
  expect(links.filter((to) => !existsSync(to))).toEqual([])
  expect(examples.filter((file) => !links.includes(file))).toEqual([])
})

test('action.yml runs the committed bundle on Node 24', () => {
  const action: { runs: unknown } = parse(readFileSync('action.yml', 'utf8'))
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.js' })
})

test('action.yml describes every input and output in one plain sentence', () => {
  const action: Described = parse(readFileSync('action.yml', 'utf8'))
  for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
    expect(description).toMatch(/^[A-Z][^.]*(\.\w[^.]*)*\.$/)
  }
})

describe('the checks themselves', () => {
  // In folders of their own: the language service remembers a document by its address.
  test.each([
    ['refused/1/.github/workflows/a.yml', 'on: push\njobs: { a: { runs-on: x, steps: [{ ruin: echo }] } }\n'],
    ['refused/2/.github/workflows/a.yml', 'on: push\njobs: { a: { runs-on: x, needs: b, steps: [{ run: echo }] } }\n'],
    ['refused/3/action.yml', 'name: A\ndescription: B\nruns: { using: node22, main: a.js }\n'],
    ['refused/4/action.yml', 'name: A\ndescription: B\nruns: { using: node24, mian: a.js }\n'],
  ])('the language service refuses %s', async (file, text) => {
    expect(await mistakes(file, text)).not.toEqual([])
  })

  test.each([
    ['uses: actions/checkout@v7', false],
    ['uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', false],
    ['uses: actions/checkout@3d3c42e # v7.0.1', false],
    ['- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1', true],
    ['- uses: ./', true],
  ])('%s', (line, pinned) => {
    expect(unpinned(line)).toEqual(pinned ? [] : [line])
  })
})

type Workflow = {
  readonly permissions: unknown
  readonly jobs: {
    readonly [id: string]: {
      readonly permissions?: unknown
      readonly 'timeout-minutes'?: unknown
      readonly steps?: readonly { readonly run?: string; readonly uses?: string; readonly with?: object }[]
    }
  }
}

type Texts = { readonly [name: string]: { readonly description: string } }
type Described = { readonly inputs: Texts; readonly outputs: Texts }

async function mistakes(file: string, text: string): Promise<readonly string[]> {
  const found = await validate(TextDocument.create(`file:///repository/${file}`, 'yaml', 1, text))
  return found.map(({ range, message }) => `${file}:${range.start.line + 1}: ${message}`)
}

function unpinned(text: string): readonly string[] {
  const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line))
  const pinned = /uses: (\.\/\S*|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/
  // Who copies an example puts the gate's own commit there.
  const ours = /uses: OWNER\/ai-compliance-gate(\/report)?@COMMIT # v\d+\.\d+\.\d+$/
  return uses.filter((line) => !pinned.test(line) && !ours.test(line))
}
