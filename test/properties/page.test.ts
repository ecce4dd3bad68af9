import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/core/report.ts'
import type { Archived, Evidence } from '../../src/report/html/evidence.ts'
import { address, anchor } from '../../src/report/html/markup.ts'
import { renderHtml } from '../../src/report/html/page.ts'
import { every, named, parsePage } from '../parsed-page.ts'
import { HOSTILE, hostile } from '../report-builder.ts'

/** Every element that the page is made of, with the attributes that it may have. */
const MADE_OF: { readonly [element: string]: readonly string[] } = {
  html: ['lang'],
  head: [],
  meta: ['charset', 'name', 'content', 'http-equiv'],
  title: [],
  style: [],
  body: [],
  main: ['id'],
  header: [],
  footer: [],
  nav: ['aria-label'],
  section: ['aria-labelledby'],
  article: ['aria-labelledby'],
  div: ['class', 'id'],
  h1: [],
  h2: ['id'],
  h3: ['id'],
  p: ['class'],
  span: ['class'],
  strong: [],
  code: [],
  br: [],
  a: ['class', 'href'],
  time: ['datetime'],
  ul: [],
  ol: [],
  li: ['id'],
  dl: [],
  dt: [],
  dd: [],
  details: ['open'],
  summary: [],
  table: ['class'],
  caption: [],
  thead: [],
  tbody: [],
  tr: ['id'],
  th: ['scope'],
  td: [],
  figure: [],
  figcaption: [],
  svg: ['role', 'viewbox', 'viewBox', 'width', 'height', 'aria-label', 'class'],
  rect: ['class', 'x', 'y', 'width', 'height', 'rx'],
  line: ['class', 'x1', 'y1', 'x2', 'y2'],
  circle: ['class', 'cx', 'cy', 'r'],
  text: ['class', 'x', 'y'],
}
const BESIDE = ['report.json', 'facts.json', 'statement.json', 'results.sarif', 'calendar.ics', 'SHA256SUMS']

const PIECES = [
  ...HOSTILE.split(' '),
  '"',
  "'",
  '<',
  '>',
  '&',
  '&quot;',
  '`',
  '-->',
  '</style>',
  '</svg>',
  '" onload="x',
  'javascript:x',
  '//evil.example',
  '..',
  '/',
  '\\',
  '#',
  '?',
  '\0',
  '\ud800',
  '\u202e',
  'é',
  ' ',
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

describe('whatever a repository holds, the page', () => {
  it('is made of our own elements and attributes, and every link leads to one place that is there', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (evil, bundled) => {
        expect(faults(renderHtml(hostile(evil), evidence(evil, bundled)))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('is no other where two things have the same name', () => {
    const report = hostile()
    const twice: Report = {
      ...report,
      systems: [...report.systems, ...report.systems],
      duties: [...report.duties, ...report.duties],
    }
    expect(faults(renderHtml(twice, evidence(HOSTILE, true)))).toEqual([])
  })
})

it('this test sees what does not belong there', () => {
  const html = renderHtml(hostile(), evidence(HOSTILE, true))
  const slips = [
    '<script>x</script>',
    '<img src="x">',
    '<p onclick="x">',
    '<a href="https://x.example">',
    '<a href="#nowhere">',
    '<main id="main">',
  ]
  for (const slip of slips) expect(faults(html.replace('<footer>', `${slip}<footer>`)), slip).not.toEqual([])
})

describe('names of places', () => {
  it('differ where what they are called after differs', () => {
    const names = fc.array(text, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(names, names, (one, other) => {
        expect(anchor(...one) === anchor(...other)).toBe(JSON.stringify(one) === JSON.stringify(other))
      }),
    )
  })

  it('hold no sign that means something in HTML or in an address', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(anchor(name)).toMatch(/^[A-Za-z0-9_-]*$/)
      }),
    )
  })
})

it('the address of a file stays beside the page', () => {
  const here = 'file:///bundle/report.html'
  fc.assert(
    fc.property(text, (path) => {
      const to = address(`records/${path}`)
      if (to !== undefined) expect(new URL(to, here).href).toMatch(/^file:\/\/\/bundle\/records\/[^?#]+$/)
    }),
  )
  expect(address('records/../SHA256SUMS')).toBeUndefined()
  expect(address('records/a b?c#d.md')).toBe('records/a%20b%3Fc%23d.md')
})

function evidence(evil: string, bundled: boolean): Evidence {
  const kept = { path: evil, place: `records/${evil}`, sha256: evil }
  const record: Archived = {
    subject: evil,
    kind: `${evil} record`,
    route: [],
    file: evil,
    parts: [{ part: evil, line: 3, unfilled: evil }],
    owner: evil,
    reviewedOn: evil,
    kept: bundled ? [kept] : [],
  }
  const records = [record, { ...record, refused: evil }, { ...record, missing: true as const, refused: evil }]
  return { records, ...(bundled ? { kept: [kept, { ...kept, place: `manifest/${evil}` }] } : {}) }
}

/** What is in a page that should not be. */
function faults(html: string): readonly string[] {
  const root = parsePage(html)
  const elements = every(root)
  const ids = elements.flatMap(({ attributes }) => attributes.id ?? [])
  const strange = elements.flatMap(({ name, attributes }) => {
    const allowed = MADE_OF[name]
    if (allowed === undefined) return [`<${name}>`]
    return Object.keys(attributes)
      .filter((attribute) => !allowed.includes(attribute))
      .map((attribute) => `<${name} ${attribute}>`)
  })
  const links = named(root, 'a').map(({ attributes }) => attributes.href ?? '')
  const labels = elements.flatMap(({ attributes }) => attributes['aria-labelledby'] ?? [])
  return [
    ...strange,
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`),
    ...links.filter((link) => link.startsWith('#') && !ids.includes(link.slice(1))).map((link) => `nowhere: ${link}`),
    ...labels.filter((id) => !ids.includes(id)).map((id) => `labelled by nothing: ${id}`),
    ...links
      .filter(
        (link) => !link.startsWith('#') && !BESIDE.includes(link) && !/^(records|manifest)\/[^?#:\\]+$/.test(link),
      )
      .map((link) => `leads away: ${link}`),
  ]
}
