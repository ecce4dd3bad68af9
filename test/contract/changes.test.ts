import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LOOSENINGS } from '../../src/core/change.ts'

/* Kinds of loosening are named by the code, the report's schema and the page that explains them: the three must agree. */

test('docs/changes.md explains every kind of loosening once, in the order of the code', () => {
  const page = readFileSync('docs/changes.md', 'utf8')
  const explained = [...page.matchAll(/^\| `([a-z-]+)` \| .{20,} \|$/gm)].map(([, kind]) => kind)
  expect(explained).toEqual([...LOOSENINGS])
})

test('the report’s schema allows exactly these kinds', () => {
  const schema = JSON.parse(readFileSync('schemas/report.schema.json', 'utf8'))
  expect(schema.$defs.change.properties.loosens.enum).toEqual([...LOOSENINGS])
})
