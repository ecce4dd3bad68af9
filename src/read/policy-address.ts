import { ConfigurationError } from '../core/errors.ts'

/** Where a policy is, as the input `policy` names it. */
export type PolicyAddress =
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'repository'
      readonly owner: string
      readonly repo: string
      readonly path: string
      readonly ref: string
    }

const NEXT = 'Write a path such as `compliance/policy.yml`, or `owner/repo/path/to/policy.yml@ref`.'
/** Git's own limit is that of a file name. */
const LONGEST = 1_000

/** `compliance/policy.yml`, or `owner/repo/path/to/policy.yml@ref`. Throws `ConfigurationError` for anything that could be read as something else. */
export function parsePolicyAddress(name: string): PolicyAddress {
  const refuse = (because: string) =>
    new ConfigurationError(`The policy is named \`${shown(name)}\`, which ${because}.`, NEXT)
  if (name === '') throw new ConfigurationError('The policy is empty text.', NEXT)
  if (name.length > LONGEST) throw refuse(`has more than ${LONGEST} characters`)
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) throw refuse('has characters that cannot be seen')
  if (!name.includes('@')) {
    if (!isPath(name)) throw refuse('is no path inside the repository')
    return { kind: 'path', path: name }
  }
  const { owner, repo, path, ref } =
    /^(?<owner>[A-Za-z0-9][\w-]{0,38})\/(?<repo>[\w.-]{1,100})\/(?<path>[^@]+\.(?:ya?ml|json))@(?<ref>.+)$/.exec(name)
      ?.groups ?? {}
  if (owner === undefined || repo === undefined || path === undefined || ref === undefined || /^\.{1,2}$/.test(repo))
    throw refuse('has an `@` and is not in the form of another repository')
  if (!isPath(path)) throw refuse(`has \`${path}\`, which is no path inside a repository`)
  if (!isRef(ref)) throw refuse(`has \`${ref}\`, which is no name of a branch, tag or commit`)
  return { kind: 'repository', owner, repo, path, ref }
}

/** Relative, with forward slashes, and without a step that goes nowhere or up. */
function isPath(path: string): boolean {
  return !/[\\*?:]/.test(path) && path.split('/').every((step) => !/^(?:|\.|\.\.|\.git)$/i.test(step))
}

/** https://git-scm.com/docs/git-check-ref-format, and no option of a program. */
function isRef(ref: string): boolean {
  return (
    ref.length <= 255 &&
    !/[\s~^:?*[\\]|\.\.|@\{|\/\//.test(ref) &&
    !/^[-/.]|[/.]$|\.lock$/.test(ref) &&
    ref !== '@' &&
    ref.split('/').every((step) => !/^\.|\.lock$/.test(step))
  )
}

function shown(name: string): string {
  const seen = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
  return seen.length > 100 ? `${seen.slice(0, 100)}…` : seen
}
