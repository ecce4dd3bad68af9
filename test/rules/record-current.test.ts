import { prove } from './cases.ts'

const RECORD = 'systems.0.records.risk-assessment'
const subject = 'advance/risk-assessment'
const NOTICE = 'systems.0.records.pre-use-notice'

prove('record/current', [
  { name: 'reviewed within three years', subject, is: 'pass', says: /due by 2030-01-11/ },
  { name: 'on the last day of the three years', asOf: '2030-01-11', subject, is: 'pass' },
  {
    name: 'a day later',
    asOf: '2030-01-12',
    subject,
    is: 'fail',
    level: 'error',
    says: /36 months ended on 2030-01-11/,
    at: 'systems[0].records.risk-assessment.reviewed-on',
  },
  {
    name: 'within a period of one’s own',
    change: { [`${RECORD}.review-every-months`]: 12 },
    subject,
    is: 'pass',
    says: /2028-01-11/,
  },
  {
    name: 'past a period of one’s own, which is no law',
    change: { [`${RECORD}.review-every-months`]: 12 },
    asOf: '2028-01-12',
    subject,
    is: 'fail',
    level: 'warning',
    says: /12 months/,
  },
  {
    name: 'a longer period of one’s own does not count',
    change: { [`${RECORD}.review-every-months`]: 60 },
    asOf: '2030-01-12',
    subject,
    is: 'fail',
    level: 'error',
  },
  {
    name: 'good practice only warns',
    asOf: '2028-01-12',
    subject: 'advance/pre-use-notice',
    is: 'fail',
    level: 'warning',
    says: /12 months/,
  },
  {
    name: 'the yearly update of the policy is not confirmed, so it warns',
    asOf: '2028-01-12',
    subject: 'organization/privacy-policy',
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'what is due every year, of the cycle that is due',
    change: {
      'organization.records.risk-assessment-submission': {
        file: 'filing.md',
        owner: 'bob',
        'reviewed-on': '2028-02-11',
      },
    },
    asOf: '2028-03-01',
    subject: 'organization/risk-assessment-submission',
    is: 'pass',
  },
  {
    name: 'what is due every year, of an earlier cycle',
    change: {
      'organization.records.risk-assessment-submission': {
        file: 'filing.md',
        owner: 'bob',
        'reviewed-on': '2027-01-11',
      },
    },
    asOf: '2028-03-01',
    subject: 'organization/risk-assessment-submission',
    is: 'fail',
    level: 'warning',
    says: /too early for what is due by 2028-04-01/,
  },
  {
    name: 'no date',
    change: { [`${NOTICE}.reviewed-on`]: undefined },
    subject: 'advance/pre-use-notice',
    is: 'fail',
    level: 'error',
    says: /no review date/,
  },
  {
    name: 'a date that does not exist',
    change: { [`${NOTICE}.reviewed-on`]: '2027-02-30' },
    subject: 'advance/pre-use-notice',
    is: 'fail',
    says: /no day of the calendar/,
  },
  {
    name: 'a review to come',
    change: { [`${NOTICE}.reviewed-on`]: '2027-02-02' },
    subject: 'advance/pre-use-notice',
    is: 'fail',
    level: 'error',
    says: /after 2027-02-01/,
  },
  {
    name: 'finished on a day to come',
    change: { [`${RECORD}.completed-on`]: '2027-03-01' },
    subject,
    is: 'fail',
    says: /completed-on/,
    at: 'systems[0].records.risk-assessment.completed-on',
  },
  {
    name: 'a retired system’s assessment is kept, not reviewed',
    change: { 'systems.0.status': 'retired', 'systems.0.retired-on': '2027-01-31' },
    asOf: '2031-06-01',
    subject,
    is: 'pass',
  },
  { name: 'needed by nothing', change: { 'organization.ccpa.role': 'service-provider' }, subject, is: 'notApplicable' },
  {
    name: 'an assessment of a system that is retired, which the law has nobody review again',
    change: {
      'systems.0.status': 'retired',
      'systems.0.retired-on': '2026-12-01',
    },
    asOf: '2030-06-01',
    subject: 'advance/risk-assessment',
    is: 'pass',
    says: /was reviewed on/,
  },
])
