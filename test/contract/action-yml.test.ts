import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { inputs, outputs } from '../../src/read/inputs.ts'

type Declared = { readonly [name: string]: { readonly description: string; readonly default?: string } }
const action: { readonly inputs: Declared; readonly outputs: Declared; readonly runs: object } = parse(
  readFileSync('action.yml', 'utf8'),
)

describe('action.yml', () => {
  test('declares the inputs that the Action reads, with their defaults, and no others', () => {
    const declared = Object.entries(action.inputs).map(([name, input]) => [name, { default: input.default ?? '' }])
    expect(Object.fromEntries(declared)).toEqual(inputs)
  })

  test('declares the outputs that the Action writes, and no others', () => {
    expect(Object.keys(action.outputs).sort()).toEqual([...outputs].sort())
  })

  test('requires no input: GitHub would not enforce it', () => {
    for (const input of Object.values(action.inputs)) expect(input).not.toHaveProperty('required')
  })

  test('runs the committed bundle on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.js' })
  })
})

describe('report/action.yml', () => {
  const reporter: typeof action = parse(readFileSync('report/action.yml', 'utf8'))

  test('declares the inputs that the reporter reads, and no others', () => {
    const read = [...readFileSync('src/adapters/reporter-inputs.ts', 'utf8').matchAll(/getInput\('([a-z-]+)'\)/g)]
    expect(read.map(([, name]) => name).sort()).toEqual(Object.keys(reporter.inputs).sort())
  })

  test('runs the committed bundle on Node 24', () => {
    expect(reporter.runs).toEqual({ using: 'node24', main: '../dist/report.js' })
  })
})
