import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { compare } from '../../../src/compare/index.ts'
import type { Change } from '../../../src/core/change.ts'
import { between, files, given, judged, lenderChanges } from '../../scenarios/changes.ts'
import { type Changes, edited, type Json, lender } from '../../scenarios/lender.ts'

const S = 'systems.0'
const HUMAN = `${S}.decisions.0.human-involvement`
const CLAIM = `${S}.decisions.0.opt-out-exception`
const INPUT = `${S}.data.inputs.0`
const RA = `${S}.records.risk-assessment`
const input = (more: { [key: string]: Json } = {}): Json => ({
  name: 'Card sales',
  category: 'commercial-information',
  sensitive: 'none',
  'used-for': ['decision'],
  retention: '25 months',
  ...more,
})

/** The sentences, each with its kind and whether it is material; what follows for duties and answers of the law aside. */
function told(changes: readonly Change[]): readonly string[] {
  return changes
    .filter(({ topic }) => topic !== 'duty' && topic !== 'determination')
    .map(
      ({ says, loosens, material }) =>
        `${says}${loosens === undefined ? '' : ` [${loosens}]`}${material ? ' (material)' : ''}`,
    )
}

describe.each<[topic: string, base: Changes, change: Changes, says: readonly string[]]>([
  [
    'a prong',
    {},
    { [`${HUMAN}.reviews-other-information`]: 'yes' },
    [
      '`reviews-other-information` of `extend-credit` was `no` and is `yes`, and the system names no `code:` that could have changed with it [human-involvement] (material)',
    ],
  ],
  [
    'a prong that becomes unknown',
    {},
    { [`${HUMAN}.reviews-other-information`]: 'unknown' },
    ['`reviews-other-information` of `extend-credit` was `no` and is not known now'],
  ],
  [
    'a prong that was unknown',
    { [`${HUMAN}.reviews-other-information`]: 'unknown' },
    { [`${HUMAN}.reviews-other-information`]: 'yes' },
    [
      '`reviews-other-information` of `extend-credit` was not known and is `yes`, and the system names no `code:` that could have changed with it [human-involvement]',
    ],
  ],
  [
    'a prong that is taken back',
    {},
    { [`${HUMAN}.can-change-the-decision`]: 'no' },
    ['`can-change-the-decision` of `extend-credit` was `yes` and is `no` (material)'],
  ],
  [
    'an exception',
    {},
    { [`${CLAIM}.claim`]: 'human-appeal', [`${CLAIM}.easy-to-appeal`]: 'yes' },
    [
      '`claim` of `extend-credit` was `none` and is `human-appeal` [exception-claimed]',
      '`easy-to-appeal` of `extend-credit` was not given and is `yes` [exception-claimed]',
    ],
  ],
  [
    'a decision that is gone',
    {},
    { [`${S}.decisions`]: 'none' },
    ['the decision `extend-credit` is removed [decision-removed]'],
  ],
  [
    'a decision that is not known any more',
    {},
    { [`${S}.decisions`]: 'unknown' },
    ['`decisions` named `extend-credit` and is not known now'],
  ],
  [
    'a decision of another kind',
    {},
    { [`${S}.decisions.0.kind`]: 'fund-transfer' },
    ['`kind` of `fund-transfer` was `extend-credit` and is `fund-transfer` [decision-removed] (material)'],
  ],
  [
    'an input more',
    {},
    { [`${S}.data.inputs`]: [input({ name: 'Phone location', sensitive: ['precise-geolocation'] }), input()] },
    ['the input `Phone location`, which is sensitive (`precise-geolocation`), is added (material)'],
  ],
  [
    'an input less',
    { [`${S}.data.inputs`]: [input(), input({ name: 'Bank balance' })] },
    { [`${S}.data.inputs`]: [input()] },
    ['the input `Bank balance` is removed [data-removed] (material)'],
  ],
  [
    'an input under another name',
    {},
    { [`${INPUT}.name`]: 'Sales by card' },
    ['`name` of the input `Sales by card` was `Card sales` and is `Sales by card`'],
  ],
  [
    'a sensitive category more',
    {},
    { [`${INPUT}.sensitive`]: ['health'] },
    ['`sensitive` of the input `Card sales` now names `health` (material)'],
  ],
  [
    'a sensitive category less',
    { [`${INPUT}.sensitive`]: ['health'] },
    { [`${INPUT}.sensitive`]: 'none' },
    ['`sensitive` of the input `Card sales` no longer names `health` [data-removed] (material)'],
  ],
  [
    'an input that is exempt',
    {},
    { [`${INPUT}.exempt-under`]: 'glba' },
    ['`exempt-under` of the input `Card sales` was not given and is `glba` [scope-narrowed]'],
  ],
  [
    'a recipient',
    {},
    { [`${S}.data.recipients`]: [{ name: 'Larkfield Cloud', role: 'service-provider' }] },
    ['the recipient `Larkfield Cloud` (`service-provider`) is added (material)'],
  ],
  [
    'a recipient in another role',
    { [`${S}.data.recipients`]: [{ name: 'Larkfield Cloud', role: 'service-provider' }] },
    { [`${S}.data.recipients`]: [{ name: 'Larkfield Cloud', role: 'third-party' }] },
    ['`role` of the recipient `Larkfield Cloud` was `service-provider` and is `third-party` (material)'],
  ],
  [
    'the purpose',
    {},
    { [`${S}.purpose`]: 'Sets the price of an advance.' },
    [
      '`purpose` was `Decides whether a sole proprietor is offered a cash advance.` and is `Sets the price of an advance.` (material)',
    ],
  ],
  [
    'the purpose in other lines',
    {},
    { [`${S}.purpose`]: 'Decides whether a sole proprietor\n  is offered a cash advance.' },
    [],
  ],
  [
    'the model',
    { [`${S}.model`]: { origin: 'in-house', name: 'advance-gbm', version: '4.2.0' } },
    { [`${S}.model`]: { origin: 'vendor', name: 'advance-gbm', version: '5.0.0' } },
    [
      '`origin` of its `model` was `in-house` and is `vendor` (material)',
      '`version` of its `model` was `4.2.0` and is `5.0.0` (material)',
    ],
  ],
  [
    'a model that is described for the first time',
    {},
    { [`${S}.model`]: { origin: 'in-house' } },
    ['`origin` of its `model` was not given and is `in-house`'],
  ],
  [
    'an owner',
    {},
    { [`${S}.owners.privacy`]: undefined, [`${S}.owners.engineering`]: 'bob' },
    [
      '`engineering` among its `owners` was `cai` and is `bob`',
      '`privacy` among its `owners` was `ana` and is not given now [owner-removed]',
    ],
  ],
  [
    'a record that is gone',
    {},
    { [`${S}.records.access-procedure`]: undefined },
    ['the record `access-procedure` is removed [record-removed]'],
  ],
  [
    'a record that is relaxed',
    { [`${RA}.covers`]: ['admt', 'training'], [`${RA}.review-every-months`]: 12 },
    { [`${RA}.covers`]: ['admt'], [`${RA}.review-every-months`]: 30 },
    [
      '`covers` of the record `risk-assessment` no longer names `training` [record-relaxed]',
      '`review-every-months` of the record `risk-assessment` was `12` and is `30` [record-relaxed]',
    ],
  ],
  [
    'a record that covered everything',
    {},
    { [`${RA}.covers`]: ['admt'] },
    ['`covers` of the record `risk-assessment` was not given and is `admt` [record-relaxed]'],
  ],
  [
    'a record at another path',
    {},
    { [`${RA}.file`]: 'compliance/new.md' },
    ['`file` of the record `risk-assessment` was `compliance/assessment.md` and is `compliance/new.md`'],
  ],
  [
    'a record completed earlier',
    {},
    { [`${RA}.completed-on`]: '2025-12-30' },
    ['`completed-on` of the record `risk-assessment` was `2026-02-20` and is `2025-12-30` [record-relaxed]'],
  ],
  [
    'a record reviewed later, on paper',
    {},
    { [`${RA}.reviewed-on`]: '2027-01-30' },
    [
      '`reviewed-on` of the record `risk-assessment` was `2027-01-11` and is `2027-01-30`, and its file does not differ',
    ],
  ],
  [
    'the account behind a person',
    { 'people.bob.github': 'btremaine' },
    { 'people.bob.github': 'mallory' },
    ['`github` of `bob` under `people` was `btremaine` and is `mallory` [person-changed]'],
  ],
  [
    'the account of a person who had none',
    {},
    { 'people.bob.github': 'mallory' },
    ['`github` of `bob` under `people` was not given and is `mallory` [person-changed]'],
  ],
  [
    'an account in other letters',
    { 'people.bob.github': 'BTremaine' },
    { 'people.bob.github': 'btremaine' },
    ['`github` of `bob` under `people` was `BTremaine` and is `btremaine`'],
  ],
  [
    'the person behind a key',
    {},
    { 'people.bob.name': 'Mallory Ames' },
    ['`name` of `bob` under `people` was `Bob Tremaine` and is `Mallory Ames` [person-changed]'],
  ],
  [
    'a person more and one less',
    {},
    { 'people.bob': undefined, 'people.mal': { name: 'Mallory Ames' } },
    ['`bob` (`Bob Tremaine`) is taken out of `people`', '`mal` (`Mallory Ames`) is added to `people`'],
  ],
  [
    'a key of a person, whoever it names',
    {},
    { 'people.bob': undefined, 'people.rob': { name: 'Bob Tremaine', title: 'VP Lending', executive: 'yes' } },
    ['`bob` (`Bob Tremaine`) is taken out of `people`', '`rob` (`Bob Tremaine`) is added to `people`'],
  ],
  [
    'the organization',
    {},
    { 'organization.ccpa.role': 'service-provider', 'organization.ccpa.thresholds': 'none' },
    [
      '`role` was `business` and is `service-provider` [scope-narrowed]',
      '`thresholds` no longer names `revenue` [scope-narrowed]',
    ],
  ],
  [
    'its reviews',
    {},
    { 'organization.reviews.internal.cadence': 'yearly' },
    ['`cadence` of the internal review was `quarterly` and is `yearly` [record-relaxed]'],
  ],
  [
    'a system out of scope',
    {},
    {
      [`${S}.california-residents`]: 'no',
      [`${S}.out-of-scope`]: { reason: 'Only in Nevada.', 'confirmed-by': 'ana', 'confirmed-on': '2027-01-20' },
    },
    [
      '`california-residents` was not given and is `no` [scope-narrowed]',
      '`confirmed-by` of `out-of-scope` was not given and is `ana`',
      '`confirmed-on` of `out-of-scope` was not given and is `2027-01-20`',
      '`reason` of `out-of-scope` was not given and is `Only in Nevada.` [scope-narrowed]',
    ],
  ],
  [
    'a system that is retired',
    {},
    { [`${S}.status`]: 'retired', [`${S}.retired-on`]: '2027-01-30' },
    ['`retired-on` was not given and is `2027-01-30`', '`status` was `in-use` and is `retired` [system-retired]'],
  ],
  [
    'a day of use',
    {},
    { [`${S}.in-use-since`]: '2025-12-31' },
    ['`in-use-since` was `2026-03-02` and is `2025-12-31` [date-moved]'],
  ],
  [
    'a day for one decision',
    {},
    { [`${S}.decisions.0.since`]: '2030-01-01' },
    ['`since` of `extend-credit` was not given and is `2030-01-01` [date-moved]'],
  ],
  [
    'a declared material change that is taken out',
    { [`${S}.material-changes`]: [{ on: '2026-12-01', what: 'A new model.' }] },
    { [`${S}.material-changes`]: [] },
    ['the material change of 2026-12-01 is taken out of `material-changes` [date-moved]'],
  ],
  [
    'a declared material change in other words, and one more',
    { [`${S}.material-changes`]: [{ on: '2026-12-01', what: 'A new model.' }] },
    {
      [`${S}.material-changes`]: [
        { on: '2027-01-05', what: 'A new recipient.' },
        { on: '2026-12-01', what: 'A model.' },
      ],
    },
    [
      '`what` of the material change of 2026-12-01 was `A new model.` and is `A model.`',
      'the material change of 2027-01-05 is written under `material-changes`',
    ],
  ],
  [
    'code that is watched less',
    { [`${S}.code`]: ['a/**', 'b/**'] },
    { [`${S}.code`]: ['a/**', '!a/limits/**'] },
    ['`code` no longer names `b/**` and now names `!a/limits/**` [code-narrowed]'],
  ],
  [
    'code that is watched no more',
    { [`${S}.code`]: ['a/**'] },
    { [`${S}.code`]: undefined },
    ['`code` was `a/**` and is not given now [code-narrowed]'],
  ],
  [
    'code that is watched more',
    { [`${S}.code`]: ['a/**'] },
    { [`${S}.code`]: ['a/**', 'b/**'] },
    ['`code` now names `b/**`'],
  ],
])('%s', (_, base, change, says) => {
  test('is told', () => {
    expect(told(lenderChanges(change, { base }))).toEqual(says)
  })
})

describe('a system', () => {
  const gone = { systems: [] }
  const CODE = { [`${S}.code`]: ['services/advance/**'] }

  test('that is removed is one change with the duties that end with it', () => {
    const [change, ...more] = lenderChanges(gone, { base: {} }).filter(({ scope }) => scope === 'advance')
    expect(more).toEqual([])
    expect(change?.says).toMatch(
      /^the system is removed, and with it 3\d duties end: .* and \d+ more; it named no `code:`/,
    )
    expect(change?.loosens).toBe('system-removed')
    expect(change?.duties).toContain('advance/opt-out-methods')
  })

  test.each([
    [
      'of which no file is removed',
      files('README.md'),
      'system-removed-code-stays',
      /its code stays: no file that its `code:` named is removed/,
    ],
    [
      'whose code goes',
      files({ path: 'services/advance/decide.py', status: 'removed' }),
      'system-removed',
      /1 file of its code goes with it/,
    ],
    [
      'whose code goes in part',
      files({ path: 'services/advance/decide.py', status: 'removed' }, 'services/advance/limits.py'),
      'system-removed-code-stays',
      /files of its code stay: `services\/advance\/limits.py`/,
    ],
    [
      'of which only a record goes',
      files({ path: 'compliance/notice.md', status: 'removed' }),
      'system-removed-code-stays',
      /its code stays/,
    ],
    [
      'while nobody can tell',
      { known: false, because: 'the fork is gone', next: 'fetch it' },
      'system-removed-code-stays',
      /counts as still there, because the changed files cannot be told: the fork is gone/,
    ],
  ] as const)('%s', (_, changed, loosens, says) => {
    const [change] = lenderChanges(gone, { base: CODE, changed }).filter(({ scope }) => scope === 'advance')
    expect(change).toMatchObject({ loosens, says: expect.stringMatching(says) })
  })

  test('under another id is the same system, and what else differs is told of it', () => {
    const changes = lenderChanges({ [`${S}.id`]: 'offer', [`${HUMAN}.reviews-other-information`]: 'yes' })
    expect(changes.filter(({ key }) => /\/(removed|added)$/.test(key))).toEqual([])
    expect(changes.find(({ key }) => key === 'offer/id')).toMatchObject({
      loosens: 'system-renamed',
      was: 'advance',
      is: 'offer',
    })
    expect(changes.find(({ key }) => key === 'offer/duties/ended')?.duties).toContain('advance/opt-out-methods')
  })

  test('that has nothing in common with a new one is not the same', () => {
    const systems: Json = [
      {
        id: 'desk',
        name: 'Help desk',
        purpose: 'Routes tickets.',
        status: 'planned',
        owners: { accountable: 'ana', engineering: 'ana', privacy: 'bob' },
      },
    ]
    expect(lenderChanges({ systems }).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['advance/removed', 'desk/added']),
    )
  })

  test('whose waivers go with its new id has no new waiver', () => {
    const waiver = (system: string): Json => [
      {
        system,
        obligation: ['opt-out-methods'],
        reason: 'The page is being rebuilt.',
        'approved-by': 'bob',
        'expires-on': '2027-04-01',
      },
    ]
    const changes = lenderChanges(
      { [`${S}.id`]: 'offer', waivers: waiver('offer') },
      { base: { waivers: waiver('advance') } },
    )
    expect(changes.filter(({ topic }) => topic === 'waiver')).toEqual([])
  })
})

describe('a waiver', () => {
  const waiver = (more: { [key: string]: Json } = {}): Json => ({
    system: 'advance',
    obligation: ['opt-out-methods', 'opt-out-frictionless'],
    reason: 'The page is being rebuilt.',
    'approved-by': 'bob',
    'expires-on': '2027-04-01',
    ...more,
  })
  const both = '`opt-out-frictionless` and `opt-out-methods`'
  test.each<[name: string, before: Json[], after: Json[], says: readonly string[]]>([
    [
      'is new',
      [],
      [waiver()],
      [`the waiver of ${both} is new, until \`2027-04-01\`, approved by \`bob\` [waiver-added]`],
    ],
    [
      'is prolonged',
      [waiver()],
      [waiver({ 'expires-on': '2027-06-01' })],
      [`the waiver of ${both} ended on \`2027-04-01\` and ends on \`2027-06-01\` [waiver-prolonged]`],
    ],
    [
      'ends earlier',
      [waiver()],
      [waiver({ 'expires-on': '2027-03-01' })],
      [`the waiver of ${both} ends earlier, on \`2027-03-01\``],
    ],
    ['is taken away', [waiver()], [], [`the waiver of ${both} is taken away`]],
    [
      'covers more',
      [waiver({ obligation: 'opt-out-methods' })],
      [waiver()],
      ['the waiver of `opt-out-frictionless` is new, until `2027-04-01`, approved by `bob` [waiver-added]'],
    ],
    [
      'covers less',
      [waiver()],
      [waiver({ obligation: 'opt-out-methods' })],
      ['the waiver of `opt-out-frictionless` is taken away'],
    ],
    [
      'is approved by another',
      [waiver()],
      [waiver({ 'approved-by': 'cai' })],
      [`the waiver of ${both} was approved by \`bob\` and is approved by \`cai\` [waiver-added]`],
    ],
    [
      'has another reason',
      [waiver()],
      [waiver({ reason: 'We wait for a vendor.' })],
      [`the waiver of ${both} has another reason: \`We wait for a vendor.\``],
    ],
    [
      'is split in two',
      [waiver()],
      [waiver({ obligation: 'opt-out-frictionless' }), waiver({ obligation: 'opt-out-methods' })],
      [],
    ],
    [
      'is repeated with another approver beside a whole one',
      [waiver()],
      [waiver(), waiver({ 'approved-by': 'cai', 'expires-on': '2027-02-20' })],
      [`the waiver of ${both} was approved by \`bob\` and is approved by \`cai\` [waiver-added]`],
    ],
  ])('%s', (_, before, after, says) => {
    const changes = lenderChanges({ waivers: after }, { base: { waivers: before } })
    expect(told(changes)).toEqual(says)
    // Whoever judges a waiver finds its changes by its place.
    for (const { loosens, route } of changes)
      if (loosens !== undefined) expect(after[Number(route[1])]).toMatchObject({ system: 'advance' })
  })
})

describe('code', () => {
  const CODE = { [`${S}.code`]: ['services/advance/**'] }
  const prong = { [`${HUMAN}.reviews-other-information`]: 'yes' }

  test('that a change touches is material', () => {
    const changed = files(
      'services/advance/a.py',
      'services/advance/b.py',
      { path: 'lib/c.py', status: 'renamed', from: 'services/advance/c.py' },
      'README.md',
    )
    expect(told(lenderChanges({}, { base: CODE, changed }))).toEqual([
      '3 files under its `code:` differ: `lib/c.py`, `services/advance/a.py` and `services/advance/b.py` (material)',
    ])
  })

  test.each([
    [files(), 'and no file under its `code:` changed'],
    [files('services/advance/review.py'), 'and 1 file under its `code:` changed'],
    [{ known: false, because: 'the fork is gone', next: 'fetch it' } as const, 'and which files differ is not known'],
  ])('is named where a prong becomes yes: %j', (changed, says) => {
    const [change] = lenderChanges(prong, { base: CODE, changed }).filter(
      ({ loosens }) => loosens === 'human-involvement',
    )
    expect(change?.says).toContain(says)
  })

  test('that the change itself takes out of the globs is still seen', () => {
    const changes = lenderChanges(
      { [`${S}.code`]: ['docs/**'] },
      { base: CODE, changed: files('services/advance/a.py') },
    )
    expect(changes.filter(({ material }) => material).map(({ key }) => key)).toEqual(['advance/code/files'])
  })

  test('that is the model file is a change of the model', () => {
    const base = { [`${S}.model`]: { artifact: 'models/advance.onnx' } }
    expect(told(lenderChanges({}, { base, changed: files('models/advance.onnx') }))).toEqual([
      'the model file `models/advance.onnx` differs (material)',
    ])
  })
})

test('answers of the law that flip are told with the old and the new answer', () => {
  const flipped = lenderChanges({ [`${HUMAN}.reviews-other-information`]: 'yes' }).filter(
    ({ topic }) => topic === 'determination',
  )
  expect(flipped.find(({ key }) => key === 'advance/determinations/extend-credit/admt')).toMatchObject({
    was: 'yes',
    is: 'no',
    says: '“Is it automated decisionmaking technology?” of `extend-credit` was `yes` and is `no`',
  })
})

test('duties that begin, end or move are told together', () => {
  const keys = (change: Changes, base: Changes = {}) =>
    lenderChanges(change, { base })
      .filter(({ topic }) => topic === 'duty')
      .map(({ key, loosens }) => `${key} ${loosens}`)
  expect(keys({ [`${HUMAN}.reviews-other-information`]: 'yes' })).toContain('advance/duties/ended duty-ended')
  expect(keys({ [`${HUMAN}.reviews-other-information`]: 'unknown' })).toEqual(
    expect.arrayContaining(['advance/duties/unsure undefined']),
  )
  expect(
    keys({ [`${HUMAN}.reviews-other-information`]: 'yes' }, { [`${HUMAN}.reviews-other-information`]: 'unknown' }),
  ).toContain('advance/duties/ruled-out duty-ended')
  expect(
    keys({ [`${S}.status`]: 'planned', [`${S}.in-use-since`]: undefined, [`${S}.planned-for`]: '2028-05-01' }).filter(
      (key) => key.endsWith('duty-postponed'),
    ),
  ).not.toEqual([])
  expect(
    keys({ [`${HUMAN}.reviews-other-information`]: 'no' }, { [`${HUMAN}.reviews-other-information`]: 'yes' }),
  ).toContain('advance/duties/begun undefined')
})

describe('the gate itself', () => {
  const changes = (more: Partial<Parameters<typeof compare>[2]>) =>
    compare(judged(lender()), judged(lender()), { ...given(files('compliance/policy.yml', 'README.md')), ...more })

  test('is told where its policy or its workflow differs, and where the manifest moved', () => {
    const policyFile = 'compliance/policy.yml'
    expect(changes({ policyFile })).toMatchObject([{ scope: 'manifest', loosens: 'policy-changed' }])
    const workflow = '.github/workflows/gate.yml'
    expect(changes({ policyFile, files: { known: true, files: [], workflow } })).toMatchObject([
      { says: '`.github/workflows/gate.yml`, which runs the gate, differs', loosens: 'workflow-changed' },
    ])
    expect(changes({ movedFrom: 'compliance/ai.yml' })).toMatchObject([
      { key: 'gate/manifest-moved', loosens: 'manifest-moved' },
    ])
    expect(changes({})).toEqual([])
  })
})

test('every answer of a manifest that differs is told', () => {
  const lending: Json = parse(readFileSync('examples/lending/ai-compliance.yml', 'utf8'))
  const silent = leavesOf(lending).filter((route) => {
    const other = edited(lending, { [route]: another(valueAt(lending, route)) })
    return between(lending, other).length === 0
  })
  // The version of the format is not an answer.
  expect(silent).toEqual(['version'])
})

function another(value: Json): Json {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  const text = String(value)
  if (text === 'yes') return 'no'
  if (text === 'no') return 'yes'
  return /^\d{4}-\d\d-\d\d$/.test(text) ? '2026-10-09' : 'unknown'
}

function leavesOf(node: Json, route = ''): readonly string[] {
  if (typeof node !== 'object' || node === null) return [route]
  return Object.entries(node).flatMap(([step, below]) => leavesOf(below, route === '' ? step : `${route}.${step}`))
}

function valueAt(node: Json, route: string): Json {
  return route
    .split('.')
    .reduce<Json>((at, step) => (typeof at === 'object' && at !== null ? (Reflect.get(at, step) ?? null) : null), node)
}
