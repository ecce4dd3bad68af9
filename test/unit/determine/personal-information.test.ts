import { expect, test } from 'vitest'
import { answer, type Changes, determined, lender } from '../../scenarios/lender.ts'

const DATA = 'systems.0.data'
const INPUT = `${DATA}.inputs.0`
const confirmed = { [`${DATA}.exemptions`]: { 'confirmed-by': 'ana', 'confirmed-on': '2026-10-10' } }

test.each<[string, Changes, string]>([
  ['inputs with a category are personal information', {}, 'yes'],
  ['it says so', { [`${DATA}.personal-information`]: 'yes' }, 'yes'],
  ['it says that there is none', { [`${DATA}.personal-information`]: 'no' }, 'no'],
  ['it does not know', { [`${DATA}.personal-information`]: 'unknown' }, 'unknown'],
  ['nothing is said and no input is listed', { [`${DATA}.inputs`]: [] }, 'unknown'],
  ['the inputs are not known', { [`${DATA}.inputs`]: 'unknown' }, 'unknown'],
  ['nothing is said of data', { [DATA]: undefined }, 'unknown'],
  ['it concerns no Californians', { 'systems.0.california-residents': 'no' }, 'no'],
  ['it concerns Californians', { 'systems.0.california-residents': 'yes' }, 'yes'],
  ['whether it does is not known', { 'systems.0.california-residents': 'unknown' }, 'unknown'],
  ['all of it is exempt', { [`${INPUT}.exempt-under`]: 'glba', ...confirmed }, 'no'],
  ['it is not exempt', { [`${INPUT}.exempt-under`]: 'none', ...confirmed }, 'yes'],
  ['whether it is exempt is not known', { [`${INPUT}.exempt-under`]: 'unknown', ...confirmed }, 'unknown'],
  [
    'counsel is a stranger',
    {
      [`${INPUT}.exempt-under`]: 'glba',
      [`${DATA}.exemptions`]: { 'confirmed-by': 'zed', 'confirmed-on': '2026-10-10' },
    },
    'unknown',
  ],
  [
    'counsel is a mailbox',
    { [`${INPUT}.exempt-under`]: 'glba', ...confirmed, 'people.ana.name': 'Legal Team' },
    'unknown',
  ],
])('%s: %s', (_, changes, expected) => {
  expect(answer(determined(lender(changes)), 'personal-information')).toBe(expected)
})

test.each<[string, Changes, string]>([
  ['nobody', {}, 'confirmed-by'],
  [
    'one who is no counsel',
    { [`${DATA}.exemptions`]: { 'confirmed-by': 'bob', 'confirmed-on': '2026-10-10' } },
    'confirmed-by',
  ],
  ['counsel without a day', { [`${DATA}.exemptions`]: { 'confirmed-by': 'ana' } }, 'confirmed-on'],
  [
    'counsel on a day to come',
    { [`${DATA}.exemptions`]: { 'confirmed-by': 'ana', 'confirmed-on': '2028-01-01' } },
    'confirmed-on',
  ],
])('an exemption confirmed by %s asks for what is missing', (_, changes, key) => {
  const found = determined(lender({ [`${INPUT}.exempt-under`]: 'glba', ...changes }))
  expect(found.questions.flatMap(({ ask, route }) => (ask === undefined ? [] : [route.join('.')]))).toEqual([
    `systems.0.data.exemptions.${key}`,
  ])
})
