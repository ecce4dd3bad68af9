import { prove } from './cases.ts'

const CLAIM = 'systems.0.decisions.0.opt-out-exception'
const subject = 'advance/extend-credit/opt-out-exception'
const appeal = {
  claim: 'human-appeal',
  'reviewer-can-change-the-decision': 'yes',
  'reviewer-knows-how-to-interpret': 'yes',
  'reviewer-considers-consumer-information': 'yes',
  'easy-to-appeal': 'yes',
}
const trifle = { domain: 'none', effect: 'Sorts the list.', 'opt-out-exception': { ...appeal, 'easy-to-appeal': 'no' } }

prove('exception/holds', [
  { name: 'every condition is met', change: { [CLAIM]: appeal }, subject, is: 'pass' },
  {
    name: 'one is not',
    change: { [CLAIM]: { ...appeal, 'easy-to-appeal': 'no' } },
    subject,
    is: 'fail',
    level: 'error',
    says: /easy-to-appeal/,
    at: 'systems[0].decisions[0].opt-out-exception.claim',
  },
  {
    name: 'one is not, before Article 11 binds',
    change: { [CLAIM]: { ...appeal, 'easy-to-appeal': 'no' } },
    asOf: '2026-12-31',
    subject,
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'one is not known',
    change: { [CLAIM]: { ...appeal, 'easy-to-appeal': 'unknown' } },
    subject,
    is: 'notApplicable',
    says: /open question/,
  },
  { name: 'one is not said', change: { [CLAIM]: { claim: 'human-appeal' } }, subject, is: 'notApplicable' },
  {
    name: 'the law does not give it to loans',
    change: { [CLAIM]: { claim: 'admission-or-hiring', 'solely-for-permitted-use': 'yes' } },
    subject,
    is: 'fail',
    says: /does not give/,
  },
  { name: 'none is claimed', subject, is: 'absent' },
  {
    name: 'Article 11 does not apply',
    change: { [CLAIM]: { ...appeal, 'easy-to-appeal': 'no' }, 'systems.0.decisions.0.exclusion': 'advertising' },
    subject,
    is: 'notApplicable',
    says: /Article 11/,
  },
  {
    name: 'Article 11 reaches the other decision only',
    change: { 'systems.0.decisions.1': trifle },
    subject: 'advance/none/opt-out-exception',
    is: 'notApplicable',
    says: /Article 11/,
  },
])
