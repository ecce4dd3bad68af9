import { expect, test } from 'vitest'
import { type Declared, declaredOf, differing } from '../../../src/read/declared-data.ts'

const SALES = { name: 'Card sales', category: 'commercial-information', 'used-for': ['decision', 'training'] }
const PLACE = { name: 'Place at sign-in', category: 'geolocation-data' }
const manifest = (data: unknown) => ({ systems: [{ id: 'other' }, { id: 'advance', data }] })
const data = { inputs: [SALES, PLACE], recipients: 'none', 'sells-or-shares': 'no' }

test.each([
  ['the order of inputs', { ...data, inputs: [PLACE, SALES] }, []],
  ['the order of keys', { 'sells-or-shares': 'no', recipients: 'none', inputs: data.inputs }, []],
  ['the order of a list', { ...data, inputs: [{ ...SALES, 'used-for': ['training', 'decision'] }, PLACE] }, []],
  ['another spelling of an answer', { ...data, 'sells-or-shares': false, recipients: [] }, []],
  ['who confirmed an exemption', { ...data, exemptions: { 'confirmed-by': 'ana' } }, []],
  ['another use', { ...data, inputs: [{ ...SALES, 'used-for': ['decision'] }, PLACE] }, ['inputs.card-sales']],
  ['one input fewer', { ...data, inputs: [SALES] }, ['inputs.place-at-sign-in']],
  ['a second of the same name', { ...data, inputs: [SALES, PLACE, PLACE] }, ['inputs.place-at-sign-in#2']],
  ['an answer', { ...data, 'sells-or-shares': 'yes' }, ['sells-or-shares']],
  [
    'a recipient',
    { ...data, recipients: [{ name: 'Harlow & Finch LLP' }] },
    ['recipients', 'recipients.harlow-finch-llp'],
  ],
  ['all of it', undefined, ['inputs.card-sales', 'inputs.place-at-sign-in', 'recipients', 'sells-or-shares']],
])('%s', (_, other, keys) => {
  expect(differ('data', manifest(data), manifest(other))).toEqual(keys)
})

test.each([[undefined], [null], ['text'], [{}], [{ systems: 'none' }], [{ systems: [null, { id: 'other' }] }]])(
  '%j declares no such system',
  (written) => {
    expect(declaredOf(written, 'advance')).toBeUndefined()
  },
)

test('data that is no mapping declares nothing', () => {
  expect(declaredOf(manifest('yes'), 'advance')?.data.size).toBe(0)
})

const system = (more: object) => ({ systems: [{ id: 'advance', ...more }] })
const decisions = (prongs: object) =>
  system({ decisions: [{ domain: 'financial-or-lending', kind: 'extend-credit', 'human-involvement': prongs }] })

test.each<[string, keyof Declared, object, object, readonly string[]]>([
  ['another purpose', 'purpose', system({ purpose: 'Sets limits' }), system({ purpose: 'Sets prices' }), ['purpose']],
  ['the same in other type', 'purpose', system({ purpose: 'Sets limits' }), system({ purpose: 'sets\n limits.' }), []],
  ['another vendor', 'model', system({ model: { name: 'A' } }), system({ model: { name: 'B' } }), ['model.name']],
  [
    'bought instead of made',
    'model',
    system({ model: { origin: 'in-house' } }),
    system({ model: { origin: 'vendor' } }),
    ['model.origin'],
  ],
  ['where its file is', 'model', system({ model: { artifact: 'a' } }), system({ model: { artifact: 'b' } }), []],
  [
    'a prong',
    'human-involvement',
    decisions({ 'can-change-the-decision': 'no', reviewer: 'ana' }),
    decisions({ 'can-change-the-decision': true, reviewer: 'bob' }),
    ['extend-credit.can-change-the-decision'],
  ],
])('%s', (_, aspect, one, other, keys) => {
  expect(differ(aspect, one, other)).toEqual(keys)
})

function differ(aspect: keyof Declared, one: object, other: object): readonly string[] {
  const values = [one, other].map((written) => declaredOf(written, 'advance')?.[aspect] ?? new Map<string, string>())
  return differing(values[0] ?? new Map(), values[1] ?? new Map())
}
