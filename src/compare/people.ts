import type { Change } from '../core/change.ts'
import type { Manifest, Person } from '../core/manifest.ts'
import { differences, differs, type Field } from './fields.ts'
import { paired } from './pairs.ts'
import { answered, quoted } from './words.ts'

/** Whoever owns or approves by the key is another person when its name or its account is another. */
const another: NonNullable<Field<Person>['loosens']> = (was, is) =>
  was.value !== undefined && differs(was, is) ? 'person-changed' : undefined

const ANSWERS: readonly Field<Person>[] = [
  { key: 'name', of: ({ name }) => name, loosens: another },
  { key: 'title', of: ({ title }) => title },
  { key: 'github', of: ({ github }) => github, loosens: another },
  { key: 'email', of: ({ email }) => email },
  { key: 'counsel', of: ({ counsel }) => counsel },
  { key: 'executive', of: ({ executive }) => executive },
]

/** Who is named under `people`, by key. */
export function peopleChanges(before: Manifest, after: Manifest): readonly Change[] {
  const { pairs, removed, added } = paired(before.people, after.people, ({ key }) => key)
  const told = ({ key, route, name }: Person, verb: string): Change => ({
    topic: 'people',
    scope: 'organization',
    key: `people/${key}`,
    says: `${quoted(key)} (${answered(name)}) ${verb} \`people\``,
    route,
  })
  return [
    ...pairs.flatMap(([was, is]) =>
      differences(was, is, ANSWERS, {
        topic: 'people',
        scope: 'organization',
        key: `people/${is.key}`,
        of: ` of ${quoted(is.key)} under \`people\``,
      }),
    ),
    ...removed.map((person) => ({ ...told(person, 'is taken out of'), route: ['people'] })),
    ...added.map((person) => told(person, 'is added to')),
  ]
}
