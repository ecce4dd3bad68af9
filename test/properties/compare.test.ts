import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { keyOf } from '../../src/core/duty-level.ts'
import { DAYS, manifest as manifests, shuffled, system } from '../scenarios/arbitrary.ts'
import { between, files, judged } from '../scenarios/changes.ts'

fc.configureGlobal({ seed: 7155 })
vi.setConfig({ testTimeout: 60_000 })

const day = fc.constantFrom(...DAYS)
const random = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))
const from = (stream: Iterator<number>) => () => stream.next().value ?? 0

describe('what differs', () => {
  test('is nothing between a manifest and itself, nor when its keys and lists are in another order', () => {
    fc.assert(
      fc.property(manifests, random, day, (document, stream, asOf) => {
        expect(between(document, document, files(), asOf)).toEqual([])
        expect(between(document, shuffled(document, from(stream)), files(), asOf)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('does not depend on the order on either side', () => {
    fc.assert(
      fc.property(manifests, manifests, random, day, (before, after, stream, asOf) => {
        const told = (...sides: Parameters<typeof between>) =>
          between(...sides).map(({ topic, key, says, loosens, material, duties }) =>
            // The law gives the first reason that it finds, and that may be another one.
            JSON.stringify([key, topic === 'determination' || topic === 'duty' ? '' : says, loosens, material, duties]),
          )
        expect(told(shuffled(before, from(stream)), shuffled(after, from(stream)), files(), asOf)).toEqual(
          told(before, after, files(), asOf),
        )
      }),
      { numRuns: 100 },
    )
  })

  test('has a key of its own each', () => {
    fc.assert(
      fc.property(manifests, manifests, day, (before, after, asOf) => {
        const keys = between(before, after, files(), asOf).map(({ key }) => key)
        expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
        expect(keys.filter((key) => key.includes('#'))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

describe('a duty that is lost', () => {
  const lostOf = (before: Parameters<typeof between>[0], after: typeof before, asOf: string, renamed = new Map()) => {
    const now = new Set(judged(after, asOf).duties.map(keyOf))
    const changes = between(before, after, files(), asOf)
    const told = new Set(changes.flatMap(({ loosens, duties = [] }) => (loosens === undefined ? [] : duties)))
    return judged(before, asOf)
      .duties.filter((duty) => {
        const subject = renamed.get(duty.subject) ?? duty.subject
        return !now.has(`${subject}/${duty.obligation}`)
      })
      .map(keyOf)
      .filter((key) => !told.has(key))
  }

  test('is told by something that loosens, whatever takes it away', () => {
    fc.assert(
      fc.property(manifests, manifests, day, (before, after, asOf) => {
        expect(lostOf(before, after, asOf)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('is told under the new id of a system that is renamed with its code', () => {
    const coded = (id: string) =>
      system(id).map((each) => ({ ...Object(each), id, name: id, purpose: id, code: ['services/offers/**'] }))
    fc.assert(
      fc.property(manifests, coded('gamma'), coded('delta'), day, (document, before, after, asOf) => {
        const renamed = new Map([['gamma', 'delta']])
        const changes = between({ ...document, systems: [before] }, { ...document, systems: [after] }, files(), asOf)
        expect(changes.filter(({ loosens }) => loosens === 'system-renamed')).toHaveLength(1)
        expect(lostOf({ ...document, systems: [before] }, { ...document, systems: [after] }, asOf, renamed)).toEqual([])
      }),
      { numRuns: 80 },
    )
  })
})
