import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleOf } from './bundles.ts'

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'portfolio-sql-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))

const queries = [...readFileSync('docs/portfolio.md', 'utf8').matchAll(/```sql\n([\s\S]*?)```/g)].map(
  ([, sql = '']) => sql,
)
const lines = join(HOME, 'out', 'portfolio.jsonl')

beforeAll(async () => {
  const make = (name: string, example: string, repository: string, asOf = '2026-11-23') =>
    bundleOf(join(HOME, name), { root: resolve('examples', example), repository, asOf })
  await make('b/1', 'hiring', 'harbor-cross/people')
  await make('b/2', 'hiring', 'Harbor-Cross/People', '2026-10-01')
  await make('b/3', 'lending', 'northwind-pay/offers')
  await make('b/4', 'not-admt', 'cedar/desk')
  // What is not verified comes first, so that the columns are not told by the first line.
  const args = [CLI, 'portfolio', join(HOME, 'nowhere'), join(HOME, 'b/*'), '--out', join(HOME, 'out')]
  spawnSync(process.execPath, args)
}, 60_000)

async function rowsOf(sql: string) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const read = await connection.runAndReadAll(sql.replaceAll('portfolio.jsonl', lines.replaceAll("'", "''")))
  return read.getRowObjectsJson()
}

test('the documentation has five queries', () => {
  expect(queries).toHaveLength(5)
})

test('verdicts', async () => {
  expect(await rowsOf(queries[0] ?? '')).toEqual([
    { verdict: 'pass', bundles: '2' },
    { verdict: 'fail', bundles: '1' },
    { verdict: 'unreadable', bundles: '1' },
  ])
})

test('the next days', async () => {
  const rows = await rowsOf(queries[1] ?? '')
  expect(rows[0]).toMatchObject({ date: '2027-01-01', repository: 'harbor-cross/people' })
  expect(rows.map(({ date }) => date)).toEqual(rows.map(({ date }) => date).sort())
  expect(rows.some(({ repository }) => repository === 'Harbor-Cross/People')).toBe(false)
})

test('owners', async () => {
  const [first] = await rowsOf(queries[2] ?? '')
  expect(first).toMatchObject({ owner: expect.any(String), unmet: expect.stringMatching(/^[1-9]/) })
})

test('the counts for the yearly filing', async () => {
  const rows = await rowsOf(queries[3] ?? '')
  expect(rows.map(({ assessments, sensitive }) => [assessments, sensitive])).toEqual([
    ['0', []],
    ['1', ['citizenship-or-immigration-status']],
    ['1', ['precise-geolocation']],
  ])
})

test('the newest is the one that the portfolio counts', async () => {
  const counted = readFileSync(lines, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): { repository: string; verified: boolean; superseded: boolean } => JSON.parse(line))
    .filter(({ verified, superseded }) => verified && !superseded)
  const rows = await rowsOf(queries[4] ?? '')
  expect(rows.map(({ repository }) => repository)).toEqual(counted.map(({ repository }) => repository).sort())
})
