import type { CaseFact, TestFact, TestFileFact } from './facts.ts'
import type { DeclaredRecord } from './manifest.ts'
import type { CheckoutTime } from './ports.ts'
import { type Checked, fail, open, pass } from './rule.ts'

/** Milliseconds that a file may be ahead of this machine's clock, as on a disk that machines share. */
const SKEW = 60_000

/**
 * Whether the cases that an entry names passed in files made after the checkout. Every case that matches must pass, for one that
 * fails contradicts the others; a file that cannot be read may hold one.
 */
export function judgeTest(declared: DeclaredRecord, test: TestFact): Checked {
  const pattern = declared.test.value ?? 'test'
  const name = declared.case.value
  if (test.refused !== undefined)
    return fail(
      `cannot be judged: \`${pattern}\` ${test.refused}`,
      'write `test:` with a path or glob of JUnit XML files',
      {
        at: ['test'],
      },
    )
  if (test.files.length === 0)
    return fail(
      `names \`${pattern}\`, which matches no file`,
      'run the tests in a step before this one with a JUnit reporter, or correct `test:`',
      { at: ['test'] },
    )
  const unread = test.files.find((file) => file.refused !== undefined)
  if (unread !== undefined) return refusedFile(unread)
  if (name === undefined)
    return fail('names no case', 'write `case:` with the name of the test cases, or a glob over them', { at: ['case'] })
  const matched = sum(test.files, 'matched')
  if (matched === 0) {
    const where = test.files.length === 1 ? `\`${test.files[0]?.file}\`` : `${test.files.length} files`
    return fail(
      `finds no case \`${name}\` among the ${sum(test.files, 'cases')} of ${where}`,
      'write `case:` as the report names the case: its name, `classname.name` or `suite > name`',
      { at: ['case'] },
    )
  }
  return notPassed(test, matched) ?? freshness(test, matched, pattern)
}

function refusedFile({ file, refused }: TestFileFact): Checked {
  const { because = '', line } = refused ?? {}
  const next = 'run the tests in a step before this one with a JUnit reporter, or correct `test:`'
  return line === undefined
    ? fail(`cannot be judged: \`${file}\` ${because}`, next, { at: ['test'] })
    : fail(
        `cannot be judged: \`${file}\` ${because}`,
        'write the result with a JUnit reporter and change nothing in it',
        {
          inFile: { file, line },
        },
      )
}

function notPassed(test: TestFact, matched: number): Checked | undefined {
  const [first] = test.notPassed
  if (first === undefined) return undefined
  const bad = sum(test.files, 'notPassed')
  const more = bad > 1 ? `; ${bad} of the ${matched} that match did not pass` : ''
  return toMend(first, `rests on the case \`${first.name}\`, which ${first.because}${more}`)
}

function toMend({ outcome, file, line }: CaseFact, message: string): Checked {
  const inFile = { file, line }
  switch (outcome) {
    case 'failed':
      return fail(message, 'mend what the test found, and run it again', { inFile })
    case 'skipped':
      return fail(message, 'run the case: what is skipped proves nothing', { inFile })
    case 'unclear':
      return open(message, 'use a reporter that says of each case whether it passed, failed or was skipped', { inFile })
  }
}

function freshness({ checkout, files }: TestFact, matched: number, pattern: string): Checked {
  if (!checkout.known)
    return open(
      `cannot be dated: when this commit was checked out ${checkout.because}`,
      'check the repository out with git, as actions/checkout does where git is installed',
      { at: ['test'] },
    )
  const proving = files.filter((file) => file.matched > 0)
  for (const file of proving) {
    const late = tooLate(file, checkout) ?? tooEarly(file, checkout)
    if (late !== undefined) return late
  }
  const where = proving.length === 1 ? `\`${proving[0]?.file}\`` : `${proving.length} files of \`${pattern}\``
  return pass(
    `passed in ${where}, ${matched === 1 ? 'one case' : `${matched} cases`} run after the checkout of ${checkout.at}`,
  )
}

type Known = Extract<CheckoutTime, { readonly known: true }>
const AGAIN = 'run the tests in a step after the checkout, and write the result anew'

function tooLate({ file, writtenAt, ran }: TestFileFact, { now }: Known): Checked | undefined {
  const limit = new Date(Date.parse(now) + SKEW).toISOString()
  const suite = ran.find(({ earliest }) => earliest > limit)
  if (suite !== undefined)
    return fail(`rests on a suite of ${suite.written}, which is still to come`, AGAIN, {
      inFile: { file, line: suite.line },
    })
  return writtenAt !== undefined && writtenAt > limit
    ? fail(`rests on \`${file}\` of ${writtenAt}, which is still to come`, AGAIN, { at: ['test'] })
    : undefined
}

function tooEarly({ file, writtenAt, ran }: TestFileFact, { at }: Known): Checked | undefined {
  if (writtenAt === undefined)
    return open(`cannot be dated: nobody keeps when \`${file}\` was written`, AGAIN, { at: ['test'] })
  // At the same millisecond the checkout itself may have written it: a result that is committed proves nothing.
  if (writtenAt <= at)
    return fail(`rests on \`${file}\` of ${writtenAt}, from before the checkout of ${at}`, AGAIN, { at: ['test'] })
  const suite = ran.find(({ latest }) => latest < at)
  return suite === undefined
    ? undefined
    : fail(`rests on a suite of ${suite.written}, from before the checkout of ${at}`, AGAIN, {
        inFile: { file, line: suite.line },
      })
}

function sum(files: readonly TestFileFact[], key: 'cases' | 'matched' | 'notPassed'): number {
  return files.reduce((total, file) => total + file[key], 0)
}
