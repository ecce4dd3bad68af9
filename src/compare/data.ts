import type { Change } from '../core/change.ts'
import type { DataInput, Recipient, System } from '../core/manifest.ts'
import { became, claimed, differences, type Field, gone, left, lost, moved, movedOrGiven } from './fields.ts'
import type { SystemPair } from './judged.ts'
import { content, paired } from './pairs.ts'
import { answered, quoted, some } from './words.ts'

const ANSWERS: readonly Field<System['data']>[] = [
  {
    key: 'personal-information',
    of: ({ personalInformation }) => personalInformation,
    material: true,
    loosens: became('no', 'scope-narrowed'),
  },
  {
    key: 'sells-or-shares',
    of: ({ sellsOrShares }) => sellsOrShares,
    topic: 'recipients',
    material: true,
    loosens: left('yes', 'scope-narrowed'),
  },
  { key: 'sells-or-shares-since', of: ({ sellsOrSharesSince }) => sellsOrSharesSince, loosens: moved },
]

const EXEMPTION: readonly Field<System['data']['exemption']>[] = [
  { key: 'confirmed-by', of: ({ confirmedBy }) => confirmedBy },
  { key: 'confirmed-on', of: ({ confirmedOn }) => confirmedOn },
]

const INPUT: readonly Field<DataInput>[] = [
  { key: 'name', of: ({ name }) => name },
  { key: 'category', of: ({ category }) => category, material: true },
  {
    key: 'sensitive',
    of: ({ sensitive }) => sensitive,
    topic: 'sensitive',
    material: true,
    loosens: lost('data-removed'),
  },
  { key: 'used-for', of: ({ usedFor }) => usedFor, topic: 'purpose', material: true, loosens: lost('data-removed') },
  { key: 'retention', of: ({ retention }) => retention, material: true },
  { key: 'exempt-under', of: ({ exemptUnder }) => exemptUnder, loosens: claimed('scope-narrowed') },
  {
    key: 'permitted-purpose',
    of: ({ permittedPurpose }) => permittedPurpose,
    topic: 'purpose',
    material: true,
    loosens: claimed('scope-narrowed'),
  },
  { key: 'about', of: ({ about }) => about, material: true, loosens: lost('scope-narrowed') },
  { key: 'solely-for-hr', of: ({ solelyForHr }) => solelyForHr, topic: 'purpose', loosens: claimed('scope-narrowed') },
  { key: 'since', of: ({ since }) => since, loosens: movedOrGiven },
]

const RECIPIENT: readonly Field<Recipient>[] = [
  { key: 'role', of: ({ role }) => role, material: true, loosens: gone('data-removed') },
]

/** What goes in, how sensitive it is, and who receives it. */
export function dataChanges({ before, after }: SystemPair): readonly Change[] {
  const scope = after.id
  const place = (key: string, of: string) => ({ topic: 'data' as const, scope, key: `${scope}/${key}`, of })
  return [
    ...differences(before.data, after.data, ANSWERS, place('data', '')),
    ...differences(
      before.data.exemption,
      after.data.exemption,
      EXEMPTION,
      place('data/exemptions', ' of the exemptions of data'),
    ),
    ...inputChanges(before, after),
    ...recipientChanges(before, after),
  ]
}

function inputChanges(before: System, after: System): readonly Change[] {
  const [was, is] = [before.data.inputs, after.data.inputs]
  const unknown = oneUnknown('inputs', 'data', was, is, after.id, baseKey)
  if (unknown !== undefined) return unknown
  // Under another name it is the same input, when nothing else of it differs.
  const { pairs, removed, added } = paired(was.value ?? [], is.value ?? [], content, baseKey, nameless)
  const told = (input: DataInput, verb: string): Change => ({
    topic: (input.sensitive.value?.length ?? 0) > 0 ? 'sensitive' : 'data',
    scope: after.id,
    key: `${after.id}/data/inputs/${input.key}`,
    says: `the input ${quoted(input.name.value ?? input.key)}${sensitivity(input)} ${verb}`,
    material: true,
    route: input.route,
  })
  return [
    ...pairs.flatMap(([old, now]) =>
      differences(old, now, INPUT, {
        topic: 'data',
        scope: after.id,
        key: `${after.id}/data/inputs/${now.key}`,
        of: ` of the input ${quoted(now.name.value ?? now.key)}`,
      }),
    ),
    ...removed.map((input) => ({ ...told(input, 'is removed'), loosens: 'data-removed' as const, route: is.route })),
    ...added.map((input) => told(input, 'is added')),
  ]
}

function recipientChanges(before: System, after: System): readonly Change[] {
  const [was, is] = [before.data.recipients, after.data.recipients]
  const called = ({ name }: Recipient) => name.value ?? 'one without a name'
  const unknown = oneUnknown('recipients', 'recipients', was, is, after.id, called)
  if (unknown !== undefined) return unknown
  const { pairs, removed, added } = paired(was.value ?? [], is.value ?? [], content, called)
  const told = (recipient: Recipient, verb: string): Change => ({
    topic: 'recipients',
    scope: after.id,
    key: `${after.id}/data/recipients/${called(recipient)}`,
    says: `the recipient ${quoted(called(recipient))} (${answered(recipient.role)}) ${verb}`,
    material: true,
    route: recipient.route,
  })
  return [
    ...pairs.flatMap(([old, now]) =>
      differences(old, now, RECIPIENT, {
        topic: 'recipients',
        scope: after.id,
        key: `${after.id}/data/recipients/${called(now)}`,
        of: ` of the recipient ${quoted(called(now))}`,
      }),
    ),
    ...removed.map((each) => ({ ...told(each, 'is removed'), loosens: 'data-removed' as const, route: is.route })),
    ...added.map((each) => told(each, 'is added')),
  ]
}

/** A list that is not known now, or was not, in one sentence; undefined when both are known, or neither. */
export function oneUnknown<T>(
  key: string,
  topic: Change['topic'],
  was: { readonly value?: readonly T[] },
  is: { readonly value?: readonly T[]; readonly route: Change['route'] },
  scope: string,
  nameOf: (item: T) => string,
): readonly Change[] | undefined {
  if ((was.value === undefined) === (is.value === undefined)) return undefined
  const named = (list: readonly T[]) => (list.length === 0 ? '`none`' : some(list.map(nameOf).sort()))
  const says =
    is.value === undefined
      ? `\`${key}\` named ${named(was.value ?? [])} and ${NOT_KNOWN}`
      : `\`${key}\` was not known and names ${named(is.value)}`
  return [{ topic, scope, key: `${scope}/${key}`, says, route: is.route }]
}

const NOT_KNOWN = 'is not known now'

/** The key without what tells two of one name apart by their order. */
function baseKey({ key }: DataInput): string {
  return key.replace(/#\d+$/, '')
}

function nameless({ name: _, ...rest }: DataInput): string {
  return content(rest)
}

function sensitivity({ sensitive }: DataInput): string {
  const categories = sensitive.value ?? []
  return categories.length === 0 ? '' : `, which is sensitive (${some([...categories].sort())}),`
}
