import type { Change } from '../core/change.ts'
import type { Comparison } from '../core/comparison.ts'
import { isFollowed, type System } from '../core/manifest.ts'
import { lastDayToUpdate } from '../core/material-change.ts'
import { type Entry, type NeededRecord, neededRecords, ownerOf } from '../core/needed-records.ts'
import { defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'

type Changed = Subject & { readonly system: System; readonly comparison: Comparison; readonly record?: NeededRecord }

/** Changes that a message names; the rest are counted, and the report lists them all. */
const NAMED = 3

export default defineRule<Changed>({
  id: 'change/assessed',
  level: 'warning',
  summary: 'A change of what a risk assessment describes comes with a review of the assessment.',
  why: 'After a material change the assessment is updated as soon as feasible, and within 45 calendar days at the latest; who makes the change knows best what it does.',
  fix: 'Read the risk assessment against the change, update it and set its `reviewed-on` in the same pull request.',
  cites: ['11 CCR 7155(a)(3)'],

  subjects(facts) {
    const { comparison, manifest } = facts
    if (comparison?.manifest !== 'read' || manifest === undefined) return []
    const needed = new Map(
      neededRecords(facts)
        .filter(({ kind }) => kind === 'risk-assessment')
        .map((record) => [record.scope, record]),
    )
    return manifest.systems.map((system) => {
      const record = needed.get(system.id)
      return {
        subject: `${system.id}/this-change`,
        scope: system.id,
        route: system.route,
        system,
        comparison,
        ...(record === undefined ? {} : { record }),
        ...ownerOf(record),
      }
    })
  },

  check({ system, comparison: { changes, files }, record }, { asOf, regulation }) {
    if (record === undefined) return notApplicable('needs no risk assessment now')
    const own = changes.filter(({ scope }) => scope === system.id)
    if (own.some(({ key }) => key === `${system.id}/added`))
      return notApplicable('is new, so that its first risk assessment is asked for')
    const entries = record.entries.filter(({ fact }) => fact.refused === undefined)
    if (entries.length === 0) return notApplicable('cannot be judged: no risk assessment is there')
    const material = own.filter((change) => change.material)
    if (entries.some((entry) => touched(entry, { changes, files }, asOf)))
      return pass(
        material.length === 0
          ? NOTHING
          : 'changes what its risk assessment describes, and the assessment comes with it',
      )
    if (material.length > 0)
      return fail(
        `changes what its risk assessment describes, and the assessment is not reviewed with it: ${listed(material)}; merged on ${asOf}, a material change asks for the update by ${lastDayToUpdate(asOf, regulation)}`,
        `review the risk assessment against the change and set its \`reviewed-on\`; where that comes later, write \`material-changes: [{ on: ${asOf}, what: … }]\``,
        { level: 'warning' },
      )
    if (!files.known && isFollowed(system))
      return open(
        `may change code that its risk assessment describes; that cannot be told: ${files.because}`,
        files.next,
        {
          level: 'warning',
        },
      )
    return pass(NOTHING)
  },
})

const NOTHING = 'changes nothing that its risk assessment describes'

/** Reviewed on a later day than in the base, declared anew, or its file is among those that differ. */
function touched({ scope, declared }: Entry, { changes, files }: Pick<Comparison, 'changes' | 'files'>, asOf: string) {
  const key = `${scope}/records/${declared.key}`
  const file = declared.file.value?.replace(/^\.\//, '')
  return (
    changes.some((change) => change.key === key && change.topic === 'record' && reviewedBy(declared, asOf)) ||
    changes.some((change) => change.key === `${key}/reviewed-on` && later(change, asOf)) ||
    (files.known && files.files.some(({ path, status }) => path === file && status !== 'removed'))
  )
}

function reviewedBy({ reviewedOn }: Entry['declared'], asOf: string): boolean {
  return reviewedOn.value !== undefined && reviewedOn.value <= asOf
}

function later({ was, is }: Change, asOf: string): boolean {
  return is !== undefined && is <= asOf && (was === undefined || is > was)
}

function listed(changes: readonly Change[]): string {
  const more = changes.length - NAMED
  return [...changes.slice(0, NAMED).map(({ says }) => says), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}
