import type { RecordProblem } from '../../core/facts.ts'
import type { Region, Route } from '../../core/route.ts'
import { parseSource } from '../source.ts'

/** The YAML between two lines of `---` at the top of a Markdown file. */
export type FrontMatter = {
  /** A map; absent when it cannot be read as one. */
  readonly written?: { readonly [key: string]: unknown }
  readonly problems: readonly RecordProblem[]
  /** Where a route stands, in lines of the whole file. */
  locate(route: Route, what?: 'key' | 'value'): Region | undefined
}

/** Takes the front matter off a text with `\n` as line end. What cannot be read as a map of YAML is told at its line. */
export function frontMatterOf(text: string): {
  readonly body: string
  readonly skipped: number
  readonly front?: FrontMatter
} {
  const open = /^---[ \t]*\n/.exec(text)
  if (open === null) return { body: text, skipped: 0 }
  CLOSE.lastIndex = open[0].length - 1
  const close = CLOSE.exec(text)
  // A line without a second one is a rule across the page.
  if (close === null) return { body: text, skipped: 0 }
  const yaml = text.slice(open[0].length, close.index + 1)
  const body = text.slice(CLOSE.lastIndex)
  const skipped = text.slice(0, CLOSE.lastIndex).split('\n').length - 1
  return /^[\s\ufeff]*$/.test(yaml.replace(/^[ \t]*#.*$/gm, ''))
    ? { body, skipped }
    : { body, skipped, front: readFront(yaml) }
}

const CLOSE = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/g

/** Line 1 of the file is the rule above the YAML. */
const ABOVE = 1

function readFront(yaml: string): FrontMatter {
  const source = parseSource(yaml, 'front matter')
  const locate: FrontMatter['locate'] = (route, what) => {
    const region = source.locate(route, what)
    return region === undefined
      ? undefined
      : { ...region, startLine: region.startLine + ABOVE, endLine: region.endLine + ABOVE }
  }
  const [problem] = source.problems
  if (problem !== undefined) {
    return {
      problems: [
        {
          line: (problem.region?.startLine ?? 1) + ABOVE,
          ...(problem.region === undefined ? {} : { column: problem.region.startColumn }),
          message: `has front matter that cannot be read: it ${problem.message}`,
          next: 'mend the YAML between the two lines of `---`, or remove it',
        },
      ],
      locate,
    }
  }
  const { written } = source
  if (!isMap(written)) {
    return {
      problems: [
        {
          line: 1 + ABOVE,
          message: 'has front matter that is not a map',
          next: 'write keys with values between the two lines of `---`, such as `parts:`, or put an empty line above the first one',
        },
      ],
      locate,
    }
  }
  return { written, problems: [], locate }
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
