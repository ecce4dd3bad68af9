import { unfilled } from './filled.ts'
import type { Manifest, Person, Text } from './manifest.ts'

/** The declared person behind a key; undefined when the key is missing or names nobody. */
export function personOf(manifest: Manifest, key: Text): Person | undefined {
  return key.value === undefined ? undefined : manifest.people.find((person) => person.key === key.value)
}

/** True for a named person who is declared as counsel. */
export function isCounsel(person: Person | undefined): boolean {
  return person !== undefined && person.counsel.value === 'yes' && notAPerson(person) === undefined
}

/** One of these words anywhere makes a name collective or automatic. */
const COLLECTIVE = words(
  'team group squad department dept mailbox inbox bot robot automation dependabot renovate gpt account committee everyone tbd tba todo n/a',
)
/** A name made of nothing but these is a function. Some are surnames too, so one alone decides nothing. */
const FUNCTIONS = words(
  'the our and privacy legal compliance engineering product security data risk ml ai platform support hr people ops operations admin ' +
    'administrator admins owner owners maintainer maintainers developer developers engineers lawyers counsel management leadership release ci ' +
    'chief officer ceo cto cfo coo cpo ciso vp vice president director head lead manager first last name to be hired hiring system systems service services board office desk crew staff guild unit division chapter company organization organisation nobody anyone unknown none',
)
const SHARED_MAILBOXES = words(
  'privacy legal compliance engineering eng product security data risk support help info contact hello hr people ops operations admin team dpo ' +
    'office noreply no-reply donotreply notifications alerts dev developers ml ai platform press sales',
)

/** Why a declared person is not a named person, as a predicate; undefined when nothing speaks against it. */
export function notAPerson(person: Person): string | undefined {
  const because = notAName(person.name.value)
  if (because !== undefined) return because
  const handle = person.github.value
  const mailbox = person.email.value?.split('@')[0]?.toLowerCase()
  const shared = handle === undefined ? undefined : notAnAccount(handle)
  if (shared !== undefined) return shared
  if (mailbox !== undefined && SHARED_MAILBOXES.has(mailbox))
    return `has the address \`${person.email.value}\`, which is a shared mailbox`
  return undefined
}

/** Why an account is nobody's own, as a predicate; undefined when nothing speaks against it. */
export function notAnAccount(handle: string): string | undefined {
  if (/\[bot\]$|^(dependabot|renovate|github-actions)$|[-_]bot$/i.test(handle))
    return `has the account \`${handle}\`, which is a bot`
  return handle.includes('/') ? `has the account \`${handle}\`, which is a team` : undefined
}

/** Why a text does not name a natural person, as a predicate; undefined when nothing speaks against it. */
export function notAName(name: string | undefined): string | undefined {
  if (name === undefined || unfilled([name]) !== undefined || /^\P{L}*$/u.test(name)) return 'has no name'
  if (name.includes('@')) return `is \`${name}\`, which is an address, not a name`
  const parts = name
    .toLowerCase()
    .split(/[\s()[\]{},.:;"_-]+/)
    .filter((part) => part !== '')
  if (/\[bot\]$/i.test(name)) return `is \`${name}\`, which is a bot`
  if (parts.some((part) => COLLECTIVE.has(part)))
    return `is \`${name}\`, which names a group or a machine, not a person`
  if (parts.every((part) => FUNCTIONS.has(part))) return `is \`${name}\`, which names a function, not a person`
  return undefined
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
