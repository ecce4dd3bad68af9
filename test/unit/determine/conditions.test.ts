import { describe, expect, test } from 'vitest'
import { no, unknown, yes } from '../../../src/core/logic.ts'
import { evaluateCondition } from '../../../src/determine/conditions.ts'

const open = unknown({ route: ['x'], stated: false }, 'whether x')
const by = { y: yes('y'), n: no('n'), u: open }

describe('a condition over determinations', () => {
  test.each([
    ['y', 'yes'],
    [{ all: ['y', 'y'] }, 'yes'],
    [{ all: ['y', 'u'] }, 'unknown'],
    [{ all: ['u', 'n'] }, 'no'],
    [{ any: ['n', 'u'] }, 'unknown'],
    [{ any: ['u', 'y'] }, 'yes'],
    [{ any: ['n', 'n'] }, 'no'],
    [{ not: 'u' }, 'unknown'],
    [{ not: 'n' }, 'yes'],
    [{ all: ['y', { not: { any: ['n', { all: ['y', 'n'] }] } }] }, 'yes'],
  ] as const)('%j is %s', (condition, expected) => {
    expect(evaluateCondition(condition, by).answer).toBe(expected)
  })
  test('what decides it leaves nothing open', () => {
    expect(evaluateCondition({ all: ['u', 'n'] }, by).open).toEqual([])
    expect(evaluateCondition({ any: ['u', 'y'] }, by).open).toEqual([])
    expect(evaluateCondition({ all: ['y', 'u'] }, by).open).toEqual([{ route: ['x'], ask: 'whether x', cites: [] }])
  })
  test('an id that nothing determines is a defect of the data', () => {
    expect(() => evaluateCondition({ all: ['y', 'z'] }, by)).toThrow(/`z`/)
  })
})
