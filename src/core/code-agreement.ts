import { type CodeOwner, isUserOf, type Members, membershipKey, type OwnedEntry } from './code-owners.ts'

/** Who a system declares as owners: accounts and addresses in lower case, the first is asked first. */
export type DeclaredOwners = { readonly handles: readonly string[]; readonly emails: readonly string[] }

/** Whether a line of `CODEOWNERS` names one of the declared owners; `because` is a clause about who it names instead. */
export type Agreement = { readonly agrees: 'yes' | 'no' | 'unknown'; readonly because: string }

/** Each owner that the line names settles it alone; one that cannot be told leaves it open, for cannot see is not: is not. */
export function agreementOf({ owners }: OwnedEntry, declared: DeclaredOwners, members: Members): Agreement {
  const each = owners.map((owner) => agreementWith(owner, declared, members))
  const yes = each.find(({ agrees }) => agrees === 'yes')
  if (yes !== undefined) return yes
  const unknown = each.filter(({ agrees }) => agrees === 'unknown')
  const told = unknown.length > 0 ? unknown : each
  return { agrees: unknown.length > 0 ? 'unknown' : 'no', because: told.map(({ because }) => because).join('; ') }
}

function agreementWith(owner: CodeOwner, declared: DeclaredOwners, members: Members): Agreement {
  switch (owner.kind) {
    case 'user':
      return isUserOf(owner, declared.handles)
        ? { agrees: 'yes', because: `\`@${owner.name}\` is a declared owner` }
        : { agrees: 'no', because: `\`@${owner.name}\` is no declared owner` }
    case 'email':
      return declared.emails.includes(owner.name)
        ? { agrees: 'yes', because: `\`${owner.name}\` is the address of a declared owner` }
        : { agrees: 'unknown', because: `whose address \`${owner.name}\` is cannot be seen` }
    case 'team':
      return inTeam(owner.name, declared.handles, members)
  }
}

function inTeam(team: string, handles: readonly string[], members: Members): Agreement {
  const name = `\`@${team}\``
  const states = handles.map((handle) => ({ handle, state: members[membershipKey({ team, handle })] }))
  const member = states.find(({ state }) => state?.is === 'member')
  if (member !== undefined) return { agrees: 'yes', because: `\`${member.handle}\` is a member of ${name}` }
  const unseen = states.find(({ state }) => state === undefined || state.is === 'unknown')
  if (unseen !== undefined) {
    const because = unseen.state?.is === 'unknown' ? unseen.state.because : 'the Action needs `org-token` for it'
    return { agrees: 'unknown', because: `who is in ${name} cannot be seen: ${because}` }
  }
  const pending = states.find(({ state }) => state?.is === 'pending')
  return {
    agrees: 'no',
    because:
      pending === undefined
        ? `no declared owner is a member of ${name}`
        : `\`${pending.handle}\` is invited to ${name} and not yet a member`,
  }
}
