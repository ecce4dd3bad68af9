import { prove } from './cases.ts'

const subject = 'organization/ccpa'
const out = { 'organization.ccpa.role': 'not-covered', 'organization.ccpa.for-profit': 'no' }
const none = {
  systems: [],
  'no-systems': { reason: 'Style sheets only.', 'confirmed-by': 'ana', 'confirmed-on': '2027-01-04' },
}

prove('scope/confirmed', [
  { name: 'with reason, name and day', subject, is: 'pass', says: /Ana Lucero on 2027-01-08/ },
  {
    name: 'a business without a reason is in scope all the same',
    change: { 'organization.ccpa.reasoning': undefined },
    subject,
    is: 'fail',
    level: 'warning',
    says: /no reason/,
  },
  {
    name: 'out of scope without a reason',
    change: { ...out, 'organization.ccpa.reasoning': undefined },
    subject,
    is: 'fail',
    level: 'error',
    at: 'organization.ccpa.reasoning',
  },
  {
    name: 'out of scope, by nobody',
    change: { ...out, 'organization.ccpa.confirmed-by': undefined },
    subject,
    is: 'fail',
    level: 'error',
    says: /nobody/,
  },
  {
    name: 'out of scope, by a stranger',
    change: { ...out, 'organization.ccpa.confirmed-by': 'zed' },
    subject,
    is: 'fail',
    says: /zed/,
  },
  {
    name: 'out of scope, by a team',
    change: { ...out, 'people.ana.name': 'Legal Team' },
    subject,
    is: 'fail',
    says: /ana/,
  },
  {
    name: 'out of scope, without a day',
    change: { ...out, 'organization.ccpa.confirmed-on': undefined },
    subject,
    is: 'fail',
    says: /no day/,
  },
  {
    name: 'out of scope, from a day to come',
    change: { ...out, 'organization.ccpa.confirmed-on': '2027-02-02' },
    subject,
    is: 'fail',
    says: /after/,
  },
  {
    name: 'whether it is a business is open',
    change: { 'organization.ccpa.role': 'unknown' },
    subject,
    is: 'notApplicable',
  },
  { name: 'no systems, with reason, name and day', change: none, subject: 'no-systems', is: 'pass' },
  {
    name: 'no systems, so the role decides nothing',
    change: { ...none, 'organization.ccpa.reasoning': undefined },
    subject,
    is: 'notApplicable',
  },
  {
    name: 'no systems, and no word of why',
    change: { systems: [] },
    subject: 'no-systems',
    is: 'fail',
    level: 'error',
    at: 'no-systems.reason',
  },
  { name: 'there are systems', subject: 'no-systems', is: 'notApplicable' },
  {
    name: 'the role, confirmed more than a year ago',
    change: { 'organization.ccpa.confirmed-on': '2025-06-02' },
    subject,
    is: 'fail',
    level: 'warning',
    says: /more than 12 months/,
  },
  {
    name: 'one system run for another business, with no word of why',
    change: { 'systems.0.role': 'service-provider' },
    subject: 'advance/out-of-scope',
    is: 'fail',
    level: 'error',
    at: 'systems[0].out-of-scope.reason',
  },
  {
    name: 'one system without Californians, with reason, name and day',
    change: {
      'systems.0.california-residents': 'no',
      'systems.0.out-of-scope': {
        reason: 'Offered in Oregon only.',
        'confirmed-by': 'ana',
        'confirmed-on': '2026-12-01',
      },
    },
    subject: 'advance/out-of-scope',
    is: 'pass',
  },
  {
    name: 'confirmed by one who is not among the people',
    change: { 'organization.ccpa.confirmed-by': 'zed' },
    subject,
    is: 'fail',
    next: /add the person there$/,
  },
])
