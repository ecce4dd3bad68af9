import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { getInput } from '@actions/core'
import { ConfigurationError } from '../core/errors.ts'
import { type CommentOn, parseComment } from '../read/inputs.ts'

export type ReporterInputs = { readonly path: string; readonly token: string; readonly when: CommentOn }

/** The inputs of the reporter, as `report/action.yml` declares them. Throws `ConfigurationError` for a bad one. */
export function readReporterInputs(): ReporterInputs {
  const token = getInput('github-token')
  if (token === '')
    throw new ConfigurationError('`github-token` is empty.', 'Pass it, or leave it out for the token of the job.')
  return {
    path: resolve(getInput('report') || 'report.json'),
    token,
    when: parseComment('comment', getInput('comment') || 'on-failure'),
  }
}

/** The folder; undefined when there is none. */
export function existingFolder(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : undefined
}
