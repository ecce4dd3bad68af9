import type { Account } from '../../src/core/comparison.ts'
import { prove } from './cases.ts'

const subject = 'people/cai/github'
const change = { 'people.cai.github': 'cai-reinholt' }
const told = (account: Account) => ({ accounts: { 'cai-reinholt': account } })
/** A day before any of the duties binds that the engineering owner answers for. */
const EARLY = '2026-06-01'

prove('account/found', [
  { name: 'a user', change, ...told({ is: 'user' }), subject, is: 'pass', at: 'people.cai.github' },
  {
    name: 'written in other letters',
    change: { 'people.cai.github': 'Cai-Reinholt' },
    ...told({ is: 'user' }),
    subject,
    is: 'pass',
  },
  {
    name: 'nobody, of one who answers for a duty that binds',
    change,
    ...told({ is: 'missing' }),
    subject,
    is: 'fail',
    level: 'error',
    says: /`cai-reinholt`, which is no account on GitHub/,
    owner: 'cai',
  },
  {
    name: 'nobody, while no duty of that person binds',
    change,
    ...told({ is: 'missing' }),
    asOf: EARLY,
    subject,
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'an organization',
    change,
    ...told({ is: 'organization' }),
    subject,
    is: 'fail',
    level: 'error',
    says: /account of an organization/,
  },
  { name: 'a bot', change, ...told({ is: 'bot' }), subject, is: 'fail', level: 'error', says: /a bot/ },
  {
    name: 'what cannot be seen is not what is not',
    change,
    ...told({ is: 'unknown', because: 'GitHub did not answer in time' }),
    subject,
    is: 'open',
    level: 'warning',
    says: /could not be looked up: GitHub did not answer in time/,
  },
  {
    name: 'no account is declared',
    ...told({ is: 'user' }),
    change: { 'people.bob.github': 'cai-reinholt' },
    subject,
    is: 'notApplicable',
  },
  { name: 'GitHub is not asked', change, subject, is: 'absent' },
  {
    name: 'who answers for nothing is not asked about',
    change: { ...change, 'people.dee': { name: 'Dee Okafor', github: 'dee-okafor' } },
    accounts: { 'cai-reinholt': { is: 'user' }, 'dee-okafor': { is: 'missing' } },
    subject: 'people/dee/github',
    is: 'absent',
  },
])
