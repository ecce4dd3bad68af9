import { prove } from './cases.ts'

const OWNER = 'systems.0.records.pre-use-notice.owner'
const subject = 'advance/pre-use-notice'

const policy = { people: { bob: { name: 'Bob Tremaine', github: 'btremaine' } }, 'may-own': ['bob'] }

prove('record/owned', [
  { name: 'by one of the people', subject, is: 'pass', says: /ana/ },
  {
    name: 'by nobody',
    change: { [OWNER]: undefined },
    subject,
    is: 'fail',
    level: 'error',
    says: /no owner/,
    at: 'systems[0].records.pre-use-notice.owner',
  },
  { name: 'by one who is not known', change: { [OWNER]: 'unknown' }, subject, is: 'fail' },
  { name: 'by one who is not among the people', change: { [OWNER]: 'zed' }, subject, is: 'fail', says: /zed/ },
  {
    name: 'by nobody, before it is due',
    change: { [OWNER]: undefined },
    asOf: '2026-12-31',
    subject,
    is: 'fail',
    level: 'warning',
  },
  { name: 'needed by nothing', change: { 'organization.ccpa.role': 'service-provider' }, subject, is: 'notApplicable' },
  {
    name: 'by one whom the policy does not name, before it is due',
    policy,
    asOf: '2026-12-31',
    subject,
    is: 'fail',
    level: 'error',
    says: /`ana`, who may own nothing by the policy/,
    at: 'systems[0].records.pre-use-notice.owner',
  },
  { name: 'by one whom the policy names', policy, subject: 'advance/risk-assessment', is: 'pass' },
])
