import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ajvOf } from '../../build/schema.ts'
import { type FilingCounts, filingCounts, TRIGGERS } from '../../src/core/filing-counts.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { renderFilingJson, renderFilingText } from '../../src/report/filing.ts'
import { answersIn, DAYS, manifest } from '../scenarios/arbitrary.ts'
import { edited, gate, type Json } from '../scenarios/lender.ts'

const valid = ajvOf('schemas/filing.schema.json')

async function countsOf(document: Json, asOf: string): Promise<FilingCounts> {
  return filingCounts((await gate(document, { asOf })).facts, 2026)
}

test('of any manifest the counts have the form of their schema, and no activity is counted oftener than there are assessments', async () => {
  await fc.assert(
    fc.asyncProperty(manifest, fc.constantFrom(...DAYS), async (document, asOf) => {
      const counts = await countsOf(document, asOf)
      const filing = { ...counts, asOf, manifest: 'ai-compliance.yml' }
      valid(JSON.parse(renderFilingJson(filing)))
      expect(valid.errors ?? []).toEqual([])
      for (const trigger of TRIGGERS) expect(counts.byTrigger[trigger]).toBeLessThanOrEqual(counts.assessments)
      const text = renderFilingText(filing, ccpaAdmt)
      expect(text.includes('at least')).toBe(counts.open.length > 0)
    }),
    { numRuns: 60 },
  )
})

test('an answer that becomes unknown never makes a count larger, nor smaller without saying that something is open', async () => {
  await fc.assert(
    fc.asyncProperty(manifest, fc.nat(), async (document, choice) => {
      const routes = answersIn(document).filter((route) => route.startsWith('systems.'))
      const route = routes[choice % Math.max(routes.length, 1)]
      fc.pre(route !== undefined)
      if (route === undefined) return
      const before = await countsOf(document, '2028-04-02')
      const after = await countsOf(edited(document, { [route]: 'unknown' }), '2028-04-02')
      for (const trigger of TRIGGERS)
        expect(after.byTrigger[trigger], `${route} ${trigger}`).toBeLessThanOrEqual(before.byTrigger[trigger])
      const smaller = TRIGGERS.some((trigger) => after.byTrigger[trigger] < before.byTrigger[trigger])
      if (smaller) expect(after.open, route).not.toEqual([])
    }),
    { numRuns: 200 },
  )
})
