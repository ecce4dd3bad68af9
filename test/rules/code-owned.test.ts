import { membershipKey } from '../../src/core/code-owners.ts'
import type { OwnersGiven } from '../scenarios/gate.ts'
import { history } from '../scenarios/history.ts'
import { type Case, prove } from './cases.ts'

const FILES = ['services/advance/decide.py', 'services/advance/limits.py']
const change = {
  'systems.0.code': ['services/advance/**'],
  'people.cai.github': 'cai-reinholt',
  'people.cai.email': 'cai@quarry.example',
  'people.bob.github': 'bob-tremaine',
}
const owners = (text: string, more: Partial<OwnersGiven> = {}): OwnersGiven => ({
  base: { '.github/CODEOWNERS': text },
  files: FILES,
  ...more,
})
const of = (text: string, more: Partial<OwnersGiven> = {}) => ({
  change,
  base: change,
  history: history([]),
  subject: 'advance/code/owners',
  codeOwners: owners(text, more),
})
const member = (handle: string, is: 'member' | 'pending' | 'no-member') => ({
  [membershipKey({ team: 'quarry/lending', handle })]: { is },
})
const nobody = { ...member('cai-reinholt', 'no-member'), ...member('bob-tremaine', 'no-member') }

const cases: readonly Case[] = [
  {
    ...of('* @Cai-Reinholt'),
    name: 'names the engineering owner',
    is: 'pass',
    says: /agree with `\.github\/CODEOWNERS:1`/,
  },
  { ...of('* @bob-tremaine @stranger'), name: 'names the accountable owner beside another', is: 'pass' },
  { ...of('* CAI@quarry.example'), name: 'names the address of an owner', is: 'pass' },
  {
    ...of('* @cai-reinholt\n/services/ @stranger'),
    name: 'the last line that matches decides, and it names another',
    is: 'fail',
    level: 'warning',
    says: /differ from `\.github\/CODEOWNERS:2`, which names `@stranger` for `services\/advance\/decide\.py`/,
    owner: 'cai',
    at: 'systems[0].code',
  },
  {
    ...of('* @stranger', { folder: 'loans', base: { CODEOWNERS: '* @stranger\n/loans/services @cai-reinholt' } }),
    name: 'paths start at the root of the repository, not at the folder that is judged',
    is: 'pass',
    says: /`CODEOWNERS:2`/,
  },
  {
    ...of('* @stranger', { base: { '.github/CODEOWNERS': '* @cai-reinholt', CODEOWNERS: '* @stranger' } }),
    name: 'the first of the three places counts',
    is: 'pass',
  },
  {
    ...of('* @cai-reinholt\nlimits.py'),
    name: 'a line without an owner takes a file out, which is told',
    is: 'pass',
    says: /no line names anybody for 1 of its files/,
  },
  {
    ...of('* @cai-reinholt\n![x] @stranger'),
    name: 'a line that GitHub skips is told',
    is: 'pass',
    says: /GitHub skips `\.github\/CODEOWNERS:2`/,
  },
  {
    ...of('* @cai-reinholt\n![a] @x\n![b] @x\n![c] @x\n![d] @x'),
    name: 'of many lines that GitHub skips three are told',
    is: 'pass',
    says: /OWNERS:2`, `\.github\/CODEOWNERS:3`, `\.github\/CODEOWNERS:4` and 1 more/,
  },
  {
    ...of('* @bob-tremaine', { files: Array.from({ length: 2_001 }, (_, index) => `services/advance/${index}.py`) }),
    name: 'more files than are looked at, which is told',
    is: 'pass',
    says: /it has more files than are looked at/,
  },
  {
    ...of('* @bob-tremaine'),
    name: 'nobody looks after the code',
    change: { ...change, 'systems.0.owners.engineering': undefined },
    is: 'pass',
  },
  { ...of('/docs/ @stranger'), name: 'no line is about its code', is: 'notApplicable', says: /nobody for its code/ },
  {
    ...of('* @stranger'),
    name: 'no owner declares an account',
    change: { 'systems.0.code': ['services/advance/**'] },
    is: 'notApplicable',
    says: /declares `github:`/,
  },
  {
    ...of('* @quarry/lending'),
    name: 'a team that an owner is in',
    members: { ...nobody, ...member('bob-tremaine', 'member') },
    is: 'pass',
  },
  {
    ...of('* @quarry/lending'),
    name: 'a team that can be seen and no owner is in',
    members: nobody,
    is: 'fail',
    level: 'warning',
    says: /no declared owner is a member of `@quarry\/lending`/,
  },
  {
    ...of('* @quarry/lending'),
    name: 'who is invited is not a member yet',
    members: { ...nobody, ...member('cai-reinholt', 'pending') },
    is: 'fail',
    says: /`cai-reinholt` is invited to `@quarry\/lending` and not yet a member/,
  },
  {
    ...of('* @stranger @quarry/lending'),
    name: 'a team that cannot be seen is not a team without an owner',
    members: {
      ...nobody,
      [membershipKey({ team: 'quarry/lending', handle: 'cai-reinholt' })]: {
        is: 'unknown',
        because: '`org-token` does not see the team (404)',
      },
    },
    is: 'open',
    level: 'note',
    says: /who is in `@quarry\/lending` cannot be seen: `org-token` does not see the team/,
  },
  { ...of('* @quarry/lending'), name: 'a team, and nobody can ask', is: 'open', level: 'note', next: /org-token/ },
  {
    ...of('* someone@quarry.example'),
    name: 'whose an address is nobody can tell',
    is: 'open',
    level: 'note',
    says: /cannot be seen/,
  },
  {
    ...of('', { base: { CODEOWNERS: 'x'.repeat(3 * 1024 * 1024 + 1) } }),
    name: 'more than GitHub loads',
    is: 'open',
    level: 'note',
    says: /bytes/,
  },
  { ...of('', { base: {} }), name: 'there is none', is: 'absent' },
  { name: 'nothing is compared', change, history: history([]), subject: 'advance/code/owners', is: 'absent' },
]

prove('code/owned', cases)
