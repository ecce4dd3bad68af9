import type { Person } from './manifest.ts'
import type { Policy, PolicyPerson } from './policy.ts'

/** The person of the policy who a declared one is: by the account, which is one person's; by the name only where no account is declared. */
export function personIn(people: readonly PolicyPerson[], person: Person): PolicyPerson | undefined {
  const handle = person.github.value?.toLowerCase()
  if (handle !== undefined) return people.find(({ github }) => github.toLowerCase() === handle)
  const name = comparable(person.name.value ?? '')
  return people.find((each) => comparable(each.name) === name)
}

/** True when both have one name, whatever the case and the spaces. */
export function isNamesake(person: Person, other: PolicyPerson): boolean {
  return comparable(person.name.value ?? '') === comparable(other.name)
}

/** Why the policy does not let a declared person own anything, as what follows the person's key; undefined when it does. */
export function whyNotOwner(
  person: Person,
  { owners }: Policy,
): { readonly because: string; readonly next: string } | undefined {
  if (owners === undefined || personIn(owners, person) !== undefined) return undefined
  const namesake = owners.find((each) => isNamesake(person, each))
  if (namesake !== undefined)
    return {
      because: `whose account is \`${person.github.value}\`, and the policy’s ${namesake.name} has \`${namesake.github}\``,
      next: `write \`github: ${namesake.github}\` for \`people.${person.key}\`, if that is the person`,
    }
  const unsure = person.github.value === undefined ? `, or write \`github:\` for \`people.${person.key}\`` : ''
  return {
    because: `who may own nothing by the policy, which names ${listed(owners)}`,
    next: `write the key of one of them${unsure}`,
  }
}

/** People that a message names before the rest are counted. */
const MOST_NAMED = 5

/** "Priya Raman (`praman`), Marco Silva (`msilva`) and 3 more". */
export function listed(people: readonly PolicyPerson[]): string {
  if (people.length === 0) return 'nobody'
  const named = people.slice(0, MOST_NAMED).map(({ name, github }) => `${name} (\`${github}\`)`)
  const more = people.length - named.length
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function comparable(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ')
}
