import { prove } from './cases.ts'

const ORG = 'organization/role-and-thresholds'
const notCovered = {
  'organization.ccpa.role': 'not-covered',
  'organization.ccpa.thresholds': 'none',
  'organization.ccpa.revenue': 1_000_000,
}
const DECISION = 'systems.0.decisions.0'
const DATES = 'advance/dates-of-use'
const prongs = { 'knows-how-to-interpret': 'yes', 'reviews-other-information': 'yes', 'can-change-the-decision': 'yes' }

prove('answers/consistent', [
  { name: 'role and figures agree', subject: ORG, is: 'pass' },
  { name: 'not covered, and below every threshold', change: notCovered, subject: ORG, is: 'pass' },
  {
    name: 'not covered, with revenue above the threshold',
    change: { ...notCovered, 'organization.ccpa.revenue': 26_625_001 },
    subject: ORG,
    is: 'fail',
    level: 'warning',
    says: /revenue/,
    at: 'organization.ccpa.role',
  },
  {
    name: 'the same while the figure is known to hold',
    change: { ...notCovered, 'organization.ccpa.revenue': 26_625_001 },
    asOf: '2026-12-31',
    subject: ORG,
    is: 'fail',
    level: 'error',
  },
  {
    name: 'not covered, with 99,999 consumers',
    change: { ...notCovered, 'organization.ccpa.consumers': 99_999 },
    subject: ORG,
    is: 'pass',
  },
  {
    name: 'not covered, with 100,000 consumers',
    change: { ...notCovered, 'organization.ccpa.consumers': 100_000 },
    subject: ORG,
    is: 'fail',
    says: /consumers/,
  },
  {
    name: 'not covered, with half of the revenue from selling',
    change: { ...notCovered, 'organization.ccpa.revenue-share': 50 },
    subject: ORG,
    is: 'fail',
    says: /revenue-share/,
  },
  {
    name: 'not covered, with less than half of it',
    change: { ...notCovered, 'organization.ccpa.revenue-share': 49.9 },
    subject: ORG,
    is: 'pass',
  },
  {
    name: 'not covered, with a threshold named',
    change: { ...notCovered, 'organization.ccpa.thresholds': ['consumers'] },
    subject: ORG,
    is: 'fail',
    says: /thresholds/,
  },
  {
    name: 'not covered, with any figure, when not run for profit',
    change: { ...notCovered, 'organization.ccpa.revenue': 48_000_000, 'organization.ccpa.for-profit': 'no' },
    subject: ORG,
    is: 'pass',
  },
  {
    name: 'a business that is not run for profit',
    change: { 'organization.ccpa.for-profit': 'no' },
    subject: ORG,
    is: 'fail',
    at: 'organization.ccpa.for-profit',
  },
  {
    name: 'systems, and none',
    change: { 'no-systems.reason': 'There are none.' },
    subject: 'organization/no-systems',
    is: 'fail',
    at: 'no-systems',
  },
  { name: 'systems only', subject: 'organization/no-systems', is: 'pass' },

  {
    name: 'a kind of another domain',
    change: { [`${DECISION}.domain`]: 'housing' },
    subject: 'advance/decisions.extend-credit/domain-and-kind',
    is: 'fail',
    says: /housing.*extend-credit.*financial-or-lending/,
    at: `systems[0].decisions[0].kind`,
  },
  {
    name: 'no domain, with a significant kind',
    change: { [`${DECISION}.domain`]: 'none' },
    subject: 'advance/decisions.extend-credit/domain-and-kind',
    is: 'fail',
  },
  {
    name: 'a kind whose domain is not known',
    change: { [`${DECISION}.domain`]: 'unknown' },
    subject: 'advance/decisions.extend-credit/domain-and-kind',
    is: 'pass',
  },
  {
    name: 'no decisions',
    change: { 'systems.0.decisions': 'none' },
    subject: 'advance/decisions.extend-credit/domain-and-kind',
    is: 'absent',
  },
  {
    name: 'decisions not known',
    change: { 'systems.0.decisions': 'unknown' },
    subject: 'advance/decisions.extend-credit/exclusion',
    is: 'absent',
  },
  {
    name: 'the exclusion of housing for a loan',
    change: { [`${DECISION}.exclusion`]: 'housing-availability-or-payment' },
    subject: 'advance/decisions.extend-credit/exclusion',
    is: 'fail',
    at: 'systems[0].decisions[0].exclusion',
  },
  {
    name: 'the exclusion of housing for housing',
    change: {
      [`${DECISION}.domain`]: 'housing',
      [`${DECISION}.kind`]: 'permanent-home',
      [`${DECISION}.exclusion`]: 'housing-availability-or-payment',
    },
    subject: 'advance/decisions.permanent-home/exclusion',
    is: 'pass',
  },

  { name: 'in use, since a day', subject: DATES, is: 'pass' },
  {
    name: 'in use, without the day',
    change: { 'systems.0.in-use-since': undefined },
    subject: DATES,
    is: 'fail',
    says: /without the day/,
    at: 'systems[0].in-use-since',
  },
  {
    name: 'in use, the day unknown and said to be so',
    change: { 'systems.0.in-use-since': 'unknown' },
    subject: DATES,
    is: 'pass',
  },
  {
    name: 'in use without the day, where nothing turns on it',
    change: {
      'systems.0.in-use-since': undefined,
      'organization.ccpa.role': 'not-covered',
      'organization.ccpa.for-profit': 'no',
    },
    subject: DATES,
    is: 'pass',
  },
  {
    name: 'in use without the day, where something may turn on it',
    change: { 'systems.0.in-use-since': undefined, 'organization.ccpa.role': 'unknown' },
    subject: DATES,
    is: 'fail',
    says: /without the day/,
  },
  {
    name: 'in use, from a day to come',
    change: { 'systems.0.in-use-since': '2027-05-01' },
    subject: DATES,
    is: 'fail',
    says: /after 2027-02-01/,
  },
  {
    name: 'planned, but in use',
    change: { 'systems.0.status': 'planned' },
    subject: DATES,
    is: 'fail',
    at: 'systems[0].status',
  },
  {
    name: 'in development, but planned for a day that has come',
    change: {
      'systems.0.status': 'in-development',
      'systems.0.in-use-since': undefined,
      'systems.0.planned-for': '2027-02-01',
    },
    subject: DATES,
    is: 'fail',
    says: /has come/,
  },
  {
    name: 'planned, for a day to come',
    change: {
      'systems.0.status': 'planned',
      'systems.0.in-use-since': undefined,
      'systems.0.planned-for': '2027-02-02',
    },
    subject: DATES,
    is: 'pass',
  },
  {
    name: 'retired, on a day to come',
    change: { 'systems.0.status': 'retired', 'systems.0.retired-on': '2027-02-02' },
    subject: DATES,
    is: 'fail',
    says: /which is after/,
  },
  {
    name: 'retired before it was in use',
    change: { 'systems.0.status': 'retired', 'systems.0.retired-on': '2026-01-02' },
    subject: DATES,
    is: 'fail',
    says: /before it was in use/,
  },
  {
    name: 'retired after it was in use',
    change: { 'systems.0.status': 'retired', 'systems.0.retired-on': '2026-12-31' },
    subject: DATES,
    is: 'pass',
  },

  {
    name: 'a model without a card',
    change: { 'systems.0.model': { origin: 'in-house' } },
    subject: 'advance/model-and-card',
    is: 'fail',
    at: 'systems[0].model',
  },
  {
    name: 'a model without a card, where it is no ADMT',
    change: {
      'systems.0.model': { origin: 'in-house' },
      [`${DECISION}.human-involvement.reviews-other-information`]: 'yes',
    },
    subject: 'advance/model-and-card',
    is: 'pass',
  },
  {
    name: 'a model with a card',
    change: {
      'systems.0.model': { origin: 'in-house' },
      'systems.0.records.model-card': { file: 'card.md', owner: 'cai', 'reviewed-on': '2027-01-02' },
    },
    subject: 'advance/model-and-card',
    is: 'pass',
  },
  {
    name: 'no personal information, with a category of it',
    change: { 'systems.0.data.personal-information': 'no' },
    subject: 'advance/personal-information',
    is: 'fail',
    at: 'systems[0].data.personal-information',
  },
  {
    name: 'no personal information, with sensitive data',
    change: {
      'systems.0.data.personal-information': 'no',
      'systems.0.data.inputs': [{ name: 'Pulse', sensitive: ['health'] }],
    },
    subject: 'advance/personal-information',
    is: 'fail',
  },
  {
    name: 'no personal information, with a name for a sensor',
    change: {
      'systems.0.data.personal-information': 'no',
      'systems.0.data.inputs': [{ name: 'Vibration' }],
      'systems.0.decisions': 'none',
    },
    subject: 'advance/personal-information',
    is: 'pass',
  },
  {
    name: 'the carve-out for business contacts',
    change: { 'systems.0.data.inputs.0.solely-for-hr': 'pay-administration' },
    subject: 'advance/inputs.card-sales/human-resources-carve-out',
    is: 'fail',
    at: 'systems[0].data.inputs[0].solely-for-hr',
  },
  {
    name: 'the carve-out for employees',
    change: {
      'systems.0.data.inputs.0.solely-for-hr': 'pay-administration',
      'systems.0.data.inputs.0.about': ['employees'],
    },
    subject: 'advance/inputs.card-sales/human-resources-carve-out',
    is: 'pass',
  },
  {
    name: 'the carve-out for people not known',
    change: { 'systems.0.data.inputs.0.solely-for-hr': 'pay-administration', 'systems.0.populations': 'unknown' },
    subject: 'advance/inputs.card-sales/human-resources-carve-out',
    is: 'pass',
  },
  {
    name: 'all three prongs without a reviewer',
    change: { [`${DECISION}.human-involvement`]: prongs },
    subject: 'advance/decisions.extend-credit/human-involvement-and-reviewer',
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'all three prongs with a reviewer',
    change: { [`${DECISION}.human-involvement`]: { ...prongs, reviewer: 'Desk' } },
    subject: 'advance/decisions.extend-credit/human-involvement-and-reviewer',
    is: 'pass',
  },
  {
    name: 'supplied, without a model',
    change: { 'systems.0.supply.to-other-businesses': 'yes' },
    subject: 'advance/supply-and-model',
    is: 'fail',
    at: 'systems[0].supply.to-other-businesses',
  },
  {
    name: 'supplied, with a model',
    change: {
      'systems.0.supply.to-other-businesses': 'yes',
      'systems.0.model': { 'trained-on-personal-information': 'no' },
    },
    subject: 'advance/supply-and-model',
    is: 'pass',
  },
])
