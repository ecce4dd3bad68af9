import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry, Holds } from '../../../src/core/portfolio.ts'
import type { Verdict } from '../../../src/core/verdict.ts'
import { entryOf } from '../../../src/portfolio/entry.ts'
import { firsts, sums } from '../../../src/portfolio/most.ts'
import { newestOf } from '../../../src/portfolio/newest.ts'
import { adding } from '../../../src/portfolio/totals.ts'

function held(repository: string | undefined, asOf: string, verdict: Verdict, more: Partial<Holds> = {}): Entry {
  return {
    bundle: `bundles/${repository}-${asOf}-${verdict}`,
    state: 'verified',
    notes: [],
    holds: {
      facts: `${repository}${asOf}${verdict}`.replace(/[^0-9a-f]/g, '').padEnd(64, '0'),
      ...(repository === undefined ? {} : { repository }),
      manifest: 'ai-compliance.yml',
      organization: 'Northwind Pay, Inc.',
      asOf,
      verdict,
      counts: { errors: 1, warnings: 0, open: 0, waived: 0, passed: 9 },
      duties: { unmet: 1, open: 0, later: 0, waived: 0, met: 4 },
      overdue: [],
      moreOverdue: 0,
      next: [],
      moreNext: 0,
      owners: [],
      moreOwners: 0,
      waivers: [],
      moreWaivers: 0,
      filing: {
        period: { from: '2026-01', to: '2027-12', due: '2028-04-01' },
        assessments: 1,
        byTrigger: { 'selling-or-sharing': 0, sensitive: 1, admt: 1, observation: 0, location: 0, training: 0 },
        personalInformation: { identifiers: 'yes' },
        sensitive: {},
        open: [],
        leftOut: [],
      },
      ...more,
    },
  }
}

const broken: Entry = { bundle: 'b', state: 'not-verified', faults: [{ says: 'was changed' }], faultCount: 1 }

async function counting(entries: readonly Entry[], atOnce?: number): Promise<readonly boolean[]> {
  async function* read() {
    yield* entries
  }
  const newest = await newestOf(read, entries.length, atOnce)
  return entries.map((_, index) => newest.counts(index))
}

describe('which bundle of a repository counts', () => {
  test('the latest day, whatever its verdict and the case of the name', async () => {
    const entries = [
      held('bank/loans', '2026-11-01', 'fail'),
      broken,
      held('Bank/Loans', '2026-11-20', 'pass'),
      held('bank/loans', '2026-10-01', 'fail'),
      held('bank/cards', '2026-01-01', 'fail'),
    ]
    expect(await counting(entries)).toEqual([false, true, true, false, true])
  })

  test('of one day the gravest verdict', async () => {
    const [pass, open, fail] = (['pass', 'not-evaluated', 'fail'] as const).map((verdict) =>
      held('bank/loans', '2026-11-01', verdict),
    )
    if (pass === undefined || open === undefined || fail === undefined) throw new Error('three are made')
    expect(await counting([pass, open, fail])).toEqual([false, false, true])
    expect(await counting([open, pass])).toEqual([true, false])
  })

  test('is the same in rounds, and in any order', async () => {
    const entry = fc
      .record({
        repository: fc.option(fc.constantFrom('a/a', 'A/a', 'b/b', 'c/c'), { nil: undefined }),
        day: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03'),
        verdict: fc.constantFrom('pass' as const, 'fail' as const, 'not-evaluated' as const),
      })
      .map(({ repository, day, verdict }) => held(repository, day, verdict))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(entry, fc.constant(broken)), { maxLength: 30 }), async (entries) => {
        const counted = await counting(entries)
        expect(await counting(entries, 3)).toEqual(counted)
        const sum = (some: readonly Entry[], which: readonly boolean[]) => {
          const all = adding()
          for (const [index, one] of some.entries()) all.add(one, which[index] ?? false)
          return all.totals()
        }
        const other = entries.toReversed()
        expect(sum(other, await counting(other))).toEqual(sum(entries, counted))
      }),
      { numRuns: 100 },
    )
  })
})

describe('sums', () => {
  test('take nothing of what is superseded or not verified', () => {
    const all = adding()
    all.add(held('bank/loans', '2026-11-20', 'pass'), true)
    all.add(held('bank/loans', '2026-11-01', 'fail'), false)
    all.add(broken, true)
    const { bundles, verified, superseded, notVerified, verdicts, counts, filings } = all.totals()
    expect({ bundles, verified, superseded, notVerified }).toEqual({
      bundles: 3,
      verified: 2,
      superseded: 1,
      notVerified: 1,
    })
    expect(verdicts).toEqual({ pass: 1, fail: 0, 'not-evaluated': 0 })
    expect(counts.errors).toBe(1)
    expect(filings.first.map(({ assessments }) => assessments)).toEqual([1])
  })

  test('of one owner over repositories are by account, and by name without one', () => {
    const all = adding()
    const share = (name: string, github?: string) => ({
      owners: [{ name, unmet: 1, open: 2, ...(github === undefined ? {} : { github }) }],
    })
    all.add(held('a/a', '2026-11-01', 'fail', share('Gloria Mendez', 'gmendez')), true)
    all.add(held('b/b', '2026-11-01', 'fail', share('G. Mendez', 'GMendez')), true)
    all.add(held('c/c', '2026-11-01', 'fail', share('Gloria Mendez')), true)
    const { first, count } = all.totals().owners
    expect(count).toBe(2)
    expect(first.map(({ name, unmet, open, bundles }) => [name, unmet, open, bundles])).toEqual([
      ['Gloria Mendez', 2, 4, 2],
      ['Gloria Mendez', 1, 2, 1],
    ])
  })

  test('of businesses stay apart, and those of one are added', () => {
    const all = adding()
    all.add(held('a/a', '2026-11-01', 'pass'), true)
    all.add(held('b/b', '2026-11-01', 'pass'), true)
    all.add(held('c/c', '2026-11-01', 'pass', { organization: 'Cedar Bank' }), true)
    expect(all.totals().filings.first).toMatchObject([
      { organization: 'Cedar Bank', assessments: 1 },
      { organization: 'Northwind Pay, Inc.', assessments: 2, byTrigger: { admt: 2, training: 0 }, bundles: 2 },
    ])
  })
})

describe('the first of many', () => {
  test('are the same as of a whole sort, and the rest is counted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 400 }), (numbers) => {
        const most = firsts<number>((a, b) => a - b)
        for (const each of numbers) most.add(each)
        const expected = numbers.toSorted((a, b) => a - b).slice(0, 50)
        expect(most.most()).toEqual({ first: expected, count: numbers.length, exact: true })
      }),
    )
  })

  test('say when more are met than are told apart', () => {
    const some = sums<number>((a, b) => a + b, 2)
    for (const key of ['a', 'b', 'a', 'c']) some.add(key, 1)
    expect(some.most((a, b) => b - a)).toEqual({ first: [2, 1], count: 2, exact: false })
  })
})

test('a bundle of which nothing was judged is not verified, though nothing was found wrong', () => {
  expect(entryOf('b', { faults: [], notes: [] })).toMatchObject({ state: 'not-verified', faultCount: 1 })
})
