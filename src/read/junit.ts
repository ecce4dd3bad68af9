import { shortened } from './problems.ts'
import { decodeText } from './text.ts'
import { readXml, type XmlElement } from './xml.ts'

/** A test case as its runner wrote it down. */
export type TestCase = {
  readonly name: string
  readonly className: string
  /** The names of the suites that it is in, outermost first. */
  readonly suites: readonly string[]
  readonly line: number
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'unclear'
  /** A predicate: "failed: expected 200, got 500". */
  readonly because: string
  /** When its suite ran, as the suite wrote it. */
  readonly timestamp?: { readonly text: string; readonly line: number }
}

export type TestResults =
  | { readonly ok: true; readonly cases: readonly TestCase[] }
  | { readonly ok: false; readonly because: string; readonly line?: number }

/** Cases of one file; a suite of 20,000 is a large one. */
const MAX_CASES = 50_000
/** Characters of a name, with everything that parameterized tests write into it, and of the names of all suites around a case. */
const MAX_NAME = 2_000

/**
 * The cases of a JUnit XML file, in its order. There is no standard; the forms are those of Maven Surefire (its schema:
 * https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd), pytest, Jest, Vitest, `node --test`, Mocha,
 * Go, nextest, PHPUnit, GoogleTest, CTest and Playwright. A case passes only when nothing in it says otherwise. Never throws.
 */
export function parseJUnit(bytes: Uint8Array): TestResults {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return { ok: false, because: decoded.message }
  const cases: Draft[] = []
  const stack: Frame[] = []
  const notXml = readXml(decoded.text, {
    open(element) {
      const parent = stack.at(-1)
      const frame = frameOf(element, parent)
      if (typeof frame === 'string') return frame
      stack.push(frame)
      if (frame.kind === 'case') cases.push(frame)
      if (cases.length > MAX_CASES) return `has more than ${MAX_CASES} test cases`
      return lengths(frame).some((length) => length > MAX_NAME)
        ? `has a name of more than ${MAX_NAME} characters`
        : undefined
    },
    close() {
      stack.pop()
    },
  })
  if (notXml !== undefined) return { ok: false, because: notXml.message, line: notXml.line }
  return { ok: true, cases: cases.map(finished) }
}

/** What a case can be called by: its name, `classname.name`, `suite > name`, and all its suites before the name. A case without a name by nothing. */
export function namesOf({ name, className, suites }: TestCase): readonly string[] {
  if (name === '') return []
  return [
    name,
    ...(className === '' ? [] : [`${className}.${name}`]),
    ...(suites.length === 0 ? [] : [`${suites.at(-1)} > ${name}`]),
    ...(suites.length < 2 ? [] : [`${suites.join(' > ')} > ${name}`]),
  ]
}

type Suite = {
  readonly kind: 'suite'
  /** Its own name after those of the suites around it. */
  readonly names: readonly string[]
  readonly parent?: Suite
  readonly timestamp?: { readonly text: string; readonly line: number }
  /** What it says of itself, and so of every case in it. */
  readonly signs: Sign[]
}
type Draft = Pick<TestCase, 'name' | 'className' | 'line'> & {
  readonly kind: 'case'
  readonly suite: Suite
  readonly signs: Sign[]
}
type Frame = Suite | Draft | { readonly kind: 'other' }
/** Something that keeps a case from passing. */
type Sign = Pick<TestCase, 'because'> & { readonly outcome: Exclude<TestCase['outcome'], 'passed'> }

function lengths(frame: Frame): readonly number[] {
  if (frame.kind === 'case') return [frame.name.length, frame.className.length]
  return frame.kind === 'suite' ? [frame.names.reduce((total, name) => total + name.length, 0)] : []
}

/** The element as a place for what is below it; a message when the file is no test result. */
function frameOf(element: XmlElement, parent: Frame | undefined): Frame | string {
  const { name } = element
  if (parent === undefined) {
    return name === 'testsuites' || name === 'testsuite'
      ? suiteOf(element)
      : `is no JUnit result: its root is \`<${shortened(name)}>\`, not \`<testsuites>\` or \`<testsuite>\``
  }
  if (parent.kind === 'suite') {
    if (name === 'testsuite') return suiteOf(element, parent)
    if (name === 'testcase') return caseOf(element, parent)
    const sign = signOf(element)
    if (sign !== undefined && sign.outcome !== 'unclear') parent.signs.push(sign)
  } else if (parent.kind === 'case') {
    const sign = signOf(element)
    if (sign !== undefined) parent.signs.push(sign)
  }
  return { kind: 'other' }
}

function caseOf({ attributes, line }: XmlElement, suite: Suite): Draft {
  const { name = '', classname = '' } = attributes
  return { kind: 'case', name: flat(name), className: flat(classname), line, suite, signs: signsOf(attributes) }
}

/** The parser adds a value together letter by letter, and such a text holds all its steps until it is written out once. */
function flat(text: string): string {
  return JSON.parse(JSON.stringify(text))
}

function suiteOf({ attributes, line }: XmlElement, parent?: Suite): Suite {
  const { timestamp } = attributes
  const ran = timestamp === undefined || timestamp === '' ? parent?.timestamp : { text: timestamp, line }
  return {
    kind: 'suite',
    names: [...(parent?.names ?? []), ...(attributes.name ? [attributes.name] : [])],
    ...(parent === undefined ? {} : { parent }),
    ...(ran === undefined ? {} : { timestamp: ran }),
    signs: [],
  }
}

/**
 * What an element says of the case that it stands in. By Surefire's convention, which nextest and Playwright follow, a
 * `flakyFailure` was mended by a later run of the same job and the case passed; a `rerunFailure` stands beside the failure of a case that
 * never did (https://maven.apache.org/surefire/maven-surefire-plugin/examples/rerun-failing-tests.html).
 */
function signOf({ name, attributes }: XmlElement): Sign | undefined {
  switch (name) {
    case 'properties':
    case 'system-out':
    case 'system-err':
    case 'flakyFailure':
    case 'flakyError':
      return undefined
    case 'failure':
    case 'error':
    case 'rerunFailure':
    case 'rerunError': {
      const message = (attributes.message ?? '').trim()
      return { outcome: 'failed', because: message === '' ? 'failed' : `failed: ${shortened(message)}` }
    }
    case 'skipped':
    case 'disabled':
    case 'ignored':
    case 'pending':
    case 'todo':
      return { outcome: 'skipped', because: attributes.type === 'todo' ? 'is a todo' : 'was skipped' }
    default:
      return {
        outcome: 'unclear',
        because: `holds \`<${shortened(name)}>\`, of which nobody can tell whether it passed`,
      }
  }
}

/** Words for an outcome in `status` (CTest, Karma, GoogleTest) and `result` (GoogleTest), without case, blanks and hyphens. */
const PASSED = /^(run|passed|pass|success|successful|succeeded|ok|completed|complete|executed)$/
const FAILED = /^(fail|failed|failure|failing|error|errored|broken|timeout|timedout|aborted|cancell?ed|interrupted)$/
const SKIPPED = /^(notrun|notexecuted|skip|skipped|disabled|pending|todo|ignored|suppressed|excluded|filtered)$/

function signsOf(attributes: XmlElement['attributes']): Sign[] {
  const words = ['status', 'result'].flatMap((key): readonly Sign[] => {
    const written = attributes[key] ?? ''
    const word = written.toLowerCase().replaceAll(/[\s_-]/g, '')
    if (word === '' || PASSED.test(word)) return []
    if (FAILED.test(word)) return [{ outcome: 'failed', because: `has the ${key} \`${shortened(written)}\`` }]
    if (SKIPPED.test(word)) return [{ outcome: 'skipped', because: `has the ${key} \`${shortened(written)}\`` }]
    return [
      {
        outcome: 'unclear',
        because: `has the ${key} \`${shortened(written)}\`, of which nobody can tell whether it passed`,
      },
    ]
  })
  const flags = ['skipped', 'disabled', 'ignored', 'pending', 'todo'].flatMap((key): readonly Sign[] =>
    /^(true|yes|1)$/i.test(attributes[key] ?? '') ? [{ outcome: 'skipped', because: `is marked as ${key}` }] : [],
  )
  const run = /^(false|no|0)$/i.test(attributes.executed ?? '')
  return [...words, ...flags, ...(run ? [{ outcome: 'skipped' as const, because: 'was not executed' }] : [])]
}

const GRAVEST = ['failed', 'unclear', 'skipped'] as const

function finished({ name, className, line, suite, signs }: Draft): TestCase {
  const inherited = suitesAround(suite).flatMap((each) =>
    each.signs.map((sign) => ({ ...sign, because: `is in a suite that ${sign.because}` })),
  )
  const worst = GRAVEST.flatMap((outcome) => [...signs, ...inherited].filter((sign) => sign.outcome === outcome))[0]
  return {
    name,
    className,
    suites: suite.names,
    line,
    outcome: worst?.outcome ?? 'passed',
    because: worst?.because ?? 'passed',
    ...(suite.timestamp === undefined ? {} : { timestamp: suite.timestamp }),
  }
}

function suitesAround(suite: Suite): readonly Suite[] {
  return [suite, ...(suite.parent === undefined ? [] : suitesAround(suite.parent))]
}
