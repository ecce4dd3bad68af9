import { prove } from './cases.ts'

const RECORD = 'systems.0.records.risk-assessment'
const DONE = `${RECORD}.completed-on`
const subject = 'advance/activities.admt'

prove('assessment/in-time', [
  { name: 'before it began', subject, is: 'pass', says: /in time for 2026-03-02/ },
  { name: 'on the day it began', change: { [DONE]: '2026-03-02' }, subject, is: 'pass' },
  {
    name: 'a day later',
    change: { [DONE]: '2026-03-03' },
    subject,
    is: 'fail',
    level: 'error',
    says: /2026-03-03, after it began on 2026-03-02/,
    at: 'systems[0].records.risk-assessment.completed-on',
  },
  {
    name: 'without a day of its own, by the last review',
    change: { [DONE]: undefined },
    subject,
    is: 'fail',
    says: /2027-01-11/,
  },
  {
    name: 'without any date',
    change: { [DONE]: undefined, [`${RECORD}.reviewed-on`]: undefined },
    subject,
    is: 'notApplicable',
    says: /no date/,
  },
  {
    name: 'old processing, by the end of 2027',
    change: { [DONE]: '2027-01-11', 'systems.0.in-use-since': '2024-01-01' },
    subject,
    is: 'pass',
    says: /in time for 2027-12-31/,
  },
  {
    name: 'old processing, too late',
    change: { [DONE]: '2028-01-01', [`${RECORD}.reviewed-on`]: '2028-01-01', 'systems.0.in-use-since': '2024-01-01' },
    asOf: '2028-02-01',
    subject,
    is: 'fail',
    level: 'error',
    says: /after 2027-12-31/,
  },
  {
    name: 'old processing, not covered yet',
    change: { [`${RECORD}.covers`]: ['sensitive'], 'systems.0.in-use-since': '2024-01-01' },
    subject,
    is: 'fail',
    level: 'warning',
    says: /no risk assessment/,
  },
  {
    name: 'not covered, and it runs',
    change: { [`${RECORD}.covers`]: ['sensitive'] },
    subject,
    is: 'fail',
    level: 'error',
    says: /no risk assessment/,
  },
  {
    name: 'covered by the second of two',
    change: {
      [RECORD]: [
        { file: 'a.md', owner: 'bob', 'reviewed-on': '2027-01-11', 'approved-by': 'bob', covers: ['sensitive'] },
        { file: 'b.md', owner: 'bob', 'reviewed-on': '2026-02-20', 'approved-by': 'bob', covers: ['admt'] },
      ],
    },
    subject,
    is: 'pass',
    says: /2026-02-20/,
  },
  {
    name: 'planned without a day',
    change: { 'systems.0.status': 'planned', 'systems.0.in-use-since': undefined },
    subject,
    is: 'pass',
    says: /before it begins/,
  },
  {
    name: 'begun on a day that is not known',
    change: { 'systems.0.in-use-since': 'unknown' },
    subject,
    is: 'notApplicable',
    says: /not known/,
  },
  {
    name: 'no assessment is there',
    records: { 'compliance/assessment.md': 'missing' },
    subject,
    is: 'notApplicable',
    says: /no risk assessment is there/,
  },
  { name: 'none is declared', change: { [RECORD]: undefined }, subject, is: 'notApplicable' },
  {
    name: 'the one that is there covers it, another is missing',
    change: {
      [RECORD]: [
        { file: 'gone.md', owner: 'bob', 'reviewed-on': '2026-01-11', 'approved-by': 'bob' },
        { file: 'b.md', owner: 'bob', 'reviewed-on': '2026-02-20', 'approved-by': 'bob' },
      ],
    },
    records: { 'gone.md': 'missing' },
    subject,
    is: 'pass',
    says: /2026-02-20/,
  },
  { name: 'an activity that does not take place', subject: 'advance/activities.training', is: 'absent' },
])
