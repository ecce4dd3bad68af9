import { expect, test } from 'vitest'
import { answer, applies, applying, type Changes, determined, lender } from '../../scenarios/lender.ts'

const model = (origin: string | undefined, trained: string, output: string): Changes => ({
  'systems.0.model': {
    ...(origin === undefined ? {} : { origin }),
    'trained-on-personal-information': trained,
    'can-output-personal-information': output,
  },
})

test.each([
  ['yes', 'yes', 'yes'],
  ['yes', 'no', 'no'],
  ['no', 'yes', 'no'],
  ['yes', 'unknown', 'unknown'],
  ['unknown', 'yes', 'unknown'],
  ['no', 'unknown', 'no'],
])('trained on it: %s, can output it: %s; the model is personal information: %s', (trained, output, expected) => {
  expect(answer(determined(lender(model('in-house', trained, output))), 'model-as-personal-information')).toBe(expected)
})

test('without a model there is none', () => {
  expect(answer(determined(lender()), 'model-as-personal-information')).toBe('no')
})

test.each<[string | undefined, string]>([
  ['vendor', 'yes'],
  ['in-house', 'no'],
  ['unknown', 'unknown'],
  [undefined, 'unknown'],
])('a model of origin %s: the vendor’s facts are needed: %s', (origin, expected) => {
  expect(applies(determined(lender(model(origin, 'no', 'no'))), 'admt-vendor-facts-obtained')).toBe(expected)
})

test('a service provider supplies its own technology as the business that it is', () => {
  const supplied = lender({
    ...model('in-house', 'yes', 'no'),
    'systems.0.supply': { 'to-other-businesses': 'yes', 'for-significant-decisions': 'yes' },
    'systems.0.role': 'service-provider',
  })
  expect(applying(determined(supplied))).toEqual(['admt-supplier-facts'])
})
