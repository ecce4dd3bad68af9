import { prove } from './cases.ts'

const as = (person: { [key: string]: string }) => ({ 'people.cai': { title: 'Engineer', ...person } })
const subject = 'people/cai'

const policy = { people: { cai: { name: 'Cai Reinholt', github: 'cai-r' } } }

prove('person/named', [
  { name: 'first and last name', subject, is: 'pass' },
  { name: 'one name only', change: as({ name: 'Cher' }), subject, is: 'pass' },
  { name: 'a surname that is also a function', change: as({ name: 'Grace People' }), subject, is: 'pass' },
  { name: 'a name in another script', change: as({ name: '李伟' }), subject, is: 'pass' },
  ...[
    'Privacy Team',
    'The Legal Department',
    'Compliance Officer Mailbox',
    'release-bot',
    'renovate[bot]',
    'Everyone',
    'TBD',
    '<name>',
    '12345',
    'Chief Privacy Officer',
    'To be hired',
    'privacy@quarry.example',
  ].map((name) => ({
    name: `${name} is nobody`,
    change: as({ name }),
    subject,
    is: 'fail' as const,
    level: 'error' as const,
    at: 'people.cai.name',
  })),
  { name: 'a function is nobody', change: as({ name: 'Legal and Compliance' }), subject, is: 'fail', says: /function/ },
  {
    name: 'the account of a bot',
    change: as({ name: 'Cai Reinholt', github: 'deploy-bot' }),
    subject,
    is: 'fail',
    says: /bot/,
  },
  {
    name: 'the account of a team',
    change: as({ name: 'Cai Reinholt', github: 'quarry/lending' }),
    subject,
    is: 'fail',
    says: /team/,
  },
  {
    name: 'a shared mailbox',
    change: as({ name: 'Cai Reinholt', email: 'privacy@quarry.example' }),
    subject,
    is: 'fail',
    says: /shared mailbox/,
  },
  {
    name: 'a mailbox of one’s own',
    change: as({ name: 'Cai Reinholt', email: 'cai@quarry.example', github: 'cai-r' }),
    subject,
    is: 'pass',
  },
  {
    name: 'the account of another by the policy',
    change: as({ name: 'Dee Osborne', github: 'Cai-R' }),
    policy,
    subject,
    is: 'fail',
    level: 'warning',
    says: /has the account `cai-r`, which is Cai Reinholt’s by the policy/,
  },
  { name: 'as the policy has it', change: as({ name: 'Cai  reinholt', github: 'cai-r' }), policy, subject, is: 'pass' },
])
