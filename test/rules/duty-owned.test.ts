import { prove } from './cases.ts'

const subject = 'advance/opt-out-methods'
const FILING = 'organization/ra-annual-submission'

const bobOnly = { people: { bob: { name: 'Bob Tremaine', github: 'btremaine' } }, 'may-own': ['bob'] }

prove('duty/owned', [
  { name: 'by the owner of its record', subject, is: 'pass', says: /Cai Reinholt/ },
  {
    name: 'by the owner of the system, where the record has none',
    change: { 'systems.0.records.opt-out-procedure': undefined, 'systems.0.owners.engineering': 'bob' },
    subject,
    is: 'pass',
    says: /Bob Tremaine/,
  },
  {
    name: 'by the accountable owner, where the role is not filled',
    change: { 'systems.0.records.opt-out-procedure': undefined, 'systems.0.owners.engineering': undefined },
    subject,
    is: 'pass',
    says: /Bob Tremaine/,
  },
  {
    name: 'by one who is not among the people, which the owner’s own place says',
    change: { 'systems.0.records.opt-out-procedure.owner': 'zed' },
    subject,
    is: 'notApplicable',
  },
  {
    name: 'nobody is accountable, which the system’s own place says',
    change: {
      'systems.0.records.opt-out-procedure': undefined,
      'systems.0.owners': {},
      'organization.ccpa.confirmed-by': undefined,
    },
    subject,
    is: 'notApplicable',
  },
  { name: 'the filing belongs to management', asOf: '2028-03-01', subject: FILING, is: 'pass', says: /Bob Tremaine/ },
  {
    name: 'nobody of management is named',
    change: { 'people.bob.executive': undefined },
    asOf: '2028-03-01',
    subject: FILING,
    is: 'fail',
    says: /no owner/,
    at: 'people',
  },
  { name: 'the filing is not asked for yet', subject: FILING, is: 'absent' },
  {
    name: 'who confirmed the scope answers for it',
    subject: 'organization/business-threshold-check',
    is: 'pass',
    says: /Ana Lucero/,
  },
  {
    name: 'nobody confirmed the scope, which is told where that is written',
    change: { 'organization.ccpa.confirmed-by': undefined },
    subject: 'organization/business-threshold-check',
    is: 'fail',
    next: /^write `confirmed-by:` under `organization\.ccpa`/,
    at: 'organization.ccpa.confirmed-by',
  },
  {
    name: 'by one whom the policy does not name, which the owner’s own place says',
    policy: bobOnly,
    subject,
    is: 'pass',
  },
  {
    name: 'by one whom the policy does not name and no other place does',
    change: { 'organization.ccpa.confirmed-by': 'dee', 'people.dee': { name: 'Dee Osborne' } },
    policy: bobOnly,
    subject: 'organization/business-threshold-check',
    is: 'fail',
    level: 'error',
    says: /`dee`, who may own nothing/,
  },
])
