import fc from 'fast-check'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { annotations } from '../../src/report/annotations.ts'
import { checkRun } from '../../src/report/check-run.ts'
import { comment } from '../../src/report/comment.ts'
import {
  byteLength,
  cap,
  capBytes,
  code,
  html,
  inert,
  logLine,
  oscalMarkup,
  pathReference,
  plain,
  prose,
  row,
  text,
  visible,
} from '../../src/report/escape.ts'
import { forkComment } from '../../src/report/fork-comment.ts'
import { renderJson } from '../../src/report/json.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/text.ts'
import { HOSTILE, hostile } from '../report-builder.ts'

/** What a repository may hold: anything, and more often than chance what means something to a sink. */
const PIECES = [
  ...HOSTILE.split(' '),
  ...[
    '@',
    '#',
    '1',
    '`',
    '|',
    '\\',
    '\n',
    '\r',
    '\t',
    ' ',
    '::',
    '##[',
    'error]',
    '::error::',
    ':',
    '//',
    'www.',
    '.',
    '-',
    '>',
    '=',
    '$',
    '&lt;',
  ],
  ...[
    '\u0000',
    '\u001b[2J',
    '\u0085',
    '\u202e',
    '\u2066',
    '\u200e',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\ud800',
    '\udc00',
    '\u{e0041}',
  ],
  ...[
    'é',
    '漢',
    '👩‍⚕️',
    'fixes',
    'GH-',
    'deadbeef',
    'a@b.example',
    'https://x.example',
    '<!--',
    '-->',
    '</summary>',
    '&',
    '1.',
  ],
]
const anything = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

/** The same cases on every machine; the number has no meaning. */
const SEED = 7220
const many = { seed: SEED, numRuns: 500 }

/** Controls, bidi and invisible characters; joiners may stay, and the zero-width space is our own. */
const UNSEEN = /(?![\u200b-\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u
const COMMAND = /^\s*::|##\[/mu
const ALIVE = /@(?!\u200b)|#\d|gh-\d|:\/\/|www\.|(?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])/iu

describe('every escape', () => {
  const escapes = {
    inert,
    text: (value: string) => text(value).markdown,
    code: (value: string) => code(value).markdown,
    html: (value: string) => html(value).markdown,
  }
  it.each(Object.entries(escapes))(
    '%s lets no control or bidi character, no reference and no line break through',
    (_, escaped) => {
      fc.assert(
        fc.property(anything, (value) => {
          const safe = escaped(value)
          expect(safe).not.toMatch(UNSEEN)
          expect(safe.replace(/&[#a-z0-9]+;/g, ' ')).not.toMatch(ALIVE)
        }),
        many,
      )
    },
  )
})

describe('the markup of OSCAL', () => {
  it('shows the text as it is, but for code, and inserts nothing', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const markup = oscalMarkup(value)
        const shown = marked.parse(markup, { async: false, gfm: false })
        const words = shown.replace(/^<p>|<\/p>\n$/g, '').replace(/<\/?code>/g, '`')
        expect(decoded(words)).toBe(plain(value) === '' ? '—' : plain(value))
        expect(markup.replace(/`[^`]+`/g, '')).not.toMatch(/\{\{/)
      }),
      many,
    )
  })
})

describe('a path as a reference', () => {
  it('leads below where it stands, whatever it holds, and back to the path', () => {
    fc.assert(
      fc.property(anything, (path) => {
        const reference = pathReference(path)
        expect(reference).toMatch(/^[A-Za-z0-9%/\-_.!~*'()]*$/)
        expect(decodeURIComponent(reference)).toBe(path.replace(/\p{Cs}/gu, '\ufffd'))
      }),
      many,
    )
  })
})

describe('text', () => {
  it('is shown by Markdown as it is, without any markup', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const shown = marked.parse(text(value).markdown, { async: false })
        expect(decoded(shown.replace(/^<p>|<\/p>\n$/g, ''))).toBe(inert(value))
      }),
      many,
    )
  })
  it('keeps its markup from coming alive between our own', () => {
    fc.assert(
      fc.property(anything, anything, (first, second) => {
        const line = `- **${code(first).markdown}** ${prose(second).markdown}`
        expect(marked.parse(line, { async: false }).replace(/<\/?(ul|li|strong|code)>/g, '')).not.toMatch(/<[a-z/]/i)
      }),
      many,
    )
  })
})

describe('a code span', () => {
  it('always closes, and holds the text', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const shown = marked.parseInline(`${code(value).markdown} after`, { async: false })
        expect(shown).toMatch(/^<code>[^<]*<\/code> after$/)
        expect(decoded(shown.slice(6, -13)).trim()).toBe(inert(value))
      }),
      many,
    )
  })
})

describe('a table row', () => {
  it('has the number of cells that it was given', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 5 }), (values) => {
        const cells = values.flatMap((value) => [text(value), code(value), prose(value)])
        expect(cellsOf(row(cells).markdown)).toBe(cells.length)
      }),
      many,
    )
  })
})

describe('a line of the log', () => {
  it('is no command for the runner', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(logLine(visible(value))).not.toMatch(COMMAND)
      }),
      many,
    )
  })
})

describe('a limit', () => {
  it('is kept, and no character is halved', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 40 }), (value, most) => {
        const whole = visible(value)
        expect(byteLength(capBytes(whole, most))).toBeLessThanOrEqual(most)
        expect([...cap(whole, most)].length).toBeLessThanOrEqual(Math.max(1, most))
        expect(capBytes(whole, most) + cap(whole, most)).not.toMatch(/\p{Cs}/u)
      }),
      many,
    )
  })
})

describe('a report full of hostile text', () => {
  const few = { seed: SEED, numRuns: 60 }
  it('shows no command, no control character and no escape sequence but ours on the terminal', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), fc.integer({ min: 20, max: 120 }), (value, color, width) => {
        const shown = renderText(hostile(value), { color, width, source: `${value}\n`.repeat(3) })
        expect(shown).not.toMatch(COMMAND)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours are taken out here
        expect(shown.replace(/\n/g, '').replace(/\u001b\[(?:0|1|2|31|32|33|35|36)m/g, '')).not.toMatch(UNSEEN)
      }),
      few,
    )
  })
  it('stays Markdown of ours: its tags, its links, its tables', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const report = hostile(value)
        const check = checkRun(report)
        for (const shown of [renderMarkdown(report, 1_000_000), check.summary, check.text]) {
          expect(shown).not.toMatch(COMMAND)
          expect(shown.replace(/\n/g, '')).not.toMatch(UNSEEN)
          expect(shown).not.toMatch(/@(?!\u200b)/)
          for (const table of tablesOf(shown)) expect(new Set(table.map(cellsOf)).size).toBe(1)
          const tags = marked.parse(shown, { async: false }).match(/<[^>]*>/g) ?? []
          expect(tags.filter((tag) => !OURS.test(tag))).toEqual([])
        }
      }),
      few,
    )
  })
  it('is inert in a comment, whose marker is ours alone', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const report = hostile(value)
        for (const { body, marker } of [comment(report, []), forkComment(report, ['Report', 'report'])]) {
          expect(body.startsWith(`${marker}\n`)).toBe(true)
          const shown = body.slice(marker.length)
          // In a code span it is text.
          expect(marked.parse(shown, { async: false })).not.toMatch(/<!--/)
          expect(byteLength(body)).toBeLessThanOrEqual(65_000)
          const tags = marked.parse(shown, { async: false }).match(/<[^>]*>/g) ?? []
          expect(tags.filter((tag) => !OURS.test(tag))).toEqual([])
          // The addresses of our own links hold commits, and nothing else does.
          const words = shown.replace(/\]\(\/brightpath\/screening\/[^)\s]*\)/g, ']').replace(/&#?[a-z0-9]+;/g, ' ')
          expect(words).not.toMatch(ALIVE)
        }
      }),
      few,
    )
  })
  it('is plain text in annotations', () => {
    fc.assert(
      fc.property(anything, (value) => {
        for (const { title, message } of annotations(hostile(value))) {
          expect(title).not.toMatch(UNSEEN)
          expect(message.replace(/\n/g, '')).not.toMatch(UNSEEN)
          expect(message).not.toMatch(ALIVE)
        }
      }),
      few,
    )
  })
  it('is the same text in JSON, and no line of it is a command', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const report = hostile(value)
        const json = renderJson(report)
        expect(json).not.toMatch(COMMAND)
        expect(json.replace(/\n/g, '')).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
        expect(JSON.parse(json)).toMatchObject({ manifest: report.manifest, findings: report.findings })
      }),
      few,
    )
  })
})

const OURS =
  /^<\/?(h[23]|p|a|table|thead|tbody|tr|th|td|strong|em|code|br|sub|b|ul|li|details|summary)( align="[a-z]+")?>$|^<a href="\/brightpath\/screening\/[^"@]*">$/

/** Cells as GitHub counts them: a bar after a backslash is none, unless the backslash is itself escaped. */
function cellsOf(line: string): number {
  return line.replace(/\\[^\n]/g, '').split('|').length - 2
}

/** Lines of tables that stand together. */
function tablesOf(markdown: string): readonly (readonly string[])[] {
  return markdown
    .split(/\n(?!\|)/)
    .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
    .filter((lines) => lines.length > 0)
}

function decoded(shown: string): string {
  const named: { readonly [name: string]: string } = {
    lt: '<',
    gt: '>',
    amp: '&',
    quot: '"',
    '#39': "'",
    '#96': '`',
    '#124': '|',
  }
  return shown.replace(/&([a-z]+|#\d+);/g, (entity, name: string) => named[name] ?? entity)
}
