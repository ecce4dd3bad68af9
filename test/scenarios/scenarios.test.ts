import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/core/dates.ts'
import type { Due } from '../../src/core/duty.ts'
import type { DutyShown } from '../../src/core/report.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { applicability, type Checked, check, declaredFiles } from './gate.ts'
import { changed, type Expected, obligationsOf, type Scenario, type SystemExpected, scenarios } from './scenario.ts'

/** Without a later change of verdict the gate must say the same on this day. */
const HORIZON = '2028-03-31'

for (const scenario of scenarios()) {
  describe(scenario.id, () => {
    prove(scenario)
    for (const variant of scenario.variants ?? []) describe(variant.name, () => prove(changed(scenario, variant)))
  })
}

function prove(scenario: Scenario): void {
  const { expected } = scenario

  test('is written in words that the schema and this test know', async () => {
    const { report, manifest } = await on(scenario, scenario['as-of'])
    expect(report.findings.filter((each) => each.rule === 'manifest/valid' && each.outcome !== 'pass')).toEqual([])
    const declared = new Set(declaredFiles(manifest).map(({ path }) => path))
    const found = Object.entries(scenario.records ?? {})
    expect([...declared].filter((path) => !found.some(([each]) => each === path))).toEqual([])
    expect(found.filter(([path, state]) => state !== 'missing' && !declared.has(path))).toEqual([])
    expect(Object.keys(expected.systems ?? {}).sort()).toEqual(manifest.systems.map(({ id }) => id).sort())
    expect(unknownWords(scenario)).toEqual([])
  })

  test(`ends in ${expected.gate}, for the right reasons`, async () => {
    const checked = await on(scenario, scenario['as-of'])
    expect({ gate: checked.report.verdict, fails: failsOf(checked), open: openOf(checked) }).toEqual({
      gate: expected.gate,
      fails: [...(expected.fails ?? [])].sort(),
      open: [...(expected.open ?? [])].sort(),
    })
    if (expected.warnings !== undefined) expect(warningsOf(checked)).toEqual([...expected.warnings].sort())
  })

  test('changes later as it should', async () => {
    let before = expected.gate
    const steps = expected['gate-later'] ?? []
    for (const { at, verdict, fails } of steps) {
      const eve = await on(scenario, addDays(at, -1))
      expect({
        at: addDays(at, -1),
        verdict: eve.report.verdict,
        fails: before === 'pass' ? failsOf(eve) : [],
      }).toEqual({
        at: addDays(at, -1),
        verdict: before,
        fails: [],
      })
      const day = await on(scenario, at)
      expect({ at, verdict: day.report.verdict }).toEqual({ at, verdict })
      if (verdict === 'fail') expect(failsOf(day)).toEqual([...(fails ?? ['say which rules fail'])].sort())
      before = verdict
    }
    if (steps.length === 0) {
      const last = await on(scenario, HORIZON)
      expect({ at: HORIZON, verdict: last.report.verdict, fails: before === 'pass' ? failsOf(last) : [] }).toEqual({
        at: HORIZON,
        verdict: before,
        fails: [],
      })
    }
  })

  test('has the duties of the organization', async () => {
    const checked = await on(scenario, scenario['as-of'])
    expectDuties(checked, 'organization', expected)
  })

  for (const [id, system] of Object.entries(expected.systems ?? {})) {
    test(`determines ${id}`, async () => {
      const checked = await on(scenario, scenario['as-of'])
      const found = determinedOf(checked, id)
      const wanted = Object.fromEntries(Object.entries(system).filter(([key]) => !DUTIES.includes(key)))
      expect(Object.fromEntries(Object.entries(found).filter(([key]) => key in wanted))).toEqual(wanted)
      expectDuties(checked, id, system)
    })
  }
}

function on({ manifest, records }: Scenario, asOf: string): Promise<Checked> {
  return check({ manifest, asOf, ...(records === undefined ? {} : { records }) })
}

const DUTIES: readonly string[] = ['apply', 'do-not-apply', 'may-apply', 'due']
const KEYS: readonly string[] = ['gate', 'gate-later', 'fails', 'open', 'warnings', 'systems', ...DUTIES]

function unknownWords({ expected }: Scenario): readonly string[] {
  const known = new Set(ccpaAdmt.obligations.map(({ id }) => id))
  const lists = [expected, ...Object.values(expected.systems ?? {})]
  return [
    ...Object.keys(expected).filter((key) => !KEYS.includes(key)),
    ...lists
      .flatMap((each) =>
        obligationsOf([...(each.apply ?? []), ...(each['do-not-apply'] ?? []), ...(each['may-apply'] ?? [])]),
      )
      .filter((obligation) => !known.has(obligation)),
  ]
}

function failsOf({ report }: Checked): readonly string[] {
  return report.findings
    .filter((each) => each.outcome === 'fail' && each.level === 'error' && each.waiver === undefined)
    .map(({ rule, subject }) => `${rule} ${subject}`)
    .sort()
}

function openOf({ report }: Checked): readonly string[] {
  return report.findings
    .filter((each) => each.outcome === 'open' && each.level === 'error')
    .map(({ subject }) => subject)
    .sort()
}

const GROUP_OF: { readonly [deadline: string]: string } = {
  'article-11': 'article-11',
  'risk-assessment': 'risk-assessment',
  'new-processing': 'risk-assessment',
  'legacy-processing': 'risk-assessment',
  'material-change': 'risk-assessment',
}

/** The groups in which a duty applies, is not due yet, and has a record or an answer that fails. */
function warningsOf({ report }: Checked): readonly string[] {
  const deadlines = new Map(ccpaAdmt.obligations.map(({ id, deadline }) => [id, deadline]))
  const failing = new Set(report.findings.filter((each) => each.outcome === 'fail').flatMap((each) => each.duties))
  const later = report.duties.filter(
    (duty) => duty.status === 'later' && failing.has(`${duty.subject}/${duty.obligation}`),
  )
  return [...new Set(later.map(({ obligation }) => GROUP_OF[deadlines.get(obligation) ?? ''] ?? obligation))].sort()
}

function determinedOf(
  { report, determined, manifest }: Checked,
  id: string,
): { readonly [key in keyof Required<SystemExpected>]?: unknown } {
  const of = (name: string) =>
    report.determinations.filter(
      (each) => each.id === name && (each.subject === id || each.subject.startsWith(`${id}/`)),
    )
  const whole = (name: string) => of(name).find(({ subject }) => subject === id)?.answer
  const activities = determined.activities.filter((each) => each.system === id)
  const claims = new Map(
    (manifest.systems.find((system) => system.id === id)?.decisions.value ?? []).map(({ key, exception }) => [
      `${id}/${key}`,
      exception.claim.value ?? 'unknown',
    ]),
  )
  const triggers = (answer: string) => TRIGGERS.filter((trigger) => whole(`trigger-${trigger}`) === answer)
  const exceptions = (answer: string) =>
    of('opt-out-exception')
      .filter((each) => each.answer === answer)
      .map(({ subject }) => claims.get(subject))
  return {
    admt: over(of('admt').map(({ answer }) => answer)),
    'significant-decision': over(of('significant-decision').map(({ answer }) => answer)),
    'personal-information': whole('personal-information'),
    'article-11': whole('article-11'),
    'article-11-due': dueOf(report.duties, id, 'pre-use-notice-published'),
    triggers: triggers('yes'),
    'triggers-unknown': triggers('unknown'),
    'risk-assessment': whole('risk-assessment'),
    'risk-assessment-due': dueOf(report.duties, id, 'ra-report-purpose'),
    'due-by-activity': Object.fromEntries(
      activities.filter((each) => each.applies === 'yes').map((each) => [each.key, printed(each.due)]),
    ),
    'exceptions-valid': exceptions('yes'),
    'exceptions-invalid': exceptions('no'),
    'right-to-limit': whole('right-to-limit'),
    'model-as-personal-information': whole('model-as-personal-information'),
  }
}

const TRIGGERS = ['selling-or-sharing', 'sensitive', 'admt', 'observation', 'location', 'training']

/** One yes decides, then one unknown; a system without decisions makes none. */
function over(answers: readonly string[]): string {
  return ['yes', 'unknown'].find((answer) => answers.includes(answer)) ?? 'no'
}

function dueOf(duties: readonly DutyShown[], subject: string, obligation: string): string {
  const duty = duties.find((each) => each.subject === subject && each.obligation === obligation)
  return duty === undefined || duty.applies !== 'yes' ? 'none' : printed(duty.due)
}

function printed(due: Due): string {
  return due.kind === 'from' || due.kind === 'by' ? due.date : due.kind
}

function expectDuties(
  { report }: Checked,
  subject: string,
  expected: Pick<Expected, 'apply' | 'do-not-apply' | 'may-apply' | 'due'>,
): void {
  const answers = new Map([...applicability(report, 'organization'), ...applicability(report, subject)])
  const stray = (names: readonly string[] | undefined, allowed: (answer: string | undefined) => boolean) =>
    obligationsOf(names).filter((obligation) => !allowed(answers.get(obligation)))
  expect({
    'should apply': stray(expected.apply, (answer) => answer === 'yes'),
    'should not apply': stray(expected['do-not-apply'], (answer) => answer === 'no'),
    'should be open': stray(expected['may-apply'], (answer) => answer === 'unknown'),
  }).toEqual({ 'should apply': [], 'should not apply': [], 'should be open': [] })
  const due = expected.due ?? {}
  expect(
    Object.fromEntries(Object.keys(due).map((obligation) => [obligation, dueOf(report.duties, subject, obligation)])),
  ).toEqual(due)
}
