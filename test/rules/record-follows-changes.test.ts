import type { FileChange } from '../../src/core/ports.ts'
import { MANIFEST } from '../scenarios/gate.ts'
import { changed, history } from '../scenarios/history.ts'
import { edited, type Json, lender } from '../scenarios/lender.ts'
import { type Case, prove } from './cases.ts'

// Every record of the lender was reviewed on 2027-01-11; the day judged for is 2027-02-01.
const CODE = { 'systems.0.code': ['services/advance/**'] }
const ARTIFACT = { 'systems.0.model': { origin: 'in-house', artifact: 'models/advance.onnx' } }
const subject = 'advance/risk-assessment'
const notice = 'advance/pre-use-notice'
/** The lender with one more input, which the history has from that day on. */
const INPUTS = 'systems.0.data.inputs'
const input = (name: string) => ({
  name,
  category: 'commercial-information',
  sensitive: 'none',
  retention: '25 months',
})
const text = (manifest: Json) => JSON.stringify(manifest)
const was = lender(CODE)
const manifestChange = (on: string, before: string | undefined, after: string | undefined): FileChange =>
  changed(on, MANIFEST, { before, after })
const PRONG = 'systems.0.decisions.0.human-involvement.can-change-the-decision'
const DAY = 'systems.0.records.risk-assessment.reviewed-on'
/** What is declared, by the key of the lender's manifest, with another value before. */
const DECLARED: readonly (readonly [string, string, Json, RegExp])[] = [
  [
    'purpose',
    'systems.0.purpose',
    'Sets prices.',
    /its purpose changed on 2027-01-15 .*: `purpose`\); .*was due by 2027-03-01/,
  ],
  [
    'model',
    'systems.0.model',
    { origin: 'vendor', name: 'FitRank' },
    /its model changed on 2027-01-15 .*`model\.name`/,
  ],
  ['recipient', 'systems.0.data.recipients', [{ name: 'Harlow' }], /its declared data changed .*`recipients\.harlow`/],
  [
    'prong of human involvement',
    PRONG,
    'unknown',
    /its human involvement changed on 2027-01-15 .*\.can-change-the-decision`/,
  ],
]
const shallow = { from: '2027-01-20', shallow: true }

prove('record/follows-changes', [
  {
    name: 'nothing changed after the review',
    change: CODE,
    history: history([changed('2027-01-10')]),
    subject,
    is: 'pass',
    says: /reviewed on 2027-01-11, and nothing that it describes changed later/,
  },
  {
    name: 'the code changed on the day of the review, which is as fine as a date goes',
    change: CODE,
    history: history([changed('2027-01-11')]),
    subject,
    is: 'pass',
  },
  {
    name: 'the code changed a day later',
    change: CODE,
    history: history([changed('2027-01-12')]),
    subject,
    is: 'fail',
    level: 'warning',
    says: /its code changed on 2027-01-12 \(commit `3f2a9c1`: `services\/advance\/decide\.py`\); if the change is material, the update is due by 2027-02-26/,
    next: /set `reviewed-on`/,
    owner: 'bob',
    at: 'systems[0].records.risk-assessment.reviewed-on',
  },
  {
    name: 'on the last of the 45 days',
    change: CODE,
    asOf: '2027-02-26',
    history: history([changed('2027-01-12')]),
    subject,
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'on the day after, an assessment that is due counts as not updated',
    change: CODE,
    asOf: '2027-02-27',
    history: history([changed('2027-01-12')]),
    subject,
    is: 'fail',
    level: 'error',
    says: /was due by 2027-02-26/,
  },
  {
    name: 'the clock starts with the first change that no review followed',
    change: CODE,
    asOf: '2027-02-27',
    history: history([changed('2027-01-12'), changed('2027-02-20', 'services/advance/limits.py')]),
    subject,
    is: 'fail',
    level: 'error',
    says: /changed on 2027-01-12/,
  },
  {
    name: 'an assessment that is not due yet only warns',
    change: { ...CODE, 'systems.0.in-use-since': '2025-03-02' },
    asOf: '2027-02-27',
    history: history([changed('2027-01-12')]),
    subject,
    is: 'fail',
    level: 'warning',
  },
  {
    name: 'of the files of a commit three are named',
    change: CODE,
    history: history(['a', 'b', 'c', 'd', 'e'].map((name) => changed('2027-01-12', `services/advance/${name}.py`))),
    subject,
    is: 'fail',
    says: /a\.py`, `services\/advance\/b\.py`, `services\/advance\/c\.py` and 2 more\)/,
  },
  {
    name: 'of a long name the end is shown',
    change: CODE,
    history: history([changed('2027-01-12', `services/advance/${'x'.repeat(300)}/rules.py`)]),
    subject,
    is: 'fail',
    says: /`…x{70}\/rules\.py`/,
  },
  {
    name: 'a notice follows the code by good practice alone',
    change: CODE,
    asOf: '2027-04-01',
    history: history([changed('2027-01-12')]),
    subject: notice,
    is: 'fail',
    level: 'warning',
    says: /\(commit `3f2a9c1`: `services\/advance\/decide\.py`\)$/,
  },
  {
    name: 'a procedure describes no system',
    change: CODE,
    history: history([]),
    subject: 'advance/opt-out-procedure',
    is: 'absent',
  },
  {
    name: 'what stands in a record is no code',
    change: { 'systems.0.code': ['**'] },
    history: history([changed('2027-01-12', 'compliance/assessment.md'), changed('2027-01-12', MANIFEST)], {
      texts: { aaa: text(was), bbb: text(was) },
    }),
    subject,
    is: 'pass',
  },
  {
    name: 'files that a glob takes out are no code',
    change: { 'systems.0.code': ['services/**', '!services/**/limits.py'] },
    history: history([changed('2027-01-12', 'services/advance/limits.py')]),
    subject,
    is: 'pass',
  },
  {
    name: 'a change outside the globs',
    change: CODE,
    history: history([changed('2027-01-12', 'services/billing/invoice.py')]),
    subject,
    is: 'pass',
  },
  {
    name: 'a submodule below which the code may lie points elsewhere',
    change: { 'systems.0.code': ['services/vendored/src/**/*.py'] },
    history: history([changed('2027-01-12', 'services/vendored', { submodule: true })]),
    subject,
    is: 'fail',
    says: /`services\/vendored`/,
  },
  {
    name: 'the model file changed',
    change: ARTIFACT,
    history: history([changed('2027-01-12', 'models/advance.onnx')]),
    subject,
    is: 'fail',
    says: /its model changed on 2027-01-12/,
  },
  {
    name: 'a model file that git does not follow has no history, which `code/found` says',
    change: ARTIFACT,
    history: history([], { tracked: [] }),
    subject,
    is: 'pass',
  },
  {
    name: 'a change after the day judged for',
    change: CODE,
    history: history([changed('2027-02-02')]),
    subject,
    is: 'pass',
  },
  {
    name: 'what only this branch changes counts from the day judged for',
    change: CODE,
    history: history([changed('', 'services/advance/decide.py', { on: undefined, by: 'this branch' })]),
    subject,
    is: 'fail',
    level: 'warning',
    says: /changed on 2027-02-01 \(this branch: .*is due by 2027-03-18/,
  },
  {
    name: 'an input is declared after the review',
    change: { ...CODE, [`${INPUTS}.1`]: input('Tax returns') },
    history: history([manifestChange('2027-01-15', 'old', 'new')], {
      texts: { old: text(was), new: text(edited(was, { [`${INPUTS}.1`]: input('Tax returns') })) },
    }),
    subject,
    is: 'fail',
    says: /its declared data changed on 2027-01-15 \(commit `3f2a9c1`: `inputs\.tax-returns`\)/,
  },
  {
    name: 'the same data in another order',
    change: { ...CODE, [`${INPUTS}.1`]: input('Tax returns') },
    history: history([manifestChange('2027-01-15', 'old', 'new')], {
      texts: {
        old: text(
          edited(was, {
            [`${INPUTS}.1`]: { ...input('Card sales'), 'used-for': ['decision'] },
            [`${INPUTS}.0`]: input('Tax returns'),
          }),
        ),
        new: text(edited(was, { [`${INPUTS}.1`]: input('Tax returns') })),
      },
    }),
    subject,
    is: 'pass',
  },
  {
    name: 'data that was changed and changed back',
    change: CODE,
    history: history([manifestChange('2027-01-15', 'old', 'new'), manifestChange('2027-01-16', 'new', 'old')], {
      texts: { old: text(was), new: text(edited(was, { [`${INPUTS}.1`]: input('Tax returns') })) },
    }),
    subject,
    is: 'pass',
  },
  {
    name: 'the day of several on which the data came to differ',
    change: CODE,
    history: history(
      [
        manifestChange('2027-01-15', 'v0', 'v1'),
        manifestChange('2027-01-16', 'v1', 'v2'),
        manifestChange('2027-01-17', 'v2', 'v3'),
        manifestChange('2027-01-18', 'v3', 'v4'),
      ],
      {
        texts: {
          v0: text(edited(was, { 'systems.0.data.sells-or-shares': 'unknown' })),
          v1: text(
            edited(was, { 'systems.0.data.sells-or-shares': 'unknown', 'systems.0.purpose': 'Decides on advances.' }),
          ),
          v2: text(edited(was, { 'systems.0.purpose': 'Decides on advances.' })),
          v3: 'systems: [',
          v4: text(was),
        },
      },
    ),
    subject,
    is: 'fail',
    says: /changed on 2027-01-16 .*`sells-or-shares`/,
  },
  {
    name: 'a system that is declared only after its assessment',
    change: CODE,
    history: history([manifestChange('2027-01-15', undefined, 'new')], { texts: { new: text(was) } }),
    subject,
    is: 'pass',
  },
  {
    name: 'an earlier manifest that is not at hand',
    change: CODE,
    history: history([manifestChange('2027-01-15', 'old', 'new')]),
    subject,
    is: 'open',
    level: 'warning',
    says: /earlier versions of the manifest are not on this machine/,
  },
  {
    name: 'a shallow clone that begins after the review is not guessed about',
    change: CODE,
    history: history([], shallow),
    subject,
    is: 'open',
    level: 'warning',
    says: /cannot be told: this clone is shallow: its history begins on 2027-01-20/,
    next: /fetch-depth: 0/,
  },
  {
    name: 'it blocks once a change that is not seen could be overdue',
    change: CODE,
    asOf: '2027-02-27',
    history: history([], shallow),
    subject,
    is: 'open',
    level: 'error',
  },
  {
    name: 'a day earlier it warns',
    change: CODE,
    asOf: '2027-02-26',
    history: history([], shallow),
    subject,
    is: 'open',
    level: 'warning',
  },
  {
    name: 'a notice never blocks for it',
    change: CODE,
    asOf: '2027-04-01',
    history: history([], shallow),
    subject: notice,
    is: 'open',
    level: 'warning',
  },
  {
    name: 'a shallow clone that holds the day of the review is enough',
    change: CODE,
    history: history([], { ...shallow, from: '2027-01-11' }),
    subject,
    is: 'pass',
  },
  {
    name: 'a change that the shallow part shows is a change',
    change: CODE,
    history: history([changed('2027-01-25')], shallow),
    subject,
    is: 'fail',
  },
  {
    name: 'a repository that was begun after the review',
    change: CODE,
    history: history([], { from: '2027-01-20' }),
    subject,
    is: 'open',
    says: /begins on 2027-01-20, after that review/,
    next: /review it again/,
  },
  {
    name: 'no history at all',
    change: CODE,
    history: {
      ok: false,
      message: 'cannot be read: git is not installed here',
      next: 'install git where the gate runs',
    },
    subject,
    is: 'open',
    says: /git is not installed here/,
    next: /install git/,
  },
  {
    name: 'a record for the whole organization names the system',
    change: {
      ...CODE,
      'organization.records.pre-use-notice': {
        file: 'compliance/notice.md',
        owner: 'ana',
        'reviewed-on': '2027-01-11',
      },
      'systems.0.records.pre-use-notice': undefined,
    },
    history: history([changed('2027-01-12')]),
    subject: 'organization/pre-use-notice',
    is: 'fail',
    says: /its code changed/,
  },
  {
    name: 'nothing is followed',
    subject,
    is: 'notApplicable',
    says: /`code:` or `artifact:`/,
  },
  {
    name: 'the record is not there',
    change: CODE,
    records: { 'compliance/assessment.md': 'missing' },
    history: history([changed('2027-01-12')]),
    subject,
    is: 'notApplicable',
  },
  {
    name: 'it has no date of a review',
    change: { ...CODE, 'systems.0.records.risk-assessment.reviewed-on': undefined },
    history: history([changed('2027-01-12')]),
    subject,
    is: 'notApplicable',
  },
  {
    name: 'a retired system, whose assessment is kept and not updated',
    change: { ...CODE, 'systems.0.status': 'retired', 'systems.0.retired-on': '2027-01-31' },
    asOf: '2027-06-01',
    history: history([changed('2027-02-12')]),
    subject,
    is: 'notApplicable',
  },
  {
    name: 'a change that is declared as material as well is due for its own duty',
    change: { ...CODE, 'systems.0.material-changes': [{ on: '2027-01-12', what: 'A new rule for young firms.' }] },
    asOf: '2027-02-27',
    history: history([changed('2027-01-12')]),
    subject,
    is: 'fail',
    level: 'error',
  },
  {
    name: 'a change that came together with a change of the record',
    change: CODE,
    asOf: '2027-06-01',
    history: history([changed('2027-01-12'), changed('2027-01-12', 'compliance/assessment.md')]),
    subject,
    is: 'pass',
  },
  {
    name: 'the record of another duty, which was not touched, is left behind',
    change: CODE,
    history: history([changed('2027-01-12'), changed('2027-01-12', 'compliance/assessment.md')]),
    subject: notice,
    is: 'fail',
  },
  {
    name: 'a change of the record on the same day in another commit',
    change: CODE,
    history: history([
      changed('2027-01-12'),
      changed('2027-01-12', 'compliance/assessment.md', { by: 'commit `bbbbbbb`' }),
    ]),
    subject,
    is: 'fail',
    says: /changed on 2027-01-12/,
  },
  {
    name: 'a later change than the one that came with the record',
    change: CODE,
    history: history([
      changed('2027-01-12'),
      changed('2027-01-12', 'compliance/assessment.md'),
      changed('2027-01-20', 'services/advance/limits.py', { by: 'commit `bbbbbbb`' }),
    ]),
    subject,
    is: 'fail',
    says: /changed on 2027-01-20 \(commit `bbbbbbb`: `services\/advance\/limits\.py`\)/,
  },
  {
    name: 'a record that the change deletes, or that only got another mode, was not touched',
    change: CODE,
    history: history([
      changed('2027-01-12'),
      changed('2027-01-12', 'compliance/assessment.md', { after: 'aaa' }),
      changed('2027-01-13', 'services/advance/limits.py'),
      changed('2027-01-13', 'compliance/assessment.md', { after: undefined }),
    ]),
    subject,
    is: 'fail',
    says: /changed on 2027-01-12/,
  },
  {
    name: 'a change that came together with a later day of the review, before it was merged',
    change: CODE,
    history: history([changed('2027-01-14'), manifestChange('2027-01-14', 'old', 'new')], {
      texts: { old: text(edited(was, { [DAY]: '2026-07-01' })), new: text(was) },
    }),
    subject,
    is: 'pass',
  },
  {
    name: 'one that came together with an earlier day',
    change: CODE,
    history: history([changed('2027-01-14'), manifestChange('2027-01-14', 'old', 'new')], {
      texts: { old: text(edited(was, { [DAY]: '2027-01-12' })), new: text(was) },
    }),
    subject,
    is: 'fail',
  },
  {
    name: 'one that came together with a system of another name',
    change: CODE,
    history: history([changed('2027-01-14'), manifestChange('2027-01-14', 'old', 'new')], {
      texts: { old: text(edited(was, { 'systems.0.id': 'loans' })), new: text(was) },
    }),
    subject,
    is: 'fail',
  },
  {
    name: 'whether the day of the review moved with it is not known where that version is not at hand',
    change: CODE,
    history: history([changed('2027-01-14'), manifestChange('2027-01-14', 'old', 'new')]),
    subject,
    is: 'open',
    says: /earlier versions of the manifest are not on this machine/,
  },
  {
    name: 'what is only in this branch and what is not committed come together',
    change: CODE,
    history: history([
      changed('', 'services/advance/decide.py', { on: undefined, by: 'this branch' }),
      changed('2027-02-01', 'compliance/assessment.md', { by: 'not committed', after: undefined }),
    ]),
    subject,
    is: 'pass',
  },
  {
    name: 'an input that came with the record, and another that did not',
    change: { ...CODE, [`${INPUTS}.1`]: input('Tax returns'), [`${INPUTS}.2`]: input('Rent') },
    history: history(
      [
        manifestChange('2027-01-15', 'old', 'new'),
        changed('2027-01-15', 'compliance/assessment.md'),
        changed('2027-01-16', MANIFEST, { before: 'new', after: 'more', by: 'commit `bbbbbbb`' }),
      ],
      {
        texts: {
          old: text(was),
          new: text(edited(was, { [`${INPUTS}.1`]: input('Tax returns') })),
          more: text(edited(was, { [`${INPUTS}.1`]: input('Tax returns'), [`${INPUTS}.2`]: input('Rent') })),
        },
      },
    ),
    subject,
    is: 'fail',
    says: /its declared data changed on 2027-01-16 \(commit `bbbbbbb`: `inputs\.rent`\)/,
  },
  ...DECLARED.map(
    ([what, key, before, says]): Case => ({
      name: `another ${what}`,
      change: CODE,
      asOf: '2027-03-02',
      history: history([manifestChange('2027-01-15', 'old', 'new')], {
        texts: { old: text(edited(was, { [key]: before })), new: text(was) },
      }),
      subject,
      is: 'fail',
      level: 'error',
      says,
    }),
  ),
  {
    name: 'another prong of human involvement leaves the notice where it was',
    change: CODE,
    history: history([manifestChange('2027-01-15', 'old', 'new')], {
      texts: { old: text(edited(was, { [PRONG]: 'unknown' })), new: text(was) },
    }),
    subject: notice,
    is: 'pass',
  },
])
