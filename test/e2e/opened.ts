import { expect } from 'vitest'
import { repository } from './events.ts'
import { plantRepository, type Tree } from './git-stream.ts'
import { type Account, type GitHub, type GitHubOptions, type Pull, type Role, startGitHub, user } from './github.ts'
import { at, list } from './openapi.ts'
import { allOf, MAINTAINER, type Made, madeOf } from './planned.ts'
import { type Ran, reportOf, runAction, type Step } from './runner.ts'

/** What one run asks of GitHub at most: of a pull request that is checked out, of each one of a merge queue, and of files that come one by one. */
export const REQUESTS = { pull: 15, queued: 8, files: 40 } as const

/** Opens what `policyRepository` names. */
export const POLICY_TOKEN = 'ghs_policy'

/** What a pull request and a merge queue have in common. */
export type Whole = {
  /** The files of the base branch, in one commit or in several. */
  readonly base: Tree | readonly Made[]
  readonly with?: { readonly [input: string]: string }
  /** Roles by login; authors and reviewers may write unless it is said. */
  readonly collaborators?: { readonly [login: string]: Role }
  /** Another repository, private unless it is said; `policy-token` opens it, unless `token` is another. A fork's job has no token for it. */
  readonly policyRepository?: {
    readonly name: string
    readonly files: Tree
    readonly private?: boolean
    readonly token?: string
  }
  /** More of GitHub: faults, latency, permissions, organizations. */
  readonly github?: GitHubOptions
  readonly env?: Step['env']
  readonly prepare?: Step['prepare']
}
/** Commits by name: `base-0` and on, `tip` (the base branch), `head-0` and on, `head`, `merge`. */
export type Shas = { readonly [name: string]: string }

export type Finding = {
  readonly rule: string
  readonly subject: string
  readonly outcome: string
  readonly level: string
  readonly message: string
}
export type Tried = {
  readonly ran: Ran
  readonly github: GitHub
  readonly shas: Shas
  readonly findings: readonly Finding[]
}
export type Opened = {
  readonly github: GitHub
  readonly shas: Shas
  readonly folder: string
  readonly step: Step
  /** Runs the Action once; a second time is a re-run, with what is said changed. */
  run(changes?: Partial<Step>): Promise<Ran>
  close(): Promise<void>
}

/** Runs an opened one once and closes it. */
export async function tried(opened: Opened, changes: Partial<Step> = {}): Promise<Tried> {
  const { github, shas } = opened
  const ran = await opened.run(changes)
  await opened.close()
  return { ran, github, shas, findings: findingsOf(ran) }
}

/** Starts GitHub for a step that can run once or again. */
export async function open(
  options: GitHubOptions,
  step: Step,
  shas: Shas,
  folder: string,
  most: number = REQUESTS.pull,
): Promise<Opened> {
  const github = await startGitHub(options)
  return {
    github,
    shas,
    folder,
    step,
    async run(changes = {}) {
      const before = github.requests.length
      const env = { ...step.env, ...changes.env }
      const ran = await runAction({ ...step, ...changes, env, apiUrl: github.url })
      expect(github.requests.length - before).toBeLessThanOrEqual(most)
      return ran
    },
    async close() {
      await github.close()
      expect(github.violations).toEqual([])
    },
  }
}

/** GitHub with this repository and the one of the policy. `readOnly`: whatever `permissions:` says. */
export function optionsOf(
  { base, collaborators, policyRepository, github = {} }: Whole,
  folder: string,
  pulls: readonly Pull[],
  readOnly: boolean,
): GitHubOptions {
  const usual = pulls.flatMap(({ author, head, reviews = [] }) => [
    ...reviews.map(({ user: reviewer }) => reviewer),
    ...(head.repository === undefined ? [author] : []),
  ])
  const people = usual.filter((one) => one?.type === 'User').map((one) => [one?.login ?? '', 'write'] as const)
  const own = github.repositories?.[repository]
  const forks = pulls.flatMap(({ head }) => (head.repository == null ? [] : [head.repository]))
  const policy =
    policyRepository === undefined
      ? undefined
      : {
          name: policyRepository.name,
          private: policyRepository.private ?? true,
          folder: plantRepository(
            [{ name: 'policy', parents: [], changes: policyRepository.files, day: '2026-09-01', by: MAINTAINER }],
            { 'refs/heads/main': 'policy', 'refs/tags/v1': 'policy' },
          ).folder,
        }
  return {
    accounts: declaredIn(base),
    ...github,
    ...(readOnly ? { checks: 'read', permissions: { contents: 'read', pull_requests: 'read', issues: 'read' } } : {}),
    repositories: {
      ...Object.fromEntries(forks.map((fork) => [fork, { folder }])),
      ...github.repositories,
      [repository]: {
        ...own,
        folder,
        pulls: [...pulls, ...(own?.pulls ?? [])],
        collaborators: {
          ...Object.fromEntries(people),
          [MAINTAINER]: 'admin',
          ...own?.collaborators,
          ...collaborators,
        },
      },
      ...(policy === undefined ? {} : { [policy.name]: { folder: policy.folder, private: policy.private } }),
    },
    tokens: {
      ...(policy === undefined ? {} : { [POLICY_TOKEN]: { repositories: { [policy.name]: { contents: 'read' } } } }),
      ...github.tokens,
    },
  }
}

/** The inputs of the step: those that are given, and the token of the policy's repository, where the job is given secrets. */
export function inputsOf(
  { with: given = {}, policyRepository }: Whole,
  secrets: boolean,
): { readonly [input: string]: string } {
  const token = secrets ? (policyRepository?.token ?? POLICY_TOKEN) : ''
  return { 'as-of': '2026-11-23', ...(policyRepository === undefined ? {} : { 'policy-token': token }), ...given }
}

/** Whoever has an account in the files of the base is on GitHub, unless `accounts` are given. */
function declaredIn(base: Whole['base']): readonly Account[] {
  const texts = Object.values(allOf(madeOf(base))).filter((content) => typeof content === 'string')
  const found = texts.flatMap((text) => [...text.matchAll(/\bgithub"?: "?([\w-]+)/g)].map(([, login = '']) => login))
  return [...new Set(found)].map(user)
}

/** The findings of the report, those of one rule when it is named. */
export function findingsOf(ran: Ran, rule?: string): readonly Finding[] {
  const text = (value: unknown, key: string): string => String(at(value, key) ?? '')
  return list(reportOf(ran).findings)
    .map((one) => ({
      rule: text(one, 'rule'),
      subject: text(one, 'subject'),
      outcome: text(one, 'outcome'),
      level: text(one, 'level'),
      message: text(one, 'message'),
    }))
    .filter((one) => rule === undefined || one.rule === rule)
}
