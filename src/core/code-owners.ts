/** Whom `CODEOWNERS` of the base branch names for the code of each system. */
export type CodeOwners =
  | {
      readonly known: true
      /** `.github/CODEOWNERS`, from the repository's root. */
      readonly file: string
      /** Lines that GitHub skips, because it does not know what they say. */
      readonly skipped: readonly { readonly line: number; readonly because: string }[]
      /** By the system's id; only of systems that declare `code:`. */
      readonly systems: { readonly [system: string]: OwnedCode }
      readonly members: Members
    }
  /** `because` is a predicate that completes "`CODEOWNERS` …". */
  | { readonly known: false; readonly because: string }

/** The files of a system's code, by the line that decides who owns them. */
export type OwnedCode =
  | {
      readonly known: true
      readonly entries: readonly OwnedEntry[]
      /** How many files no line names an owner for. */
      readonly unowned: number
      /** True when it has more files than are looked at. */
      readonly partly?: true
    }
  /** `because` completes "its files cannot be told: the folder …". */
  | { readonly known: false; readonly because: string }

/** One line of `CODEOWNERS` that decides for files of a system, and one of these files. */
export type OwnedEntry = {
  readonly line: number
  readonly owners: readonly CodeOwner[]
  readonly example: string
}

/** In lower case. A team is `org/slug`. */
export type CodeOwner = { readonly kind: 'user' | 'team' | 'email'; readonly name: string }

/** A person and a team, both in lower case, by `membershipKey`. What is not in it was not asked. */
export type Members = { readonly [teamAndHandle: string]: Membership }
export type MembershipAsked = { readonly team: string; readonly handle: string }
/** Cannot see is not: is not. Who is `pending` was invited and has not accepted. */
export type Membership =
  | { readonly is: 'member' | 'pending' | 'no-member' }
  | { readonly is: 'unknown'; readonly because: string }

export function membershipKey({ team, handle }: MembershipAsked): string {
  return `${team} ${handle}`
}

/** Who is a member is asked where that alone decides: for teams of lines that name none of these owners outright. */
export function membershipsNeeded(
  entries: readonly OwnedEntry[],
  handles: readonly string[],
): readonly MembershipAsked[] {
  const undecided = entries.filter(({ owners }) => !owners.some((owner) => isUserOf(owner, handles)))
  const teams = undecided.flatMap(({ owners }) => owners.filter(({ kind }) => kind === 'team').map(({ name }) => name))
  return handles.flatMap((handle) => [...new Set(teams)].map((team) => ({ team, handle })))
}

export function isUserOf({ kind, name }: CodeOwner, handles: readonly string[]): boolean {
  return kind === 'user' && handles.includes(name)
}
