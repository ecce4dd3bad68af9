import { describe, expect, test } from 'vitest'
import { globs, topFolder } from '../../../src/read/code-globs.ts'
import { plainPath } from '../../../src/read/plain-path.ts'

const file = (path: string) => ({ path, submodule: false })

describe('a glob', () => {
  test.each([
    ['services/offers/**', 'services/offers/decide.py', true],
    ['services/offers/**', 'services/offers/a/.hidden', true],
    ['services/offers/**', 'services/offers-old/decide.py', false],
    ['services/*.py', 'services/a/b.py', false],
    ['./services//*.py', 'services/b.py', true],
    ['/services/*.py', 'services/b.py', true],
    ['services/[ab]?.py', 'services/a1.py', true],
    ['services/{a,b}.py', 'services/a.py', false],
    ['services/{a,b}.py', 'services/{a,b}.py', true],
    ['#notes/*', '#notes/a', true],
    ['../x/**', 'x/a', false],
    ['**/../x', 'x', false],
    ['', 'a', false],
    ['.', 'a', false],
    ['a\0b/**', 'a', false],
  ])('%j of %j: %s', (glob, path, matches) => {
    expect(globs([glob]).matches(file(path))).toBe(matches)
  })

  test('that starts with an exclamation mark takes files out, wherever it stands', () => {
    const { matches } = globs(['!services/**/test_*', 'services/**'])
    expect(matches(file('services/offers/decide.py'))).toBe(true)
    expect(matches(file('services/offers/test_decide.py'))).toBe(false)
  })

  test('may lie in a submodule, of which git tells no more than its own path', () => {
    const { matches, folders } = globs(['vendor/rules/src/**'])
    expect(matches({ path: 'vendor/rules', submodule: true })).toBe(true)
    expect(matches({ path: 'vendor', submodule: false })).toBe(false)
    expect(matches({ path: 'vendor/other', submodule: true })).toBe(false)
    expect(folders).toEqual(['vendor'])
  })

  test('is answered soon, however hostile', () => {
    const begin = performance.now()
    globs([`${'*a'.repeat(200)}b`, `${'**/'.repeat(150)}x`]).matches(file(`${'a'.repeat(250)}/${'a/'.repeat(100)}y`))
    expect(performance.now() - begin).toBeLessThan(1000)
  })
})

test('the folders to look through are the first ones, or all where the first one is a glob', () => {
  expect(globs(['services/a/**', 'services/b/**', '!docs/**', '../x/**']).folders).toEqual(['services'])
  expect(globs(['*/a/**']).folders).toEqual(['.'])
  expect(['a/b', '[ab]/c', '**', ''].map(topFolder)).toEqual(['a', '.', '.', '.'])
  expect(plainPath('./a//b/./c/')).toBe('a/b/c')
})
