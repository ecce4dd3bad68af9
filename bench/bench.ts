import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manifestOf } from './manifest.ts'
import { manyRecords } from './records.ts'

/** What the project promises, measured on two cores. */
const BARS = { startUpRatio: 2.5, milliseconds: 1500, megabytes: 400, growth: 12, recordMegabytes: 200 }
const AS_OF = '2026-11-23'
const PAIRS = 20
const WARM_UP = 3
const RUNS = 5

/** Loaded into the child: it says its own peak, in kilobytes, on a descriptor that nothing else uses. */
const PEAK = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))",
)}`

const misses: string[] = []

startUp()
largeManifests()
largeRecords()
for (const miss of misses) console.log(`over the bar: ${miss}`)
process.exitCode = misses.length === 0 ? 0 : 1

/** The whole command against a Node that does nothing, in turns, so that a busy machine slows both. */
function startUp(): void {
  const check = () => run(['dist/cli.js', 'check', 'examples/lending', '--as-of', AS_OF]).milliseconds
  const nothing = () => run(['-e', '0']).milliseconds
  for (let index = 0; index < WARM_UP; index++) [nothing(), check()]
  const pairs = Array.from({ length: PAIRS }, () => ({ nothing: nothing(), check: check() }))
  const [bare, whole] = [median(pairs.map((pair) => pair.nothing)), median(pairs.map((pair) => pair.check))]
  console.log(`Node ${process.version}, medians of ${PAIRS} pairs`)
  console.log(`  node -e 0               ${bare.toFixed(1)} ms`)
  console.log(`  check examples/lending  ${whole.toFixed(1)} ms`)
  compare('start-up ratio', whole / bare, BARS.startUpRatio, '×')
}

/** Time and memory of manifests of 100 and 1,000 systems, and how the time grows. */
function largeManifests(): void {
  const folder = mkdtempSync(join(tmpdir(), 'ai-compliance-bench-'))
  try {
    cpSync('examples/lending', folder, { recursive: true })
    const [small, large] = [measure(folder, 100), measure(folder, 1000)]
    compare('time of 1,000 systems', large.milliseconds, BARS.milliseconds, ' ms')
    compare('memory of 1,000 systems', large.megabytes, BARS.megabytes, ' MB')
    compare('growth of the time from 100 to 1,000', large.milliseconds / small.milliseconds, BARS.growth, '×')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Memory of 300 records of 1 MB each, as dense as they may be: each is read, judged and let go. */
function largeRecords(): void {
  const folder = mkdtempSync(join(tmpdir(), 'ai-compliance-bench-'))
  try {
    for (const { path, text } of manyRecords(300)) writeFileSync(join(folder, path), text)
    const { milliseconds, megabytes } = run(['dist/cli.js', 'check', folder, '--as-of', AS_OF], ['--import', PEAK])
    console.log(`300 records of 1 MB: ${milliseconds.toFixed(0)} ms, ${megabytes.toFixed(0)} MB`)
    compare('memory of 300 records', megabytes, BARS.recordMegabytes, ' MB')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function measure(folder: string, systems: number): Measured {
  const manifest = join(folder, 'ai-compliance.yml')
  writeFileSync(manifest, manifestOf(systems))
  const runs = Array.from({ length: RUNS }, () =>
    run(['dist/cli.js', 'check', folder, '--as-of', AS_OF], ['--import', PEAK]),
  )
  const milliseconds = median(runs.map((each) => each.milliseconds))
  const megabytes = Math.max(...runs.map((each) => each.megabytes))
  const size = (statSync(manifest).size / 1000).toFixed(0)
  console.log(
    `${systems} systems, ${size} kB: ${milliseconds.toFixed(0)} ms (median of ${RUNS}), ${megabytes.toFixed(0)} MB`,
  )
  return { milliseconds, megabytes }
}

type Measured = { readonly milliseconds: number; readonly megabytes: number }

/** A whole run of Node, from start to end; `preload` loads what measures the memory, which would cost the start-up its truth. */
function run(args: readonly string[], preload: readonly string[] = []): Measured {
  const begin = performance.now()
  const child = spawnSync(process.execPath, [...preload, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1e9,
  })
  const milliseconds = performance.now() - begin
  // Any verdict will do, but a gate that gave none was not measured.
  if (child.status === null || (child.status !== 0 && child.stdout.length === 0)) {
    throw new Error(`${args.join(' ')} ended with ${child.status}: ${child.stderr}`)
  }
  return { milliseconds, megabytes: Number(child.output[3]) / 1024 }
}

function compare(what: string, value: number, bar: number, unit: string): void {
  const shown = `${value < 20 ? value.toFixed(2) : value.toFixed(0)}${unit}`
  console.log(`  ${what}: ${shown}, the bar is ${bar}${unit}`)
  if (!(value <= bar)) misses.push(what)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}
