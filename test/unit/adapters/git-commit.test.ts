import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { commitHere, parentsHere } from '../../../src/adapters/git-commit.ts'
import { elsewhere, git, repository } from '../../e2e/repositories.ts'

function merged() {
  const made = repository()
  made.commit('2026-03-02', { a: '1' })
  made.git('checkout', '--quiet', '-b', 'change')
  made.commit('2026-03-03', { b: '2' })
  made.git('checkout', '--quiet', 'main')
  made.commit('2026-03-04', { c: '3' })
  made.git('merge', '--quiet', '--no-ff', '--no-edit', 'change')
  return {
    ...made,
    merge: made.git('rev-parse', 'HEAD'),
    parents: made.git('rev-parse', 'HEAD^1', 'HEAD^2').split('\n'),
  }
}

test('a merge names its parents, also in a clone of one commit', async () => {
  const { folder, merge, parents } = merged()
  expect(await parentsHere(folder, merge)).toEqual(parents)
  const clone = join(elsewhere(), 'clone')
  git(elsewhere(), 'clone', '--quiet', '--depth=1', `file://${folder}`, clone)
  expect(await commitHere(clone)).toBe(merge)
  expect(await parentsHere(clone, merge)).toEqual(parents)
})

test('a commit that an earlier step wrote over is not believed', async () => {
  const { folder, merge, parents, git } = merged()
  const text = git('cat-file', 'commit', merge).replace(parents[0] ?? '', parents[1] ?? '')
  const path = join(folder, '.git', 'objects', merge.slice(0, 2), merge.slice(2))
  chmodSync(path, 0o600)
  writeFileSync(path, deflateSync(`commit ${Buffer.byteLength(`${text}\n`)}\0${text}\n`))
  expect(await parentsHere(folder, merge)).toBeUndefined()
  // Nor one that stands in for it.
  const { folder: another, merge: true_, parents: own, git: other } = merged()
  other('replace', true_, own[1] ?? '')
  expect(await parentsHere(another, true_)).toEqual(own)
})

test('nothing is told where there is no such commit, and no repository', async () => {
  const { folder } = merged()
  expect(await parentsHere(folder, '0'.repeat(40))).toBeUndefined()
  rmSync(join(folder, '.git'), { recursive: true })
  expect(await commitHere(folder)).toBeUndefined()
})
