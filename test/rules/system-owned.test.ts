import { prove } from './cases.ts'

const OWNERS = 'systems.0.owners'

const people = { bob: { name: 'Bob Tremaine', github: 'btremaine' }, ana: { name: 'Ana Lucero', github: 'alucero' } }
const policy = { people, 'may-own': ['bob', 'ana'] }

prove('system/owned', [
  { name: 'by one of the people', subject: 'advance/owners.accountable', is: 'pass', says: /bob/ },
  {
    name: 'nobody is accountable',
    change: { [`${OWNERS}.accountable`]: undefined },
    subject: 'advance/owners.accountable',
    is: 'fail',
    level: 'error',
    at: 'systems[0].owners.accountable',
  },
  {
    name: 'nobody for engineering, where the rules reach it',
    change: { [`${OWNERS}.engineering`]: undefined },
    subject: 'advance/owners.engineering',
    is: 'fail',
  },
  {
    name: 'nobody for engineering, where they do not',
    change: { [`${OWNERS}.engineering`]: undefined, 'organization.ccpa.role': 'service-provider' },
    subject: 'advance/owners.engineering',
    is: 'notApplicable',
  },
  {
    name: 'nobody for engineering, where it is open whether they do',
    change: { [`${OWNERS}.engineering`]: undefined, 'organization.ccpa.role': 'unknown' },
    subject: 'advance/owners.engineering',
    is: 'notApplicable',
  },
  {
    name: 'nobody is accountable, where they do not',
    change: { [`${OWNERS}.accountable`]: undefined, 'organization.ccpa.role': 'service-provider' },
    subject: 'advance/owners.accountable',
    is: 'fail',
  },
  {
    name: 'by a stranger',
    change: { [`${OWNERS}.privacy`]: 'zed' },
    subject: 'advance/owners.privacy',
    is: 'fail',
    says: /zed/,
  },
  {
    name: 'not known by whom',
    change: { [`${OWNERS}.privacy`]: 'unknown' },
    subject: 'advance/owners.privacy',
    is: 'open',
    level: 'error',
    says: /not known/,
  },
  {
    name: 'by one whom the policy allows, told by the name',
    policy,
    subject: 'advance/owners.accountable',
    is: 'pass',
  },
  {
    name: 'by one whom the policy allows, told by the account whatever its case',
    change: { 'people.bob.name': 'Robert Tremaine', 'people.bob.github': 'BTremaine' },
    policy,
    subject: 'advance/owners.accountable',
    is: 'pass',
  },
  {
    name: 'by one whom the policy does not name',
    policy,
    asOf: '2026-11-23',
    subject: 'advance/owners.engineering',
    is: 'fail',
    level: 'error',
    says: /`cai`, who may own nothing by the policy, which names Bob Tremaine \(`btremaine`\), Ana Lucero \(`alucero`\)/,
    next: /one of them, or write `github:` for `people.cai`/,
    at: 'systems[0].owners.engineering',
  },
  {
    name: 'by another of the same name',
    change: { 'people.bob.github': 'tremaine-2' },
    policy,
    subject: 'advance/owners.accountable',
    is: 'fail',
    says: /whose account is `tremaine-2`, and the policy’s Bob Tremaine has `btremaine`/,
  },
  {
    name: 'by a policy that says nothing of owners',
    policy: { people },
    subject: 'advance/owners.engineering',
    is: 'pass',
  },
])
