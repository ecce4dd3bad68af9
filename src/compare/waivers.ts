import type { Change, Loosening } from '../core/change.ts'
import type { Waiver } from '../core/manifest.ts'
import { differs } from './fields.ts'
import { answered, quoted, some } from './words.ts'

/** A waiver of one obligation, as it differs from what the base waives. */
type Altered = { readonly obligation: string; readonly how: How }
type How = {
  readonly loosens?: Loosening
  /** Ends "the waiver of `x` …". */
  readonly verb: string
}

/** What is waived, by system and obligation: whatever a waiver adds to those of the base, and what is waived no more. */
export function waiverChanges(
  before: readonly Waiver[],
  after: readonly Waiver[],
  /** What a system of the base is called now. */
  idNow: (id: string) => string,
): readonly Change[] {
  const old = before.map((waiver) => ({ waiver, scope: idNow(scopeOf(waiver)) }))
  const given = after.flatMap((waiver) => {
    const scope = scopeOf(waiver)
    const same = old.filter((each) => each.scope === scope).map((each) => each.waiver)
    return grouped(
      obligationsOf(waiver).flatMap((obligation): readonly Altered[] => {
        const how = alteration(
          waiver,
          same.filter((each) => obligationsOf(each).includes(obligation)),
        )
        return how === undefined ? [] : [{ obligation, how }]
      }),
    ).map(([how, obligations]) => change(scope, obligations, how, waiver.route))
  })
  const ended = old.flatMap(({ waiver, scope }) => {
    const left = obligationsOf(waiver).filter(
      (obligation) => !after.some((each) => scopeOf(each) === scope && obligationsOf(each).includes(obligation)),
    )
    return left.length === 0 ? [] : [change(scope, left, { verb: 'is taken away' }, ['waivers'], 'ended')]
  })
  return [...given, ...ended]
}

/** How it differs from what the base waives; undefined when the base has the like of it, or one that lasts longer. */
function alteration(waiver: Waiver, same: readonly Waiver[]): How | undefined {
  const until = answered(waiver.expiresOn)
  const by = answered(waiver.approvedBy)
  if (same.length === 0) return { loosens: 'waiver-added', verb: `is new, until ${until}, approved by ${by}` }
  const alike = same.filter((each) => !differs(each.approvedBy, waiver.approvedBy))
  if (alike.length === 0)
    return {
      loosens: 'waiver-added',
      verb: `was approved by ${some(same.map(({ approvedBy }) => approvedBy.value ?? 'nobody').sort(), 2)} and is approved by ${by}`,
    }
  const last =
    alike
      .map(({ expiresOn }) => expiresOn.value ?? '')
      .sort()
      .at(-1) ?? ''
  const expires = waiver.expiresOn.value ?? ''
  if (expires > last)
    return {
      loosens: 'waiver-prolonged',
      verb: `ended on ${last === '' ? 'no day' : quoted(last)} and ends on ${until}`,
    }
  const worded = alike.filter((each) => !differs(each.reason, waiver.reason))
  if (worded.length === 0)
    return {
      // One without a reason did not count.
      ...(alike.every(({ reason }) => reason.value === undefined) ? { loosens: 'waiver-added' as const } : {}),
      verb: `has another reason: ${answered(waiver.reason)}`,
    }
  return worded.some(({ expiresOn }) => expires === '' || (expiresOn.value ?? '') >= expires) &&
    !worded.some(({ expiresOn }) => (expiresOn.value ?? '') === expires)
    ? { verb: `ends earlier, on ${until}` }
    : undefined
}

function change(scope: string, obligations: readonly string[], how: How, route: Change['route'], key = ''): Change {
  const sorted = [...obligations].sort()
  const more = sorted.length > 1 ? `+${sorted.length - 1}` : ''
  return {
    topic: 'waiver',
    scope,
    key: `${scope}/waivers/${sorted[0] ?? 'none'}${more}${key === '' ? '' : `/${key}`}`,
    says: `the waiver of ${sorted.length === 0 ? 'no obligation' : some(sorted)} ${how.verb}`,
    route,
    ...(how.loosens === undefined ? {} : { loosens: how.loosens }),
  }
}

/** Obligations that differ in the same way stand together. */
function grouped(altered: readonly Altered[]): readonly (readonly [How, readonly string[]])[] {
  const groups = new Map<string, { how: How; obligations: string[] }>()
  for (const { obligation, how } of altered) {
    const group = groups.get(how.verb)
    if (group === undefined) groups.set(how.verb, { how, obligations: [obligation] })
    else group.obligations.push(obligation)
  }
  return [...groups.values()].map(({ how, obligations }) => [how, obligations])
}

function scopeOf({ system }: Waiver): string {
  return system.value ?? 'unknown'
}

function obligationsOf({ obligations }: Waiver): readonly string[] {
  return [...new Set(obligations.value ?? [])]
}
