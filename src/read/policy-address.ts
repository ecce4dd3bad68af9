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

/** `compliance/policy.yml`, or `owner/repo/path@ref`. */
export function parsePolicyAddress(name: string): PolicyAddress {
  const { owner, repo, path, ref } =
    /^(?<owner>[\w-]+)\/(?<repo>[\w.-]+)\/(?<path>[^@]+)@(?<ref>[^@]+)$/.exec(name)?.groups ?? {}
  if (owner === undefined || repo === undefined || path === undefined || ref === undefined)
    return { kind: 'path', path: name }
  return { kind: 'repository', owner, repo, path, ref }
}
