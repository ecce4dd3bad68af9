import type { CaseFact, RanFact, TestFact, TestFileFact } from '../core/facts.ts'
import type { DeclaredRecord } from '../core/manifest.ts'
import type { Checkout, CheckoutTime, Files, ListResult } from '../core/ports.ts'
import { nameGlob, pathGlob } from '../read/glob.ts'
import { instantsOf } from '../read/instant.ts'
import { namesOf, parseJUnit, type TestCase } from '../read/junit.ts'

/** Bytes of one file: a suite of 20,000 cases with its output has about 10 MB, and what is read stays in memory. */
const MAX_TEST_BYTES = 20_000_000
/** Bytes and cases of all files together, so that reading them ends within seconds and within memory. */
const MAX_ALL_BYTES = 40_000_000
const MAX_ALL_CASES = 50_000
/** Files of one glob, and files and folders that are looked at for it. */
const MAX_FILES = 1_000
const MAX_LISTED = 50_000
/** Characters of names that are held against globs, of all entries together: a thousand entries over a large suite would take hours. */
const MAX_COMPARED = 400_000_000
/** Cases that are told one by one. */
const MAX_TOLD = 20

/** Reads the test results of one entry after the other: each file once, the time of the checkout once. What cannot be read is a fact too. */
export function collectorOfTests(
  files: Files,
  checkout: Checkout | undefined,
): (record: DeclaredRecord) => Promise<TestFact> {
  const read = readerOf(files)
  const list = listerOf(files)
  let compared = 0
  let asked: Promise<CheckoutTime> | undefined
  return async ({ test, case: name }) => {
    asked ??= checkout?.() ?? Promise.resolve({ known: false, because: 'is not known here' })
    const time = await asked
    const nothing = (refused: string): TestFact => ({ checkout: time, refused, files: [], notPassed: [] })
    const paths = await pathsOf(test.value, list)
    if (typeof paths === 'string') return nothing(paths)
    const matches = name.value === undefined ? () => false : nameGlob(name.value)
    const found: TestFileFact[] = []
    let notPassed: readonly CaseFact[] = []
    for (const path of paths) {
      const results = await read(path)
      const cases = results.cases.filter((each) => {
        const names = namesOf(each)
        compared += names.reduce((total, name) => total + name.length, 0)
        return compared <= MAX_COMPARED && names.some(matches)
      })
      if (compared > MAX_COMPARED) return nothing('is left unread: the manifest names too many cases of too many files')
      const bad = cases.flatMap((each) => notPassedOf(each, path))
      notPassed = gravest([...notPassed, ...bad])
      found.push({
        file: path,
        ...(results.refused === undefined ? {} : { refused: results.refused }),
        cases: results.cases.length,
        matched: cases.length,
        notPassed: bad.length,
        ...(results.writtenAt === undefined ? {} : { writtenAt: results.writtenAt }),
        ran: firstAndLast(cases),
      })
    }
    return { checkout: time, files: found, notPassed }
  }
}

/** The files that a path or a glob names; a predicate when they cannot be looked for. */
async function pathsOf(pattern: string | undefined, list: Files['list']): Promise<readonly string[] | string> {
  if (pattern === undefined) return 'is no path'
  const glob = pathGlob(pattern)
  if (glob.kind === 'path') return [glob.path]
  const listed = await list(glob.folder, { depth: glob.depth, entries: MAX_LISTED })
  if (!listed.ok) return `starts from a folder that ${listed.message}`
  const paths = listed.paths.filter(glob.matches)
  return paths.length > MAX_FILES ? `matches ${paths.length} files; at most ${MAX_FILES} are read` : paths
}

/** Each folder is looked through once. */
function listerOf(files: Files): Files['list'] {
  const known = new Map<string, ListResult>()
  return async (folder, limits) => {
    const key = `${limits.depth}/${folder}`
    const listed = known.get(key) ?? (await files.list(folder, limits))
    known.set(key, listed)
    return listed
  }
}

type Results = Pick<TestFileFact, 'refused' | 'writtenAt'> & { readonly cases: readonly TestCase[] }

function readerOf(files: Files): (path: string) => Promise<Results> {
  const known = new Map<string, Results>()
  let bytes = 0
  let cases = 0
  const read = async (path: string): Promise<Results> => {
    const found = await files.read(path, MAX_TEST_BYTES)
    if (!found.ok) return { refused: { because: found.message }, cases: [] }
    const time = found.writtenAt === undefined ? {} : { writtenAt: found.writtenAt }
    bytes += found.bytes.length
    if (bytes > MAX_ALL_BYTES) return { ...time, refused: tooMuch(MAX_ALL_BYTES, 'bytes'), cases: [] }
    const results = parseJUnit(found.bytes)
    if (!results.ok) {
      const { because, line } = results
      return { ...time, refused: { because, ...(line === undefined ? {} : { line }) }, cases: [] }
    }
    cases += results.cases.length
    if (cases > MAX_ALL_CASES) return { ...time, refused: tooMuch(MAX_ALL_CASES, 'cases'), cases: [] }
    return { ...time, cases: results.cases }
  }
  return async (path) => {
    const results = known.get(path) ?? (await read(path))
    known.set(path, results)
    return results
  }
}

function tooMuch(most: number, what: string): { readonly because: string } {
  return { because: `is left unread: all test results together have more than ${most} ${what}` }
}

const GRAVEST: readonly CaseFact['outcome'][] = ['failed', 'skipped', 'unclear']

/** Those that are told: what fails before what was skipped and what is unclear, each in the order of the files. */
function gravest(cases: readonly CaseFact[]): readonly CaseFact[] {
  return GRAVEST.flatMap((outcome) => cases.filter((each) => each.outcome === outcome)).slice(0, MAX_TOLD)
}

function notPassedOf({ name, line, outcome, because }: TestCase, file: string): readonly CaseFact[] {
  return outcome === 'passed' ? [] : [{ name, file, line, outcome, because }]
}

/** Of the suites that say when they ran, the one that can be oldest and the one that can be newest. */
function firstAndLast(cases: readonly TestCase[]): readonly RanFact[] {
  const written = new Map(
    cases.flatMap(({ timestamp }) => (timestamp === undefined ? [] : [[timestamp.line, timestamp]])),
  )
  const ran = [...written.values()].flatMap(({ text, line }): readonly RanFact[] => {
    const instants = instantsOf(text)
    return instants === undefined ? [] : [{ line, written: text, ...instants }]
  })
  const first = ran.toSorted((a, b) => (a.latest < b.latest ? -1 : 1))[0]
  const last = ran.toSorted((a, b) => (a.earliest > b.earliest ? -1 : 1))[0]
  return first === undefined || last === undefined ? [] : first === last ? [first] : [first, last]
}
