import { prove } from './cases.ts'

const INPUTS = 'systems.0.data.inputs'

prove('duty/answered', [
  { name: 'every input has its category', subject: 'advance/pi-sensitive-inventory', is: 'pass' },
  {
    name: 'one input has none',
    change: { [`${INPUTS}.0.category`]: undefined },
    subject: 'advance/pi-sensitive-inventory',
    is: 'fail',
    level: 'warning',
    says: /category/,
    next: /^write `category:` with what is true: `identifiers`, .* or `sensitive-personal-information`$/,
    at: 'systems[0].data.inputs[0].category',
  },
  {
    name: 'two have none',
    change: { [`${INPUTS}.0.category`]: undefined, [`${INPUTS}.1`]: { name: 'Second' } },
    subject: 'advance/pi-sensitive-inventory',
    is: 'fail',
    says: /it lacks `data\.inputs\.[^`]+`, `data\.inputs\./,
  },
  {
    name: 'three have none',
    change: { [INPUTS]: ['A', 'B', 'C'].map((name) => ({ name })) },
    subject: 'advance/pi-sensitive-inventory',
    is: 'fail',
    says: /a\.category`, `data\.inputs\.b\.category`, `data\.inputs\.c\.category`$/,
    owner: 'cai',
  },
  {
    name: 'four have none',
    change: { [INPUTS]: ['A', 'B', 'C', 'D'].map((name) => ({ name })) },
    subject: 'advance/pi-sensitive-inventory',
    is: 'fail',
    says: /, 1 more$/,
  },
  {
    name: 'they are named in the order of the alphabet',
    change: { [INPUTS]: ['C', 'A', 'B'].map((name) => ({ name })) },
    subject: 'advance/pi-sensitive-inventory',
    is: 'fail',
    says: /a\.category.*b\.category.*c\.category/,
  },
  {
    name: 'an empty answer is none',
    change: { [`${INPUTS}.0.retention`]: null },
    subject: 'advance/minimize-retain-purpose',
    is: 'fail',
    says: /retention/,
  },
  {
    name: 'a record stands in for the answers',
    change: {
      [`${INPUTS}.0.retention`]: undefined,
      'systems.0.records.retention-schedule': { file: 'retention.md', owner: 'ana', 'reviewed-on': '2027-01-02' },
    },
    subject: 'advance/minimize-retain-purpose',
    is: 'absent',
  },
  {
    name: 'of inputs that there are none of',
    change: { 'systems.0.data.inputs': 'none', 'systems.0.data.personal-information': 'yes' },
    subject: 'advance/pi-sensitive-inventory',
    is: 'pass',
  },
  {
    name: 'the role is not written',
    change: { 'organization.ccpa.role': undefined },
    subject: 'organization/business-threshold-check',
    is: 'fail',
    says: /ccpa\.role/,
    at: 'organization.ccpa.role',
  },
  {
    name: 'the role is written as unknown',
    change: { 'organization.ccpa.role': 'unknown' },
    subject: 'organization/business-threshold-check',
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'nothing stands where an answer belongs',
    change: { 'organization.ccpa': undefined },
    subject: 'organization/business-threshold-check',
    is: 'fail',
  },
  {
    name: 'a decision has no effect',
    change: { 'systems.0.decisions.0.effect': undefined },
    subject: 'advance/significant-decision-classification',
    is: 'fail',
    says: /effect/,
  },
  {
    name: 'a duty that does not apply',
    change: { 'organization.ccpa.role': 'service-provider' },
    subject: 'advance/pi-sensitive-inventory',
    is: 'absent',
  },
])
