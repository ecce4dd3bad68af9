import { prove } from './cases.ts'

const OWNERS = 'systems.0.owners'

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
])
