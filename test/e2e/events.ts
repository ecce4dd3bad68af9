import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { at, list, object } from './openapi.ts'

type Payload = { readonly [key: string]: unknown }

/** The repository of the harness and the commits of its events. */
export const repository = 'Codertocat/Hello-World'
/** GITHUB_SHA: the branch's tip or, for a pull request, the test merge commit. */
export const current = '9d3f1c0b7a6e5d4c3b2a1f0e9d8c7b6a5f4e3d2c'
let examples: readonly unknown[] | undefined

/** A payload as GitHub sent it once: the first example of the event, or the first with that action. */
export function payload(event: string, action?: string): Payload {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples/api.github.com/index.json')
  examples ??= list(JSON.parse(readFileSync(file, 'utf8')))
  const all = list(
    at(
      examples.find((example) => at(example, 'name') === event),
      'examples',
    ),
  )
  return object(action === undefined ? all[0] : all.find((example) => at(example, 'action') === action))
}

/** The pull request as it arrives from a fork. */
export function fromFork(): Payload {
  const opened = payload('pull_request', 'synchronize')
  const pull = object(opened.pull_request)
  const head = object(pull.head)
  const fork = { ...object(head.repo), full_name: 'stranger/Hello-World', fork: true }
  return { ...opened, pull_request: { ...pull, head: { ...head, repo: fork } } }
}
