import { agreementOf, type DeclaredOwners } from '../core/code-agreement.ts'
import type { CodeOwners, OwnedCode } from '../core/code-owners.ts'
import type { System } from '../core/manifest.ts'
import { defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'
import { handlesOfOwners, ownersOf } from '../core/system-owners.ts'

type KnownOwners = Extract<CodeOwners, { readonly known: true }>
type KnownCode = Extract<OwnedCode, { readonly known: true }>
type WithCode = Subject & {
  readonly declared: DeclaredOwners
  readonly system: System
  readonly codeOwners: CodeOwners
}

/** No law asks for it: two places of one organization say who answers, so that a difference warns and never blocks alone. */
export default defineRule<WithCode>({
  id: 'code/owned',
  level: 'warning',
  summary: 'An owner of the system is named for its code in `CODEOWNERS`, outright or through a team.',
  why: 'Whoever reviews the code is then who answers for the system, and hears of its changes.',
  fix: 'Name an owner of the system in `CODEOWNERS`, or the person who looks after the code in `owners`.',
  cites: [],

  subjects({ manifest, codeOwners }) {
    if (manifest === undefined || codeOwners === undefined) return []
    return manifest.systems
      .filter(({ code }) => code.value !== undefined && code.value.length > 0)
      .map((system) => ({
        subject: `${system.id}/code/owners`,
        scope: system.id,
        route: system.code.route,
        system,
        codeOwners,
        declared: {
          handles: handlesOfOwners(manifest, system),
          emails: ownersOf(manifest, system).flatMap(({ email }) => email.value?.toLowerCase() ?? []),
        },
        ...(system.owners.engineering.value === undefined ? {} : { owner: system.owners.engineering.value }),
      }))
  },

  check({ declared, system, codeOwners }) {
    if (!codeOwners.known)
      return open(`cannot be told: \`CODEOWNERS\` of the base branch ${codeOwners.because}`, 'make it readable', NOTE)
    const { file, systems, members } = codeOwners
    const code = systems[system.id]
    if (code?.known !== true)
      return open(`cannot be told: ${code?.because ?? NOT_LOOKED_FOR}`, 'name narrower folders under `code:`', NOTE)
    const rest = remarks(code, codeOwners)
    if (code.entries.length === 0) return notApplicable(`are not named: \`${file}\` has nobody for its code${rest}`)
    if (declared.handles.length === 0 && declared.emails.length === 0)
      return notApplicable('cannot be compared: no owner of the system declares `github:`')
    const judged = code.entries.map((entry) => ({ entry, ...agreementOf(entry, declared, members) }))
    const unlike = judged.find(({ agrees }) => agrees === 'no')
    if (unlike !== undefined) {
      const { entry, because } = unlike
      const who = entry.owners.map(({ name }) => `\`@${name}\``).join(', ')
      return fail(
        `differ from ${lineIn(file, entry)}, which names ${who} for \`${entry.example}\`: ${because}${rest}`,
        'name one of `owners` there, or that person here',
      )
    }
    const unseen = judged.find(({ agrees }) => agrees === 'unknown')
    if (unseen !== undefined)
      return open(
        `cannot be compared with ${lineIn(file, unseen.entry)}: ${unseen.because}${rest}`,
        'pass `org-token`, which sees the members of teams, or name one of `owners` there by account',
        NOTE,
      )
    return pass(`agree with ${some(judged.map(({ entry }) => lineIn(file, entry)))}${rest}`)
  },
})

/** Nobody can help what a token does not see. */
const NOTE = { level: 'note' } as const
const NOT_LOOKED_FOR = 'its files were not looked for'

/** What else there is to know of the comparison. */
function remarks({ unowned, entries, partly }: KnownCode, { file, skipped }: KnownOwners): string {
  return [
    ...(unowned > 0 && entries.length > 0 ? [`no line names anybody for ${unowned} of its files`] : []),
    ...(partly === true ? ['it has more files than are looked at'] : []),
    ...(skipped.length > 0
      ? [`GitHub skips ${some(skipped.map((each) => lineIn(file, each)))}, which it cannot read`]
      : []),
  ]
    .map((remark) => `; ${remark}`)
    .join('')
}

function lineIn(file: string, { line }: { readonly line: number }): string {
  return `\`${file}:${line}\``
}

/** The first three, and how many more. */
function some(places: readonly string[]): string {
  const more = places.length - 3
  return places.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
