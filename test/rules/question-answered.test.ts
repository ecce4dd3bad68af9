import { prove } from './cases.ts'

const PRONG = 'systems.0.decisions.0.human-involvement.reviews-other-information'

prove('question/answered', [
  { name: 'it is answered', subject: 'advance/data.sells-or-shares', is: 'pass' },
  {
    name: 'it is unknown',
    change: { 'systems.0.data.sells-or-shares': 'unknown' },
    subject: 'advance/data.sells-or-shares',
    is: 'open',
    level: 'error',
    says: /not known whether it sells or shares/,
    at: 'systems[0].data.sells-or-shares',
  },
  {
    name: 'it is not there',
    change: { 'systems.0.data.sells-or-shares': undefined },
    subject: 'advance/data.sells-or-shares',
    is: 'open',
    level: 'error',
  },
  {
    name: 'one thing turns on it',
    change: { 'systems.0.data.sells-or-shares': 'unknown' },
    subject: 'advance/data.sells-or-shares',
    is: 'open',
    says: /shares personal information, and a risk assessment turns on it$/,
  },
  {
    name: 'several things turn on it',
    change: { 'systems.0.status': 'unknown' },
    subject: 'advance/status',
    is: 'open',
    says: / and .* turn on it$/,
  },
  {
    name: 'a decision goes by its kind',
    change: { [PRONG]: 'unknown' },
    subject: 'advance/decisions.extend-credit.human-involvement.reviews-other-information',
    is: 'open',
    says: /Article 11/,
  },
  {
    name: 'an input goes by its name',
    change: { 'systems.0.data.inputs.0.sensitive': undefined },
    subject: 'advance/data.inputs.card-sales.sensitive',
    is: 'open',
  },
  {
    name: 'of the whole organization',
    change: { 'organization.ccpa.role': 'unknown' },
    subject: 'organization/ccpa.role',
    is: 'open',
    level: 'error',
  },
  {
    name: 'only law that is not confirmed turns on it',
    change: { 'systems.0.data.inputs.0.sensitive': ['precise-geolocation'] },
    subject: 'advance/data.inputs.card-sales.permitted-purpose',
    is: 'open',
    level: 'warning',
  },
  {
    name: 'it can no longer matter',
    change: { 'systems.0.data.sells-or-shares': 'unknown', 'organization.ccpa.role': 'service-provider' },
    subject: 'advance/data.sells-or-shares',
    is: 'absent',
  },
  {
    name: 'the kinds that may be written are those of the domain',
    change: { 'systems.0.decisions.0.domain': 'housing', 'systems.0.decisions.0.kind': 'unknown' },
    subject: 'advance/decisions.housing.kind',
    is: 'open',
    next: /: `permanent-home` or `temporary-lodging`$/,
  },
  {
    name: 'of a status the choices are named',
    change: { 'systems.0.status': 'unknown' },
    subject: 'advance/status',
    is: 'open',
    next: /: `planned`, `in-development`, `in-use` or `retired`$/,
  },
  {
    name: 'of sensitive data the categories of the statute are named',
    change: { 'systems.0.data.inputs.0.sensitive': 'unknown' },
    subject: 'advance/data.inputs.card-sales.sensitive',
    is: 'open',
    next: /`precise-geolocation`.*; or `none`$/,
  },
])
