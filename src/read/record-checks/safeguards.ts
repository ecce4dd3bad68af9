import type { Route } from '../../core/route.ts'
import { property } from '../problems.ts'
import { nearest } from '../suggest.ts'
import type { Check, Found } from './check.ts'

/** 11 CCR 7152(a)(6): safeguards and the harms of (a)(5) that they are planned against. Harms in a file of their own are not looked for here. */
export const checkSafeguards: Check = (written, { kind }) => {
  const [harms, safeguards] = [property(written, 'harms'), property(written, 'safeguards')]
  if (kind.id !== 'risk-assessment' || !Array.isArray(harms) || !Array.isArray(safeguards)) return []
  const listed = harms.map(namesOf)
  const addressed = safeguards.map((safeguard) => textsOf(property(safeguard, 'addresses')))
  // A harm without its category yet may be the one that is meant, and a safeguard without its harms may be meant for any.
  const named = harms.every((harm) => typeof property(harm, 'category') === 'string')
  const mapped = addressed.every((names) => names.length > 0)
  return [
    ...(named ? strangers(addressed, [...new Set(listed.flat())]) : []),
    ...(mapped ? unaddressed(listed, new Set(addressed.flat())) : []),
  ]
}

/** A harm goes by its `id` and by its category. */
function namesOf(harm: unknown): readonly string[] {
  return [property(harm, 'id'), property(harm, 'category')].filter((name) => typeof name === 'string')
}

function strangers(addressed: readonly (readonly string[])[], known: readonly string[]): readonly Found[] {
  const names = new Set(known)
  return addressed.flatMap((list, safeguard) =>
    list.flatMap((name, position) => {
      if (names.has(name)) return []
      const meant = nearest(name, known)
      const route = ['safeguards', safeguard, 'addresses', position]
      const message = () =>
        `is \`${name}\`, which is no harm under \`harms\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`
      return [
        {
          route,
          at: 'value' as const,
          message,
          next: 'name the `category` or the `id` of a harm that is listed',
          restsOn: isCategory,
        },
      ]
    }),
  )
}

/** The law asks for safeguards, not for one against each harm. */
function unaddressed(listed: readonly (readonly string[])[], addressed: ReadonlySet<string>): readonly Found[] {
  return listed.flatMap((names, harm) =>
    names.length === 0 || names.some((name) => addressed.has(name))
      ? []
      : [
          {
            route: ['harms', harm],
            at: 'key' as const,
            message: () => 'is addressed by no safeguard',
            next: 'list it under `addresses` of a safeguard, or say in `decision` why the risk is taken',
            warns: true as const,
            restsOn: isCategory,
          },
        ],
  )
}

function isCategory([part, , key]: Route): boolean {
  return part === 'harms' && key === 'category'
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((each) => (typeof each === 'string' ? each : '')) : []
}
