import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesIn, parseModule } from './modules.ts'

/** The order of the stages, which only `run.ts` knows. */
const STAGES = [
  'core',
  'regulations',
  'read',
  'determine',
  'compare',
  'collect',
  'rules',
  'evaluate.ts',
  'report',
  'tool.ts',
]
const SHELL = [
  ...STAGES,
  'init',
  'adapters',
  'place.ts',
  'assemble.ts',
  'judge.ts',
  'bundle',
  'portfolio',
  'run.ts',
  'several.ts',
  'commands',
]

/** The layers that each layer may import, itself aside. */
const MAY_IMPORT: { readonly [layer: string]: readonly string[] } = {
  core: [],
  'tool.ts': [],
  regulations: ['core'],
  read: ['core'],
  determine: ['core'],
  compare: ['core'],
  rules: ['core'],
  'evaluate.ts': ['core'],
  report: ['core'],
  collect: ['core', 'read', 'determine', 'compare'],
  init: ['core', 'read', 'determine'],
  adapters: ['core', 'read', 'report', 'init', 'bundle', 'tool.ts'],
  'place.ts': ['core', 'read'],
  'assemble.ts': ['core', 'determine', 'evaluate.ts', 'place.ts', 'tool.ts'],
  'judge.ts': ['core', 'read', 'rules', 'evaluate.ts', 'place.ts', 'assemble.ts'],
  bundle: [...STAGES, 'place.ts', 'assemble.ts', 'judge.ts'],
  portfolio: ['core', 'report', 'bundle'],
  'run.ts': [...STAGES, 'place.ts', 'judge.ts'],
  'several.ts': [...STAGES, 'run.ts'],
  'action.ts': SHELL,
  'cli.ts': SHELL,
  'reporter.ts': SHELL,
  commands: SHELL,
}

/** Where the world is: only these may name the process, its files and GitHub. */
const EDGE = ['adapters', 'action.ts', 'cli.ts', 'reporter.ts', 'commands']
const WORLD = /^(node:(fs|process|os|child_process|http|https|net|worker_threads)|@actions|@octokit)(\/|$)/

const sources = filesIn('src').filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))

describe.each(sources)('%s', (file) => {
  test('imports downward and leaves the world to the edge', () => {
    expect(faults(file, readFileSync(file, 'utf8'))).toEqual([])
  })
})

describe('the test itself', () => {
  test.each([
    ['src/core/verdict.ts', "import { run } from '../run.ts'", 'imports `run.ts`'],
    ['src/rules/record-current.ts', "import type { X } from '../read/source.ts'", 'imports `read`'],
    ['src/report/text.ts', "export { x } from '../rules/index.ts'", 'imports `rules`'],
    ['src/run.ts', "import { x } from './adapters/workspace.ts'", 'imports `adapters`'],
    ['src/read/inputs.ts', "import { readFileSync } from 'node:fs'", 'names `node:fs`'],
    ['src/collect/records.ts', "const x = await import('node:fs/promises')", 'names `node:fs/promises`'],
    ['src/report/markdown.ts', "import { summary } from '@actions/core'", 'names `@actions/core`'],
    ['src/determine/business.ts', 'export const today = process.env.TODAY', 'names `process`'],
    ['src/unheard-of/x.ts', '', 'is in no layer'],
  ])('%s that says %s is refused', (file, source, fault) => {
    expect(faults(file, source)).toEqual([fault])
  })

  test('a property called process is nobody’s business', () => {
    expect(faults('src/core/x.ts', 'export const x = { process: 1 }.process')).toEqual([])
  })
})

function faults(file: string, source: string): readonly string[] {
  const layer = layerOf(file)
  const allowed = MAY_IMPORT[layer]
  if (allowed === undefined) return ['is in no layer']
  const { imports, dynamic, names } = parseModule(source)
  const specifiers = [...imports, ...dynamic]
  const layers = specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file), specifier))
    .filter((target) => target.startsWith('src/'))
    .map(layerOf)
    .filter((target) => target !== layer && !allowed.includes(target))
  const worldly = EDGE.includes(layer) ? [] : specifiers.filter((specifier) => WORLD.test(specifier))
  const process = !EDGE.includes(layer) && names.has('process') ? ['process'] : []
  return [
    ...layers.map((target) => `imports \`${target}\``),
    ...[...worldly, ...process].map((name) => `names \`${name}\``),
  ]
}

/** `src/core/verdict.ts` is in `core`, `src/run.ts` is its own layer. */
function layerOf(file: string): string {
  return file.split('/')[1] ?? file
}
