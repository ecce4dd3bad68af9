import { describe, expect, test } from 'vitest'
import { type Document, isMap, isPair, isSeq, LineCounter, parse, parseDocument } from 'yaml'
import { type Document as Schema, schemaOf } from '../structured-record.ts'
import { asItStands, changedDuties, contentsOf, judge, newlyAsked, THEMES } from './themes.ts'

type Step = string | number

/** The structured records of every theme, with each element that their schemas require inside a part and its neighbours there. */
const records = THEMES.flatMap((theme) =>
  Object.entries(contentsOf(theme.id))
    .filter(([path]) => path !== 'ai-compliance.yml' && /\.(?:yml|json)$/.test(path))
    .map(([path, text]) => ({ theme, path, text, kind: String(parse(text).record) })),
)
const elements = records.flatMap((record) => {
  const schema = schemaOf(record.kind)
  return requiredBelow(schema, schema, parse(record.text), [])
    .filter((route) => route.length > 1)
    .map((route) => ({ ...record, id: record.theme.id, route, element: route.join('/') }))
})

test('elements that the law names are among them', () => {
  const names = elements.map(({ kind, element }) => `${kind} ${element.replaceAll(/\d+/g, '*')}`)
  expect(names).toEqual(
    expect.arrayContaining([
      'risk-assessment personal-information/*/why-no-less',
      'risk-assessment harms/*/source',
      'risk-assessment harms/*/cause',
      'risk-assessment safeguards/*/addresses',
      'risk-assessment decision/rationale',
      'risk-assessment approval/*/position',
      'risk-assessment approval/*/date',
      'risk-assessment approval/*/authority',
      'access-procedure clocks/answer-within',
      'appeal-procedure clocks/extension/notice',
      'appeal-procedure reviewer/can-change',
      'exception-testing no-discrimination/*/version',
      'cybersecurity-audit report/independence',
      'supplier-facts output/use',
    ]),
  )
})

describe('a structured record that lacks one element of a part', () => {
  test.each(elements)('$id $path: $element, told at the line of what lacks it', async (element) => {
    const { theme, path, text, route } = element
    const document = parseDocument(text)
    document.deleteIn(route)
    const changed = printed(document, path)
    const above = route.slice(0, -1)
    const key = String(route.at(-1))
    const example = path.endsWith('.json') ? `"${key}": ` : `${key}:`
    const { asked, unmet } = await variant(theme, path, changed)
    expect(asked).toEqual([
      expect.objectContaining({
        rule: 'record/valid',
        outcome: 'fail',
        subject: expect.stringMatching(new RegExp(`/${element.kind}#${route[0]}$`)),
        message: expect.stringContaining(`needs \`${key}\``),
        next: expect.stringContaining(`\`${example.trim()}`),
        location: expect.objectContaining({
          file: path,
          region: expect.objectContaining({ startLine: lineOf(changed, above) }),
        }),
      }),
    ])
    expect(unmet).toEqual(await needing(theme, `${element.kind}#${route[0]}`))
  })
})

describe('a structured record with one element that is still to be written', () => {
  test.each(elements)('$id $path: $element is TODO, told at its own line and once', async (element) => {
    const { theme, path, text, route, kind } = element
    const document = parseDocument(text)
    document.setIn(route, 'TODO')
    const changed = printed(document, path)
    const { asked, unmet } = await variant(theme, path, changed)
    expect(asked).toEqual([
      expect.objectContaining({
        rule: 'record/valid',
        outcome: 'fail',
        message: expect.stringContaining('`TODO`'),
        location: expect.objectContaining({
          file: path,
          region: expect.objectContaining({ startLine: lineOf(changed, route) }),
        }),
      }),
    ])
    expect(unmet).toEqual(await needing(theme, `${kind}#${route[0]}`))
  })

  test('a decision of which only the yes is left is told of as a whole', async () => {
    const record = records.find(({ path }) => path === 'screening/risk-assessment.yml')
    if (record === undefined) throw new Error('the recruiter has no risk assessment')
    const document = parseDocument(record.text)
    document.setIn(['decision'], document.createNode({ 'will-initiate': 'yes' }))
    const { asked } = await variant(record.theme, record.path, String(document))
    expect(asked).toEqual([
      expect.objectContaining({ rule: 'record/complete', subject: 'work-sample/risk-assessment#decision' }),
    ])
  })
})

describe('a structured record with an element that is not what the law asks', () => {
  test.each([
    {
      id: 'hospital',
      path: 'care/risk-assessment.yml',
      route: ['recipients'],
      value: [{ who: 'Ostrava Vision Lab', role: 'third-party', data: 'Answers of 2025' }],
      at: ['recipients', 0],
      says: 'is wrong at `recipients[0]`, which needs `purpose`',
      next: 'write, such as `purpose: Hosting`',
    },
    {
      id: 'courier',
      path: 'routes/risk-assessment.json',
      route: ['recipients'],
      value: [{ who: 'Wayline Telematics', role: 'service-provider', data: 'Positions of the vans' }],
      at: ['recipients', 0],
      says: 'is wrong at `recipients[0]`, which needs `purpose`',
      next: 'write, such as `"purpose": "Hosting"`',
    },
    {
      id: 'hospital',
      path: 'care/appeal.yml',
      route: ['clocks', 'answer-within'],
      value: '60 calendar days',
      says: 'is wrong at `clocks/answer-within`, which is `60 calendar days`, longer than the 45 calendar days of 11 CCR 7021',
      next: 'write `45 calendar days` or less, and keep to it',
    },
    {
      id: 'hospital',
      path: 'care/access.yml',
      route: ['clocks', 'acknowledge-within'],
      value: 'soon',
      says: 'is wrong at `clocks/acknowledge-within`, which expects a number of `business days` or `calendar days`; got `soon`',
      next: 'write, such as `10 business days`',
    },
    {
      id: 'hospital',
      path: 'care/appeal.yml',
      route: ['reviewer', 'can-change'],
      value: 'no',
      says: 'is wrong at `reviewer/can-change`, which expects `yes`; got `no`',
      next: 'make it so, then write `yes`',
    },
    {
      id: 'courier',
      path: 'routes/risk-assessment.json',
      route: ['approval', 0, 'authority'],
      value: 'no',
      at: ['approval'],
      says: 'names nobody with authority over whether the processing starts',
      next: 'have a person who takes part in that decision approve it, and write `authority: yes` for that person',
    },
    {
      id: 'hospital',
      path: 'care/risk-assessment.yml',
      route: ['harms', 0, 'category'],
      value: 'embarrassment',
      says: /^is wrong at `harms\[0\]\/category`, which expects .* or `other`; got `embarrassment`/,
      next: 'write the one that holds',
    },
    {
      id: 'recruiter',
      path: 'screening/risk-assessment.yml',
      route: ['harms', 0, 'category'],
      value: 'econmic',
      says: /got `econmic`; did you mean `economic`\?$/,
      next: 'write the one that holds',
    },
    {
      id: 'hospital',
      path: 'care/risk-assessment.yml',
      route: ['decision', 'rational'],
      value: 'A quicker start',
      says: 'is wrong at `decision/rational`, which is not a key of the decision; did you mean `rationale`?',
      next: 'correct the key, or take it out',
    },
    {
      id: 'retailer',
      path: 'legal/audit-2027.yml',
      route: ['certification', 'submitted-on'],
      value: 'March 2028',
      says: 'is wrong at `certification/submitted-on`, which expects a day as YYYY-MM-DD; got `March 2028`',
      next: /^write, such as `\d{4}-\d\d-\d\d`$/,
    },
  ])('$id $path: $route is $value', async ({ id, path, route, value, at = route, says, next }) => {
    const record = records.find((each) => each.theme.id === id && each.path === path)
    if (record === undefined) throw new Error(`${id} has no ${path}`)
    const document = parseDocument(record.text)
    document.setIn(route, document.createNode(value))
    const changed = printed(document, path)
    const { asked, unmet } = await variant(record.theme, path, changed)
    expect(asked).toEqual([
      expect.objectContaining({
        rule: 'record/valid',
        outcome: 'fail',
        message: typeof says === 'string' ? says : expect.stringMatching(says),
        next: typeof next === 'string' ? next : expect.stringMatching(next),
        location: expect.objectContaining({
          file: path,
          region: expect.objectContaining({ startLine: lineOf(changed, at) }),
        }),
      }),
    ])
    expect(unmet).toEqual(await needing(record.theme, `${record.kind}#${route[0]}`))
  })
})

async function variant(theme: (typeof THEMES)[number], path: string, text: string) {
  const before = await asItStands(theme)
  const after = await judge({ ...contentsOf(theme.id), [path]: text }, theme.asOf)
  return { asked: newlyAsked(before, after), unmet: changedDuties(before, after) }
}

/** The duties that were met by that part, as they then stand: due ones are not met, others come later. */
async function needing(theme: (typeof THEMES)[number], need: string) {
  const { duties } = await asItStands(theme)
  return Object.fromEntries(
    duties
      .filter(({ status, records: needs }) => status === 'met' && needs.includes(need))
      .map(({ obligation, binding }) => [obligation, binding ? 'unmet' : 'later']),
  )
}

function printed(document: Document.Parsed, path: string): string {
  return path.endsWith('.json') ? JSON.stringify(document.toJS(), undefined, 2) : String(document)
}

/** The line, from 1, of the key or of the entry of a list at that route. */
function lineOf(text: string, route: readonly Step[]): number {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter })
  const above = route.length === 1 ? document.contents : document.getIn(route.slice(0, -1))
  const last = route.at(-1)
  const found = isMap<{ value: unknown; range?: readonly number[] | null }>(above)
    ? above.items.find((pair) => isPair(pair) && pair.key.value === last)?.key
    : isSeq<{ range?: readonly number[] | null }>(above)
      ? above.items[Number(last)]
      : undefined
  return lineCounter.linePos(found?.range?.[0] ?? 0).line
}

/** The routes of the keys that the schema requires and the record has, where they are not all that stands there. */
function requiredBelow(schema: Schema, node: unknown, value: unknown, route: readonly Step[]): readonly Step[][] {
  if (Array.isArray(value))
    return alternatives(schema, node).flatMap(({ items }) =>
      items === undefined ? [] : value.flatMap((each, index) => requiredBelow(schema, items, each, [...route, index])),
    )
  if (typeof value !== 'object' || value === null) return []
  return alternatives(schema, node).flatMap(({ required, properties }) => {
    const needed = Array.isArray(required) && Object.keys(value).length > 1 ? required : []
    const below = Object.entries(value).flatMap(([key, inner]) =>
      requiredBelow(schema, valueAt(properties, key), inner, [...route, key]),
    )
    return [...needed.filter((key) => key in value).map((key) => [...route, String(key)]), ...below]
  })
}

function alternatives(schema: Schema, node: unknown): readonly { readonly [key: string]: unknown }[] {
  if (typeof node !== 'object' || node === null) return []
  const { $ref, anyOf, ...rest }: { $ref?: unknown; anyOf?: unknown; [key: string]: unknown } = { ...node }
  if (typeof $ref === 'string') return alternatives(schema, valueAt(schema.$defs, $ref.replace('#/$defs/', '')))
  return Array.isArray(anyOf) ? anyOf.flatMap((each) => alternatives(schema, each)) : [rest]
}

function valueAt(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null
    ? Object.entries(node).find(([name]) => name === key)?.[1]
    : undefined
}
