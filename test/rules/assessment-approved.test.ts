import { prove } from './cases.ts'

const BY = 'systems.0.records.risk-assessment.approved-by'
const subject = 'advance/risk-assessment'

prove('assessment/approved', [
  { name: 'by one with authority', subject, is: 'pass', says: /Bob Tremaine, VP Lending/ },
  {
    name: 'by nobody',
    change: { [BY]: undefined },
    subject,
    is: 'fail',
    level: 'error',
    says: /nobody/,
    at: 'systems[0].records.risk-assessment.approved-by',
  },
  { name: 'by a stranger', change: { [BY]: 'zed' }, subject, is: 'fail', says: /`zed`.*not under/ },
  {
    name: 'by a bot',
    change: { [BY]: 'bot', 'people.bot': { name: 'release[bot]' } },
    subject,
    is: 'fail',
    says: /not a natural person/,
  },
  { name: 'by counsel who only advises', change: { [BY]: 'ana' }, subject, is: 'fail', says: /counsel/ },
  {
    name: 'by one of whom it is not known whether he advises as counsel',
    change: { 'people.bob.counsel': 'unknown' },
    subject,
    is: 'open',
    level: 'error',
  },
  {
    name: 'by counsel who is an executive too',
    change: { [BY]: 'ana', 'people.ana.executive': 'yes' },
    subject,
    is: 'pass',
  },
  {
    name: 'by one whose position is not given',
    change: { [BY]: 'cai', 'people.cai.title': undefined },
    subject,
    is: 'fail',
    says: /position/,
  },
  {
    name: 'with no position for the approver, before it is due',
    change: { [BY]: undefined, 'systems.0.in-use-since': '2025-03-01' },
    subject,
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'of a record without an owner',
    change: { 'systems.0.records.risk-assessment.owner': undefined },
    subject,
    is: 'pass',
  },
  {
    name: 'where no assessment is required',
    change: { 'organization.ccpa.role': 'service-provider' },
    subject,
    is: 'notApplicable',
  },
  {
    name: 'by one whom the policy lets',
    policy: {
      people: { bob: { name: 'Bob Tremaine', github: 'btremaine' } },
      'may-approve': { 'risk-assessments': ['bob'] },
    },
    subject: 'advance/risk-assessment',
    is: 'pass',
  },
  {
    name: 'by one whom the policy does not let',
    policy: {
      people: { dee: { name: 'Dee Osborne', github: 'dosborne' } },
      'may-approve': { 'risk-assessments': ['dee'] },
    },
    subject: 'advance/risk-assessment',
    is: 'fail',
    level: 'error',
    says: /`bob`, whom the policy does not let approve it, but Dee Osborne/,
  },
])
