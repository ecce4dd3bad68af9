import { prove } from './cases.ts'

const INTERNAL = 'organization.reviews.internal'
const internal = 'organization/reviews.internal'
const external = 'organization/reviews.external'

prove('review/on-cadence', [
  { name: 'within the quarter', subject: internal, is: 'pass', says: /2027-04-14/ },
  { name: 'on the last day of the quarter', asOf: '2027-04-14', subject: internal, is: 'pass' },
  {
    name: 'a day past the quarter',
    asOf: '2027-04-15',
    subject: internal,
    is: 'fail',
    level: 'warning',
    says: /quarterly/,
    at: 'organization.reviews.internal.last-on',
  },
  { name: 'within the year', subject: external, is: 'pass', says: /2027-10-02/ },
  { name: 'a day past the year', asOf: '2027-10-03', subject: external, is: 'fail', says: /yearly/ },
  {
    name: 'a promise of every month is kept to',
    change: { [`${INTERNAL}.cadence`]: 'monthly' },
    asOf: '2027-02-15',
    subject: internal,
    is: 'fail',
    says: /monthly/,
  },
  {
    name: 'without a cadence the usual one counts',
    change: { [`${INTERNAL}.cadence`]: undefined },
    subject: internal,
    is: 'pass',
    says: /2027-04-14/,
  },
  {
    name: 'never held',
    change: { 'organization.reviews': undefined },
    subject: internal,
    is: 'fail',
    next: /^write `reviews\.internal: \{ cadence: quarterly/,
    level: 'warning',
    says: /never/,
  },
  {
    name: 'held on a day to come',
    change: { [`${INTERNAL}.last-on`]: '2027-02-02' },
    subject: internal,
    is: 'fail',
    level: 'warning',
    says: /after/,
  },
  {
    name: 'held by nobody',
    change: { [`${INTERNAL}.by`]: undefined },
    subject: internal,
    is: 'fail',
    says: /who held it/,
  },
  {
    name: 'the rules reach nothing',
    change: { 'organization.ccpa.role': 'service-provider' },
    subject: internal,
    is: 'notApplicable',
  },
])
