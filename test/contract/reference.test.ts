import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { workspace } from '../../src/adapters/workspace.ts'
import type { Report } from '../../src/core/report.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { rules } from '../../src/rules/index.ts'
import { run } from '../../src/run.ts'
import { approved } from '../scenarios/approvals.ts'
import { changed, history } from '../scenarios/history.ts'
import { gate, lender } from '../scenarios/lender.ts'
import type { Schema } from './reference/manifest-page.ts'
import {
  manifestReference,
  obligationsPage,
  policyReference,
  recordsPage,
  rulesPage,
  ungrouped,
} from './reference/pages.ts'
import { slug } from './reference/slug.ts'

/*
 * What the reference pages and the examples of findings say, they take from schema, data and the gate's own output. After a change of
 * those, `npx vitest run test/contract/reference.test.ts -u` writes them anew.
 */

// In two parts, so that nothing that looks like a token stands in this repository.
const secretText = `Approved with ghp_${'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ'}${'0mLq17'}.`

const schema: Schema = JSON.parse(readFileSync('schemas/ai-compliance.schema.json', 'utf8'))
const policySchema: Schema = JSON.parse(readFileSync('schemas/policy.schema.json', 'utf8'))
const examples = await ruleExamples()
const pages = {
  manifest: manifestReference(schema, ccpaAdmt),
  obligations: obligationsPage(ccpaAdmt),
  policy: policyReference(policySchema, ccpaAdmt),
  records: recordsPage(ccpaAdmt),
  rules: rulesPage(rules, examples),
}

test('the example of each rule is what the gate says', async () => {
  await expect(`${JSON.stringify(examples, undefined, 2)}\n`).toMatchFileSnapshot('../../src/rules/examples.json')
  expect(rules.filter(({ id }) => !Object.hasOwn(examples, id)).map(({ id }) => id)).toEqual([])
})

describe.each(Object.entries(pages))('docs/%s.md', (name, page) => {
  test('is what the sources say', async () => {
    await expect(page).toMatchFileSnapshot(`../../docs/${name}.md`)
  })

  test('leads to nothing that is not there', () => {
    const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) {
      const [file = '', fragment] = link.split('#')
      if (file !== '') expect(existsSync(`docs/${file}`), link).toBe(true)
      if (fragment !== undefined) expect(fragmentsOf(page), link).toContain(fragment)
    }
  })

  test('gives each heading a fragment of its own', () => {
    const fragments = fragmentsOf(page)
    expect(fragments.filter((each, index) => fragments.indexOf(each) !== index)).toEqual([])
  })

  test('never sums a practice up as compliant', () => {
    expect(page).not.toMatch(/\bcompliant\b/i)
  })
})

test('docs/manifest.md names every key of the schema', () => {
  const keys = keysOf(schema)
  expect(keys.size).toBeGreaterThan(100)
  expect([...keys].filter((key) => !pages.manifest.includes(`</a>\`${key}\``))).toEqual([])
})

test('docs/policy.md names every key of its schema', () => {
  const keys = keysOf(policySchema)
  expect(keys.size).toBeGreaterThan(30)
  expect([...keys].filter((key) => !pages.policy.includes(`</a>\`${key}\``))).toEqual([])
})

test('docs/obligations.md tells each obligation once', () => {
  expect(ungrouped(ccpaAdmt)).toEqual([])
  for (const { id } of ccpaAdmt.obligations) expect(pages.obligations.split(`\n### \`${id}\`\n`)).toHaveLength(2)
})

function fragmentsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => slug(heading))
}

function keysOf({ properties = {}, $defs = {} }: Schema): ReadonlySet<string> {
  const own = Object.keys(properties)
  return new Set([
    ...own,
    ...[...Object.values(properties), ...Object.values($defs)].flatMap((each) => [...keysOf(each)]),
  ])
}

/** The first finding of each rule in the hiring example today and half a year on, and of a lender for what that example has in order. */
async function ruleExamples() {
  const hiring = (asOf: string) =>
    run({ files: workspace('examples/hiring'), manifest: 'ai-compliance.yml', asOf, failOn: 'error' })
  const reports: readonly Report[] = [
    (await hiring('2026-11-23')).report,
    (await hiring('2027-06-01')).report,
    (await gate(lender({ 'systems.0.records.pre-use-notice.owner': undefined }))).report,
    (await gate(lender({ 'systems.0.decisions.0.effect': undefined }))).report,
    (
      await gate(
        lender({
          'systems.0.owners': {},
          'systems.0.records': {},
          'organization.ccpa.confirmed-by': undefined,
        }),
      )
    ).report,
    (
      await gate(
        lender({
          'systems.0.records.opt-out-procedure': [
            { file: 'compliance/opt-out.md', owner: 'cai', 'reviewed-on': '2027-01-11' },
            { test: 'reports/*.xml', case: 'opt-out *', parts: ['minimal-steps'], owner: 'cai' },
          ],
        }),
        {
          tests: {
            files: {
              'reports/opt-out.xml':
                '<testsuite>\n<testcase name="opt-out asks for no account"><failure message="asked for an account"/></testcase>\n</testsuite>',
            },
            writtenAt: '2027-02-01T09:15:02.311Z',
            checkout: { known: true, at: '2027-02-01T09:14:30.000Z', now: '2027-02-01T09:20:00.000Z' },
          },
        },
      )
    ).report,
    (
      await gate(lender({ 'systems.0.code': ['services/advance/**', 'servces/offers/**'] }), {
        history: history([changed('2027-01-12')]),
      })
    ).report,
    (
      await gate(lender({ 'systems.0.records.risk-assessment.file': 'compliance/assessment.yml' }), {
        records: {
          'compliance/assessment.yml': {
            with: { decision: { 'will-initiate': 'yes', restrictions: 'No declines in December.' } },
          },
        },
      })
    ).report,
    (
      await gate(lender(), {
        base: lender({
          'systems.0.data.inputs.1': {
            name: 'Bank balance',
            category: 'commercial-information',
            sensitive: 'none',
            'used-for': ['decision'],
            retention: '25 months',
          },
        }),
      })
    ).report,
    (
      await gate(lender({ 'systems.0.records.risk-assessment.file': 'compliance/assessment.yml' }), {
        records: {
          'compliance/assessment.yml': {
            with: { decision: { 'will-initiate': 'yes', rationale: secretText, restrictions: 'None.' } },
          },
        },
      })
    ).report,
    (
      await gate(lender({ 'systems.0.code': ['services/advance/**'], 'people.cai.github': 'cai-reinhold' }), {
        base: lender(),
        history: history([]),
        accounts: { 'cai-reinhold': { is: 'missing' } },
        codeOwners: {
          base: { '.github/CODEOWNERS': '/services/ @bob-tremaine\n' },
          files: ['services/advance/decide.py'],
        },
      })
    ).report,
    (
      await gate(lender({ 'people.bob.github': 'btremaine' }), {
        base: null,
        approvals: approved(),
        policy: { version: 1, 'sign-off': true },
      })
    ).report,
  ]
  const found = reports
    .flatMap(({ findings }) => findings)
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'open' || outcome === 'review')
  return Object.fromEntries(
    rules.flatMap(({ id }) => {
      const first = found.find(({ rule }) => rule === id)
      if (first === undefined) return []
      const { subject, message, next } = first
      return [[id, { subject, message, ...(next === undefined ? {} : { next }) }]]
    }),
  )
}
