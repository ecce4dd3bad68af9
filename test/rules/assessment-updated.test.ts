import { prove } from './cases.ts'

const RECORD = 'systems.0.records.risk-assessment'
const changed = (on: string) => ({ 'systems.0.material-changes': [{ on, what: 'A new recipient.' }] })
const subject = 'advance/material-change/2027-01-12'

prove('assessment/updated', [
  {
    name: 'reviewed after the change',
    change: changed('2027-01-10'),
    subject: 'advance/material-change/2027-01-10',
    is: 'pass',
    says: /2027-01-11/,
  },
  {
    name: 'reviewed on the day of the change',
    change: changed('2027-01-11'),
    subject: 'advance/material-change/2027-01-11',
    is: 'pass',
  },
  {
    name: 'the 45 days run',
    change: changed('2027-01-12'),
    subject,
    is: 'fail',
    level: 'warning',
    says: /25 days left, until 2027-02-26/,
  },
  {
    name: 'on the last of the 45 days',
    change: changed('2027-01-12'),
    asOf: '2027-02-26',
    subject,
    is: 'fail',
    level: 'warning',
    says: /0 days left/,
  },
  {
    name: 'on the day after',
    change: changed('2027-01-12'),
    asOf: '2027-02-27',
    subject,
    is: 'fail',
    level: 'error',
    says: /last day for it was 2027-02-26/,
    at: 'systems[0].material-changes[0].on',
  },
  {
    name: 'reviewed on the last of the 45 days',
    change: changed('2026-11-27'),
    subject: 'advance/material-change/2026-11-27',
    is: 'pass',
  },
  {
    name: 'reviewed one day late, which nothing can mend',
    change: changed('2026-11-26'),
    subject: 'advance/material-change/2026-11-26',
    is: 'fail',
    level: 'note',
    says: /no review declared until 2027-01-11, and the last day for one was 2027-01-10/,
  },
  {
    name: 'one of two reviews counts',
    change: {
      ...changed('2027-01-12'),
      [RECORD]: [
        { file: 'a.md', owner: 'bob', 'approved-by': 'bob', 'completed-on': '2026-02-01', 'reviewed-on': '2027-01-11' },
        { file: 'b.md', owner: 'bob', 'approved-by': 'bob', 'completed-on': '2026-02-01', 'reviewed-on': '2027-01-20' },
      ],
    },
    subject,
    is: 'pass',
  },
  {
    name: 'an assessment without a review follows nothing',
    change: { ...changed('2027-01-12'), [`${RECORD}.reviewed-on`]: undefined },
    subject,
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'the change is to come',
    change: changed('2027-03-01'),
    subject: 'advance/material-change/2027-03-01',
    is: 'notApplicable',
    says: /to come/,
  },
  {
    name: 'nobody knows when it changed',
    change: changed('unknown'),
    subject: 'advance/material-change/[0]',
    is: 'open',
    level: 'error',
    says: /no date/,
  },
  {
    name: 'no assessment is there',
    change: changed('2027-01-12'),
    records: { 'compliance/assessment.md': 'missing' },
    subject,
    is: 'notApplicable',
    says: /no risk assessment is there/,
  },
  {
    name: 'none is required',
    change: { ...changed('2027-01-12'), 'organization.ccpa.role': 'service-provider' },
    subject,
    is: 'notApplicable',
    says: /only while/,
  },
])
