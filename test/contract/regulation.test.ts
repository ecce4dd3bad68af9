import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseDate } from '../../src/core/dates.ts'
import type { Condition, Need, Obligation } from '../../src/core/regulation.ts'
import { plain } from '../../src/read/card/labels.ts'
import { patternOf } from '../../src/read/card/pattern.ts'
import { normalizeHeading, normalizeWording } from '../../src/read/markdown.ts'
import { ccpaAdmt, modelCards, regulations } from '../../src/regulations/index.ts'

const cardWordings = await modelCards()

const folder = new URL('../../src/regulations/ccpa-admt/', import.meta.url)
const validate = compiled(new URL('../../schemas/regulation.schema.json', import.meta.url))
const { records, obligations } = ccpaAdmt

/** The determinations that conditions may name; each scope sees its own. */
const CONDITIONS: { readonly [scope in Obligation['scope']]: readonly string[] } = {
  organization: ['always', 'covered-business', 'cybersecurity-audit', 'any-risk-assessment', 'any-article-11'],
  system: [
    'always',
    'covered-business',
    'possible-business',
    'personal-information',
    'in-operation',
    'decides',
    'admt',
    'significant-decision',
    'article-11',
    'opt-out',
    'exception-claimed-human-appeal',
    'exception-claimed-admission-or-hiring',
    'exception-claimed-work-or-compensation',
    'trigger-selling-or-sharing',
    'trigger-sensitive',
    'trigger-admt',
    'trigger-observation',
    'trigger-location',
    'trigger-training',
    'risk-assessment',
    'new-processing',
    'legacy-processing',
    'material-change',
    'processors',
    'recipients',
    'vendor-model',
    'supplies-admt',
    'sensitive-data',
    'right-to-limit',
    'model-as-personal-information',
  ],
}

/** Sections that exist in the approved package or stood before it; 7201 was only in a draft. */
const SECTIONS =
  /^11 CCR (700[1-4]|701[0-5]|702[0-8]|705[013]|7060|706[23]|7070|7080|710[12]|712[0-4]|715[0-7]|7200|722[0-2]|727[01]|730[02])(\([A-Za-z0-9]+\))*$/
const STATUTE = /^Civ\. Code 1798\.\d{2,3}(\.\d{2})?(\([A-Za-z0-9]+\))*$/

describe('the regulation as data', () => {
  it('keeps to its schema', () => {
    expect(problems(written())).toEqual([])
    expect(regulations).toContain(ccpaAdmt)
  })

  it.each(['obligations', 'records', 'facts', 'exceptions', 'decision-kinds'])(
    'misses every key taken from a row of `%s`, and refuses one too many',
    (list) => {
      const optional = ['clock', 'lead-days', 'period', 'describes', 'until', 'kinds', 'populations']
      const row = Object.keys(written()[list][0]).filter((key) => !optional.includes(key))
      for (const key of row) {
        const damaged = written()
        delete damaged[list][0][key]
        expect(problems(damaged), key).toContain(`/${list}/0 must have required property '${key}'`)
      }
      const added = written()
      added[list][0].note = 'kept aside'
      expect(problems(added)).toContain(`/${list}/0 must NOT have additional properties`)
    },
  )

  it('refuses days that the calendar does not have', () => {
    const damaged = written()
    damaged['law-reviewed-on'] = '2026-02-30'
    expect(problems(damaged)).toContain('/law-reviewed-on must match format "date"')
  })

  it('has 51 obligations: 18 to do, 25 to document, 8 to watch', () => {
    const count = (kind: string) => obligations.filter((obligation) => obligation.kind === kind).length
    expect(obligations).toHaveLength(51)
    expect([count('do'), count('document'), count('monitor')]).toEqual([18, 25, 8])
  })

  it('names everything once', () => {
    const lists = [
      obligations,
      records,
      ccpaAdmt.facts,
      ccpaAdmt.decisionKinds,
      ccpaAdmt.categories,
      ccpaAdmt.sensitiveCategories,
    ]
    const more = [
      ccpaAdmt.permittedPurposes,
      ccpaAdmt.dataExemptions,
      ccpaAdmt.exceptions,
      ...records.map((record) => record.parts),
    ]
    for (const list of [...lists, ...more]) expect(repeated(list.map(({ id }) => id))).toEqual([])
    for (const { conditions } of ccpaAdmt.exceptions) expect(repeated(conditions.map(({ key }) => key))).toEqual([])
    expect(repeated(ccpaAdmt.sources.map(({ url }) => url))).toEqual([])
  })

  it('asks only for records and parts that there are, and for each part that is not marked useful', () => {
    const known = records.flatMap((record) => [record.id, ...record.parts.map((part) => `${record.id}#${part.id}`)])
    const asked = obligations.flatMap(needs).map(nameOf)
    expect(asked.filter((name) => !known.includes(name))).toEqual([])
    const useful = records.flatMap((record) =>
      record.parts.filter(({ hint }) => hint.startsWith('Useful ')).map((part) => `${record.id}#${part.id}`),
    )
    const parts = known.filter((name) => name.includes('#'))
    expect(parts.filter((name) => asked.includes(name) === useful.includes(name))).toEqual([])
  })

  it('cites the law for every part that it asks for', () => {
    const asked = obligations.flatMap(needs).map(nameOf)
    const bare = records.flatMap((record) =>
      record.parts.filter((part) => part.cites.length === 0).map((part) => `${record.id}#${part.id}`),
    )
    expect(bare.filter((name) => asked.includes(name))).toEqual([])
  })

  it('has a clock in calendar days, and a regular review, where a change of what a record describes is law', () => {
    const lawful = records.flatMap(({ describes, period }) =>
      describes?.obligation === undefined ? [] : [{ change: describes.obligation, review: period?.obligation }],
    )
    expect(lawful).not.toEqual([])
    for (const { change, review } of lawful) {
      expect(obligations.find(({ id }) => id === change)?.clock?.unit).toBe('calendar-days')
      expect(obligations.map(({ id }) => id)).toContain(review)
    }
  })

  it('writes headings with no other punctuation than the reader of records expects', () => {
    const all = records.flatMap((record) => record.parts.flatMap((part) => [part.title, ...part.headings]))
    expect(all.filter((heading) => normalizeWording(heading) !== normalizeHeading(heading))).toEqual([])
  })

  it('gives no heading to two parts of one record', () => {
    for (const record of records) {
      const wordings = record.parts.map(
        (part) => new Set([part.id, part.title, ...part.headings].map(normalizeHeading)),
      )
      expect(repeated(wordings.flatMap((words) => [...words])), record.id).toEqual([])
      expect(
        wordings.some((words) => words.has('')),
        record.id,
      ).toBe(false)
    }
  })

  it('tells in how model cards are written only of parts that a model card has, and each once', () => {
    const known = records.find(({ id }) => id === 'model-card')?.parts.map(({ id }) => id) ?? []
    const written = cardWordings.parts.map(({ id }) => id)
    expect(written.filter((id) => !known.includes(id))).toEqual([])
    expect(repeated(written)).toEqual([])
  })

  it('gives no label to two parts of a model card, nor to a part and to a section that says nothing', () => {
    const { parts, elsewhere } = cardWordings
    const headings = new Map(records.find(({ id }) => id === 'model-card')?.parts.map((part) => [part.id, part]))
    const labels = parts.map(({ id, labels }) => {
      const part = headings.get(id)
      return new Set([...(part === undefined ? [] : [part.title, ...part.headings]), ...labels].map(plain))
    })
    expect(repeated([...labels.flatMap((each) => [...each]), ...new Set(elsewhere.map(plain))])).toEqual([])
  })

  it('writes every pattern of model cards in the language that is read', () => {
    const { parts } = cardWordings
    const patterns = parts.flatMap((part) => [...(part.words ?? []), ...(part.phrases ?? []), ...(part.unless ?? [])])
    expect(patterns.filter((pattern) => /[[\]?+{}\\"]/.test(pattern))).toEqual([])
    for (const pattern of patterns) {
      const { keys } = patternOf(pattern)
      expect(keys.length, pattern).toBeGreaterThan(0)
      // Whatever a pattern can begin with, it is looked up by: a shorter key would never be met.
      expect(
        keys.filter((key) => key.length < 3 && !/[\u3040-\u9fff]/.test(key)),
        pattern,
      ).toEqual([])
    }
  })

  it('builds conditions only from what is determined for that scope', () => {
    for (const obligation of obligations) {
      const conditions = [
        obligation.when,
        ...needs(obligation).flatMap((need) => (typeof need === 'string' ? [] : [need.when])),
      ]
      const unknown = conditions.flatMap(idsOf).filter((id) => !CONDITIONS[obligation.scope].includes(id))
      expect(unknown, obligation.id).toEqual([])
    }
  })

  it('takes proof only from answers that a manifest can give', () => {
    const manifest: unknown = parse(
      readFileSync(new URL('../../examples/lending/ai-compliance.yml', import.meta.url), 'utf8'),
    )
    for (const { id, scope, proof } of obligations) {
      const top = scope === 'organization' ? ['organization'] : ['systems', '*']
      for (const route of proof.flatMap(({ answers }) => answers ?? [])) {
        expect(follow(manifest, [...top, ...route.split('.')]), `${id}: ${route}`).not.toEqual([])
      }
    }
  })

  it('gives exceptions only to kinds of decision that there are', () => {
    const kinds = ccpaAdmt.decisionKinds.map(({ id }) => id)
    expect(ccpaAdmt.exceptions.map(({ id }) => id)).toEqual([
      'human-appeal',
      'admission-or-hiring',
      'work-or-compensation',
    ])
    expect(ccpaAdmt.exceptions.map((exception) => exception.kinds)).toEqual([
      undefined,
      ['admission', 'hiring'],
      ['work-allocation', 'compensation'],
    ])
    for (const kind of ccpaAdmt.exceptions.flatMap((exception) => exception.kinds ?? [])) expect(kinds).toContain(kind)
  })

  it('has five domains of significant decisions', () => {
    const domains = ['financial-or-lending', 'housing', 'education', 'employment', 'healthcare']
    expect([...new Set(ccpaAdmt.decisionKinds.map(({ domain }) => domain))]).toEqual(domains)
  })

  it('cites sections that exist, in one form', () => {
    expect(citations(written()).filter((cite) => !SECTIONS.test(cite) && !STATUTE.test(cite))).toEqual([])
    expect(JSON.stringify(written())).not.toMatch(/7201/)
  })

  it('names no letter of section 7001 on which sources differ', () => {
    const letters = citations(written()).filter((cite) => cite.startsWith('11 CCR 7001'))
    expect(letters.filter((cite) => !/^11 CCR 7001\((e|ddd|bbb)\)/.test(cite))).toEqual([])
  })

  it('dates everything with days of the calendar', () => {
    const { facts, lawReviewedOn } = ccpaAdmt
    const days = facts.flatMap((fact) => [
      fact.from,
      fact.until ?? fact.from,
      ...(fact.unit === 'date' ? [String(fact.value)] : []),
    ])
    expect([lawReviewedOn, ...days].filter((day) => parseDate(day) === undefined)).toEqual([])
    expect(facts.filter(({ from, until }) => until !== undefined && until < from).map(({ id }) => id)).toEqual([])
  })

  it('cites a section for every fact but the days of the rulemaking', () => {
    expect(ccpaAdmt.facts.filter(({ cites }) => cites.length === 0).map(({ id }) => id)).toEqual([
      'adopted',
      'approved',
    ])
  })

  it.each([
    ['approved', '2025-09-22', 'was announced a day later'],
    ['business-revenue', 26_625_000, 'was $25M until 2025'],
    ['fine-violation', 2663, 'was $2,500 until 2025'],
    ['fine-intentional-or-minor', 7988, 'was $7,500 until 2025'],
    ['article-11-existing-uses', '2027-01-01', 'binds on that day itself'],
    ['legacy-assessment', '2027-12-31', 'is not the day of the filing'],
    ['first-submission', '2028-04-01', 'is not the day of the assessment'],
    ['assessment-retention', 5, 'runs after the processing has ended'],
    ['access-aggregate-uses', 4, 'counts uses, not requests'],
    ['audit-sensitive-consumers', 50_000, 'counts only with revenue over the threshold'],
  ])('gives `%s` as %s, which %s', (id, value, _trap) => {
    expect(ccpaAdmt.facts.find((fact) => fact.id === id)?.value).toBe(value)
  })

  it('knows until when the dollar figures hold', () => {
    const moving = ccpaAdmt.facts.filter(({ until }) => until !== undefined).map(({ id, until }) => `${id} ${until}`)
    expect(moving).toEqual([
      'business-revenue 2026-12-31',
      'fine-violation 2026-12-31',
      'fine-intentional-or-minor 2026-12-31',
    ])
  })

  it('lets only confirmed law fail the gate', () => {
    const ids = (confidence: string) =>
      obligations.filter((obligation) => obligation.confidence === confidence).map(({ id }) => id)
    expect(ids('single-source')).toEqual(['privacy-policy-admt', 'vendor-contract-admt'])
    expect(ids('unconfirmed')).toEqual(['sensitive-pi-limit', 'minimize-retain-purpose', 'request-records-and-metrics'])
    expect(ids('inferred')).toEqual([
      'business-threshold-check',
      'admt-human-involvement-determination',
      'significant-decision-classification',
      'pi-sensitive-inventory',
      'ra-trigger-training',
      'ra-trigger-observation-location',
      'ra-trigger-sale-share-sensitive',
      'admt-vendor-facts-obtained',
      'model-as-personal-information',
    ])
  })

  it('tells business days from calendar days', () => {
    const clocks = obligations.flatMap(({ id, clock }) =>
      clock === undefined ? [] : [`${id}: ${clock.count} ${clock.unit}, ${clock.cites.join(', ')}`],
    )
    expect(clocks).toEqual([
      'ra-update-material-change: 45 calendar-days, 11 CCR 7155(a)(3)',
      'ra-produce-on-demand: 30 calendar-days, 11 CCR 7157(e)',
      'opt-out-block-and-cease: 15 business-days, 11 CCR 7221(n)(1)',
      'opt-out-propagate: 15 business-days, 11 CCR 7221(n)(2)',
      'opt-out-quiet-period: 12 months, 11 CCR 7221(k)',
      'exception-human-appeal: 45 calendar-days, 11 CCR 7021',
      'access-clock: 45 calendar-days, 11 CCR 7021',
    ])
  })

  it('says what was not read, and never that something is lawful or compliant', () => {
    expect(ccpaAdmt.provenance).toContain('not from the official PDF')
    expect(JSON.stringify(written())).not.toMatch(/\bcompliant\b|substantially facilitate|key factor/i)
  })
})

/** Read once: it is long, and no test damages it. */
const cardsAsWritten = parse(readFileSync(new URL('model-cards.yml', folder), 'utf8'), { stringKeys: true })

/** The document as the schema sees it, read anew so that a test may damage it. */
function written() {
  const read = (file: string) => parse(readFileSync(new URL(file, folder), 'utf8'), { stringKeys: true })
  return {
    ...read('regulation.yml'),
    records: read('records.yml'),
    'model-cards': cardsAsWritten,
    obligations: read('obligations.yml'),
  }
}

function compiled(file: URL) {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true })
  formats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')))
}

function problems(document: unknown): readonly string[] {
  return validate(document) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}

function needs(obligation: Obligation): readonly Need[] {
  return obligation.proof.flatMap((proof) => proof.records ?? [])
}

function nameOf(need: Need): string {
  return typeof need === 'string' ? need : need.need
}

function idsOf(condition: Condition): readonly string[] {
  if (typeof condition === 'string') return [condition]
  if ('all' in condition) return condition.all.flatMap(idsOf)
  return 'any' in condition ? condition.any.flatMap(idsOf) : idsOf(condition.not)
}

/** Every value at a route; `*` stands for each position of a list. */
function follow(value: unknown, route: readonly string[]): readonly unknown[] {
  const [step, ...rest] = route
  if (step === undefined) return [value]
  if (step === '*') return Array.isArray(value) ? value.flatMap((inner: unknown) => follow(inner, rest)) : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === step ? follow(inner, rest) : []))
}

/** Every citation of the document, wherever it stands. */
function citations(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(citations)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'cites' && Array.isArray(inner) ? inner.map(String) : citations(inner),
  )
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index)
}
