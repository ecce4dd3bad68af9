import { describe, expect, test } from 'vitest'
import { ConfigurationError } from '../../src/core/errors.ts'
import { type InputName, readInputs } from '../../src/read/inputs.ts'

type Given = { readonly [name in InputName]?: string }
const read = (given: Given) => readInputs((name) => given[name] ?? '')

describe('inputs', () => {
  test('that are left out or empty take their defaults', () => {
    expect(read({})).toEqual({
      manifest: ['ai-compliance.yml'],
      workingDirectory: '.',
      policy: undefined,
      policyToken: undefined,
      orgToken: undefined,
      githubToken: undefined,
      failOn: 'error',
      checkRun: true,
      comment: 'never',
      uploadArtifact: true,
      retentionDays: undefined,
      outputDir: undefined,
      asOf: undefined,
    })
  })

  test('are read without the white space around them', () => {
    const given = {
      manifest: ' legal/adm.yml\n',
      'fail-on': 'warning ',
      'check-run': ' false',
      'as-of': '2027-01-01\n',
      'github-token': ' t ',
    }
    expect(read(given)).toMatchObject({
      manifest: ['legal/adm.yml'],
      failOn: 'warning',
      checkRun: false,
      asOf: '2027-01-01',
      githubToken: 't',
    })
  })

  test.each<[Given, string]>([
    [{ 'fail-on': 'eror' }, '`fail-on` is `eror`; use `error`, `warning` or `never`.'],
    [{ 'fail-on': 'Error' }, '`fail-on` is `Error`; use `error`, `warning` or `never`.'],
    [{ 'check-run': 'yes' }, '`check-run` is `yes`; use `true` or `false`.'],
    [{ 'check-run': 'TRUE' }, '`check-run` is `TRUE`; use `true` or `false`.'],
    [{ 'as-of': 'tomorrow' }, '`as-of` is `tomorrow`; use a day of the calendar'],
    [{ 'as-of': '2027-02-29' }, '`as-of` is `2027-02-29`; use a day of the calendar'],
    [{ 'as-of': '2027-1-1' }, '`as-of` is `2027-1-1`; use a day of the calendar'],
    [{ 'upload-artifact': 'yes' }, '`upload-artifact` is `yes`; use `true` or `false`.'],
    [{ 'retention-days': '0' }, '`retention-days` is `0`; use a number of days from 1 to 400.'],
    [{ 'retention-days': '401' }, '`retention-days` is `401`; use a number of days from 1 to 400.'],
    [{ 'retention-days': '9.5' }, '`retention-days` is `9.5`; use a number of days from 1 to 400.'],
    [{ 'working-directory': 'a\rb' }, '`working-directory` has 2 lines; it takes one.'],
    [{ 'output-dir': 'a\nb\nc' }, '`output-dir` has 3 lines; it takes one.'],
  ])('%j is refused', (given, message) => {
    expect(() => read(given)).toThrow(ConfigurationError)
    expect(() => read(given)).toThrow(message)
  })

  test('a token of several lines is refused without being shown', () => {
    expect(() => read({ 'github-token': 'ghs_secret\nghs_secret' })).toThrow(/^(?!.*ghs_secret)/s)
  })
})
