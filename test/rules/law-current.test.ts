import { prove } from './cases.ts'

prove('law/current', [
  { name: 'read 180 days ago', asOf: '2027-05-22', subject: 'ccpa-admt', is: 'pass' },
  {
    name: 'read longer ago',
    asOf: '2027-05-23',
    subject: 'ccpa-admt',
    is: 'fail',
    level: 'warning',
    says: /181 days before/,
  },
  { name: 'a figure that still holds', asOf: '2026-12-31', subject: 'ccpa-admt/business-revenue', is: 'pass' },
  {
    name: 'a figure that has run out',
    asOf: '2027-01-01',
    subject: 'ccpa-admt/business-revenue',
    is: 'review',
    level: 'note',
  },
  { name: 'a figure without an end', subject: 'ccpa-admt/business-consumers', is: 'absent' },
])
