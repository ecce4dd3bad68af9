import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { describe, expect, test, vi } from 'vitest'
import { filesIn, parseModule, staticGraph } from './modules.ts'

// The bundles are large, and parsing them all takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** What an HTTP client cannot do without. */
const NETWORK = /^(node:)?(http|https|http2|net|tls|dns)$/

describe('dist', () => {
  test('the command line loads nothing of GitHub’s toolkit', () => {
    const { files, outside } = staticGraph('dist/cli.js')
    expect(packagesIn(files).filter((name) => /^@actions\/|^@octokit\/|undici|tunnel/.test(name))).toEqual([])
    expect(outside.filter((specifier) => NETWORK.test(specifier))).toEqual([])
  })

  test('the Action loads no HTTP client before it needs one', () => {
    const { files, outside } = staticGraph('dist/action.js')
    expect(packagesIn(files)).toContain('@actions/core')
    expect(packagesIn(files).filter((name) => /^@octokit\/|http-client|undici|tunnel/.test(name))).toEqual([])
    expect(outside.filter((specifier) => NETWORK.test(specifier))).toEqual([])
  })

  test('the command line brings the library for a bill of materials, and does not load it before one is asked for', () => {
    const packages = (files: readonly string[]) => packagesIn(files).filter((name) => name.startsWith('@cyclonedx/'))
    expect(packages(staticGraph('dist/cli.js').files)).toEqual([])
    expect(packages(filesIn('dist/cli'))).toEqual(['@cyclonedx/cyclonedx-library'])
  })

  test.each(['dist/cli.js', 'dist/action.js'])('%s reads no policy before one is named', (entry) => {
    const { files, lazy } = staticGraph(entry)
    const reading = (file: string) => readFileSync(file, 'utf8').includes('may-approve')
    expect(files.filter(reading)).toEqual([])
    expect(lazy.filter(reading)).not.toEqual([])
  })

  test('nor does the reporter', () => {
    const { files, outside } = staticGraph('dist/report.js')
    expect(packagesIn(files).filter((name) => /^@octokit\/|http-client|undici|tunnel|^yaml$/.test(name))).toEqual([])
    expect(outside.filter((specifier) => NETWORK.test(specifier))).toEqual([])
  })

  test.each(['action', 'report'])('the HTTP client of %s is there, behind a dynamic import', (name) => {
    expect(packagesIn(staticGraph(`dist/${name}.js`).lazy)).toContain('@octokit/core')
  })

  test('the client that uploads is in a file of its own, which a thread loads', () => {
    const { files, lazy } = staticGraph('dist/action.js')
    expect(packagesIn([...files, ...lazy]).filter((name) => /^@azure\/|^@actions\/artifact$/.test(name))).toEqual([])
    expect(packagesIn(['dist/upload.js'])).toContain('@actions/artifact')
  })

  test('everything it imports from outside is part of Node', () => {
    const chunks = filesIn('dist').filter((file) => file.endsWith('.js'))
    const outside = new Set(chunks.flatMap((file) => parseModule(readFileSync(file, 'utf8')).imports))
    const packages = [...outside].filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
    expect(packages.filter((name) => existsSync(`node_modules/${name}`))).toEqual([])
  })

  test('no compiler of schemas is shipped', () => {
    const compilers = filesIn('dist').filter((file) => readFileSync(file, 'utf8').includes('class KeywordCxt'))
    expect(compilers).toEqual([])
  })

  test('the command line can be run as a program', () => {
    expect(readFileSync('dist/cli.js', 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node')
  })

  test.each(filesIn('dist'))('%s names no place on the machine that built it', (file) => {
    const text = readFileSync(file, 'utf8')
    for (const place of [process.cwd(), homedir(), 'file:///']) expect(text).not.toContain(place)
    expect(text).not.toMatch(/["'`](\/(home|Users|root|work|tmp|private|runner|github)\/|[A-Z]:\\\\)/)
    expect(text).not.toContain('sourceMappingURL')
  })
})

test.each([
  ["import https from 'node:https'", ['node:https']],
  ['const net = __require(`net`)', ['net']],
  ['const tls = createRequire(import.meta.url)(`node:tls`)', ['node:tls']],
  ["const https = await import('node:https')", []],
])('of %s, loading the file loads %j', (source, loaded) => {
  const { imports, required } = parseModule(source)
  expect([...imports, ...required]).toEqual(loaded)
})

/** The packages with code in any of these files, as the bundler itself wrote them down in `licenses.txt`. */
function packagesIn(files: readonly string[]): readonly string[] {
  const listed = [...readFileSync('dist/licenses.txt', 'utf8').matchAll(/^={80}\n(\S+) .+\nin (.+)$/gm)]
  expect(listed).not.toEqual([])
  return listed.flatMap(([, name = '', chunks = '']) =>
    chunks.split(', ').some((chunk) => files.includes(`dist/${chunk}`)) ? [name] : [],
  )
}
