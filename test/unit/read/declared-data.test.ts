import { expect, test } from 'vitest'
import { declaredData, differing } from '../../../src/read/declared-data.ts'

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
  const [one, two] = [declaredData(manifest(data), 'advance'), declaredData(manifest(other), 'advance')]
  expect(differing(one ?? new Map(), two ?? new Map())).toEqual(keys)
})

test.each([[undefined], [null], ['text'], [{}], [{ systems: 'none' }], [{ systems: [null, { id: 'other' }] }]])(
  '%j declares no such system',
  (written) => {
    expect(declaredData(written, 'advance')).toBeUndefined()
  },
)

test('data that is no mapping declares nothing', () => {
  expect(declaredData(manifest('yes'), 'advance')?.size).toBe(0)
})
