import { dutyDates } from '../src/core/calendar/duties.ts'
import type { CalendarEntry } from '../src/core/calendar/entry.ts'
import type { Determination } from '../src/core/determination.ts'
import type { Finding } from '../src/core/finding.ts'
import type { DutyShown, Report, SystemShown } from '../src/core/report.ts'
import type { Region } from '../src/core/route.ts'
import { count, decide } from '../src/core/verdict.ts'
import { ccpaAdmt } from '../src/regulations/index.ts'

/** Reports made by hand, for the renderers: a recruiter that fails, a lender that passes, a help desk out of scope. */

export const AS_OF = '2026-11-23'
export const MANIFEST = 'ai-compliance.yml'

/** A report whose verdict and counts follow from its findings, as the gate's own do. */
export function makeReport(given: Partial<Report> = {}): Report {
  const stages =
    given.stages ?? (['read', 'determine', 'collect', 'evaluate'] as const).map((name) => ({ name, ran: true }))
  const findings = given.findings ?? []
  const asOf = given.asOf ?? AS_OF
  const dates = dutyDates(given.duties ?? [], ccpaAdmt.obligations, asOf)
  const failOn = given.failOn ?? 'error'
  return {
    tool: { name: 'ai-compliance-gate', version: '0.1.0' },
    regulation: {
      id: 'ccpa-admt',
      title: 'California rules on automated decisionmaking (CCPA/CPRA)',
      version: '2026.11',
      lawReviewedOn: AS_OF,
      provenance: 'read through public reproductions of the text, not from the official PDF',
    },
    asOf: AS_OF,
    manifest: MANIFEST,
    rules: [],
    people: {},
    systems: [],
    determinations: [],
    duties: [],
    dates: { entries: [...dates.entries, ...waiverEnds(findings)], undated: dates.undated },
    notApplicable: [],
    ...given,
    findings,
    failOn,
    stages,
    verdict: decide(findings, stages, failOn),
    counts: count(findings),
  }
}

/** The entries that the waivers on findings come from. */
function waiverEnds(findings: readonly Finding[]): readonly CalendarEntry[] {
  const ends = findings.flatMap(({ waiver, scope }): readonly (readonly [string, CalendarEntry])[] => {
    if (waiver === undefined) return []
    const { until: date, obligations, approvedBy: owner } = waiver
    const key = ['waiver', scope, ...obligations]
    const what = `The waiver of ${obligations.map((id) => `\`${id}\``).join(', ')} ends`
    return [
      [key.join('/'), { key, kind: 'waiver', subject: scope, what, owner, date, status: 'due', cites: [], duties: [] }],
    ]
  })
  return [...new Map(ends).values()]
}

export function makeFinding(
  given: Partial<Finding> & { readonly region?: Region; readonly file?: string } = {},
): Finding {
  const { region, file = MANIFEST, scope = (given.subject ?? 'resume-screener').split('/')[0] ?? '', ...rest } = given
  return {
    rule: 'record/present',
    subject: 'resume-screener/risk-assessment',
    outcome: 'fail',
    level: 'error',
    message: 'is not declared',
    cites: ['11 CCR 7150(a)'],
    location: region === undefined ? { file, route: ['systems', 0] } : { file, route: ['systems', 0], region },
    obligations: [],
    scope,
    duties: (given.obligations ?? []).map((id) => `${scope}/${id}`),
    ...rest,
  }
}

export function makeDuty(given: Partial<DutyShown> = {}): DutyShown {
  return {
    obligation: 'risk-assessment-before-start',
    kind: 'document',
    title: 'Assess the risks before the processing starts',
    cites: ['11 CCR 7150(a)', '11 CCR 7155(a)(1)'],
    confidence: 'confirmed',
    subject: 'resume-screener',
    applies: 'yes',
    because: 'it uses automated decisionmaking for a significant decision',
    open: [],
    due: { kind: 'by', date: '2026-05-04' },
    binding: true,
    asked: true,
    records: ['risk-assessment'],
    answers: [],
    owner: 'dana',
    status: 'unmet',
    ...given,
  }
}

export function makeDetermination(given: Partial<Determination> = {}): Determination {
  return {
    id: 'admt',
    subject: 'resume-screener',
    question: 'Is it automated decisionmaking technology?',
    answer: 'yes',
    because: 'nobody who decides reviews other information than the score',
    cites: ['11 CCR 7001(e)(1)'],
    open: [],
    from: [['systems', 0, 'decisions', 0, 'human-involvement']],
    ...given,
  }
}

export function makeSystem(given: Partial<SystemShown> = {}): SystemShown {
  return {
    id: 'resume-screener',
    name: 'Résumé screener',
    scope: {
      reached: 'yes',
      because: 'it decides who is hired without human involvement',
      cites: ['11 CCR 7001(e)', '11 CCR 7001(ddd)(4)(A)'],
    },
    ...given,
  }
}

/** Where a piece of the text stands; the n-th time that it does. */
export function regionOf(text: string, piece: string, nth = 1): Region {
  let start = -1
  for (let found = 0; found < nth; found += 1) start = text.indexOf(piece, start + 1)
  const before = text.slice(0, start).split('\n')
  const inside = piece.split('\n')
  const startLine = before.length
  const startColumn = (before.at(-1)?.length ?? 0) + 1
  const endLine = startLine + inside.length - 1
  const endColumn = (inside.at(-1)?.length ?? 0) + (inside.length === 1 ? startColumn : 1)
  return { startLine, startColumn, endLine, endColumn }
}

export const RECRUITER_SOURCE = `version: 1
organization:
  name: Brightpath Staffing, Inc.
  ccpa: { role: business, thresholds: [revenue, consumers], confirmed-by: omar, confirmed-on: 2026-08-30 }
  reviews:
    internal: { cadence: quarterly, last-on: 2026-04-02, by: omar }
people:
  dana: { name: Dana Whitfield, title: VP Talent Acquisition, github: dwhitfield }
  omar: { name: Omar Haddad, title: Privacy Counsel, github: ohaddad, counsel: yes }
  talent-team: { name: Talent Team, title: Recruiting, github: brightpath/talent }
systems:
  - id: resume-screener
    name: Résumé screener
    status: in-use
    in-use-since: 2026-05-04
    owners: { accountable: dana, engineering: talent-team, privacy: omar }
    decisions:
      - domain: employment
        kind: hiring
        human-involvement: { knows-how-to-interpret: yes, reviews-other-information: no, can-change-the-decision: unknown }
        opt-out-exception: { claim: work-or-compensation }
    data:
      inputs:
        - { name: Résumé text, category: professional-information, retention: 24 months }
        - { name: Video interview, category: audio-or-video, sensitive: unknown, retention: 6 months, source: Recorded by the applicant in the browser, used-for: [decision] }
    records:
      model-card: { file: models/screener/MODEL_CARD.md, owner: dana, reviewed-on: 2025-02-11 }
      opt-out-procedure: { file: ../common/opt-out.md, owner: omar, reviewed-on: 2026-10-01 }
  - id: shift-planner
    name: Shift planner
    status: in-use
    owners: { accountable: dana, engineering: dana, privacy: omar }
    records:
      risk-assessment: { file: compliance/shifts.md, owner: dana, reviewed-on: 2027-01-15 }
`

export function recruiter(given: Partial<Report> = {}): Report {
  const at = (piece: string, nth?: number) => regionOf(RECRUITER_SOURCE, piece, nth)
  return makeReport({
    organization: 'Brightpath Staffing, Inc.',
    run: {
      event: 'pull_request',
      repository: 'brightpath/screening',
      headSha: '4f9d0a7c1be2386655aa0b8e7d6c5f4e3d2c1b0a',
    },
    people: {
      dana: { name: 'Dana Whitfield', title: 'VP Talent Acquisition', github: 'dwhitfield' },
      omar: { name: 'Omar Haddad', title: 'Privacy Counsel', github: 'ohaddad' },
    },
    systems: [
      makeSystem(),
      makeSystem({
        id: 'shift-planner',
        name: 'Shift planner',
        scope: { reached: 'unknown', because: 'it is not declared what it decides', cites: ['11 CCR 7001(ddd)'] },
      }),
      makeSystem({
        id: 'ticket-router',
        name: 'Ticket router',
        scope: { reached: 'no', because: 'it makes no decision about a person', cites: ['11 CCR 7001(ddd)'] },
      }),
    ],
    determinations: [
      makeDetermination({
        id: 'business',
        subject: 'organization',
        question: 'Is it a covered business?',
        because: 'it meets the thresholds of revenue and consumers',
        cites: ['Civ. Code 1798.140(d)(1)'],
      }),
      makeDetermination(),
      makeDetermination({
        id: 'opt-out-exception',
        subject: 'resume-screener/hiring',
        question: 'Does an exception to the opt-out hold?',
        answer: 'no',
        because: 'the exception for work or compensation is not given for hiring',
        cites: ['11 CCR 7221(b)(3)'],
      }),
      makeDetermination({
        id: 'sensitive-data',
        question: 'Does it process sensitive personal information?',
        answer: 'unknown',
        because: 'it is not said whether the video interview is sensitive',
        cites: ['11 CCR 7001(bbb)'],
        open: [
          {
            route: ['systems', 0, 'data', 'inputs', 1, 'sensitive'],
            ask: 'whether the video interview is used to identify the applicant',
            cites: [],
          },
        ],
      }),
      makeDetermination({
        subject: 'ticket-router',
        answer: 'no',
        because: 'it makes no decision about a person',
        cites: ['11 CCR 7001(ddd)'],
      }),
    ],
    duties: [
      makeDuty({
        obligation: 'business-threshold-check',
        title: 'Record why the business is covered',
        cites: ['Civ. Code 1798.140(d)'],
        subject: 'organization',
        due: { kind: 'from', date: '2026-01-01' },
        status: 'met',
        owner: 'omar',
        records: [],
        answers: ['ccpa.reasoning'],
      }),
      makeDuty(),
      makeDuty({
        obligation: 'ra-report-admt-logic',
        title: 'Describe the logic of the technology, its assumptions and limitations',
        cites: ['11 CCR 7152(a)(3)(G)'],
        records: ['risk-assessment#admt-logic', 'model-card#logic'],
      }),
      makeDuty({
        obligation: 'opt-out-methods',
        kind: 'do',
        title: 'Offer two or more ways to opt out',
        cites: ['11 CCR 7221(c)'],
        due: { kind: 'from', date: '2027-01-01' },
        binding: false,
        records: ['opt-out-procedure#methods'],
        owner: 'omar',
        status: 'later',
        daysLeft: 39,
      }),
      makeDuty({
        obligation: 'pre-use-notice-published',
        kind: 'do',
        title: 'Publish the notice before use',
        cites: ['11 CCR 7220(a)', '11 CCR 7220(b)'],
        due: { kind: 'from', date: '2027-01-01' },
        binding: false,
        records: ['pre-use-notice'],
        owner: 'omar',
        status: 'later',
        daysLeft: 39,
      }),
      makeDuty({
        obligation: 'ra-annual-submission',
        kind: 'do',
        title: 'Submit the yearly attestation of risk assessments',
        cites: ['11 CCR 7157(a)'],
        subject: 'organization',
        due: { kind: 'by', date: '2028-04-01' },
        binding: false,
        records: [],
        status: 'later',
        daysLeft: 495,
      }),
      makeDuty({
        obligation: 'sensitive-pi-limit',
        kind: 'do',
        title: 'Let people limit the use of sensitive personal information',
        cites: ['Civ. Code 1798.121', '11 CCR 7027'],
        confidence: 'single-source',
        applies: 'unknown',
        because: 'it is not said whether the video interview is sensitive',
        due: { kind: 'unknown' },
        records: ['limit-procedure'],
        owner: 'omar',
        status: 'open',
      }),
      makeDuty({
        obligation: 'vendor-contract-admt',
        title: 'Have the clauses in the contract with the processor',
        cites: ['11 CCR 7051(a)'],
        due: { kind: 'from', date: '2026-01-01' },
        status: 'waived',
        owner: 'dana',
        records: ['vendor-contract'],
      }),
    ],
    notApplicable: [
      { subject: 'resume-screener', because: 'the exception is not claimed', obligations: ['exception-human-appeal'] },
    ],
    findings: [
      makeFinding({
        rule: 'review/on-cadence',
        subject: 'organization/internal-review',
        message: 'was last held on 2026-04-02, 235 days ago; its cadence is quarterly',
        region: at('last-on: 2026-04-02'),
        cites: [],
        owner: 'omar',
        next: 'hold the review and write its date in `last-on`',
      }),
      makeFinding({
        rule: 'system/owned',
        subject: 'resume-screener/engineering',
        message: 'is owned by `talent-team`, whose name `Talent Team` names a group; expected a named person',
        region: at('talent-team', 2),
        cites: ['11 CCR 7151(a)'],
        next: 'write the key of the person who answers for the code, such as `engineering: dana`',
      }),
      makeFinding({
        rule: 'answers/consistent',
        subject: 'resume-screener/hiring',
        message:
          'claims the exception `work-or-compensation`, which the rules give for work and pay and not for `hiring`',
        region: at('work-or-compensation'),
        cites: ['11 CCR 7221(b)(3)'],
        obligations: ['opt-out-methods'],
        owner: 'dana',
        next: 'write `claim: admission-or-hiring` and its conditions, or `claim: none`',
      }),
      makeFinding({
        rule: 'answers/known',
        subject: 'resume-screener/sensitive-data',
        outcome: 'open',
        message: 'cannot be told: `sensitive` of `Video interview` is `unknown`',
        region: at('unknown', 2),
        cites: ['11 CCR 7001(bbb)'],
        obligations: ['sensitive-pi-limit'],
        owner: 'omar',
        next: 'write the sensitive categories, such as `sensitive: [biometric-information]`, or `sensitive: []`',
      }),
      makeFinding({
        message: 'is not declared; it was due by 2026-05-04',
        region: at('records'),
        cites: ['11 CCR 7150(a)', '11 CCR 7155(a)(1)'],
        obligations: ['risk-assessment-before-start', 'ra-report-admt-logic'],
        owner: 'dana',
        next: 'write the assessment and declare it: `risk-assessment: { file: compliance/risk-assessment.md, owner: dana, reviewed-on: 2026-11-23 }`',
      }),
      makeFinding({
        subject: 'resume-screener/pre-use-notice',
        level: 'warning',
        message: 'is not declared',
        region: at('records'),
        cites: ['11 CCR 7220(a)'],
        obligations: ['pre-use-notice-published'],
        owner: 'omar',
        next: 'declare it: `pre-use-notice: { file: compliance/notice.md, owner: omar, reviewed-on: 2026-11-23 }`',
      }),
      makeFinding({
        subject: 'resume-screener/retention-schedule',
        message: 'is not declared',
        region: at('records'),
        cites: ['11 CCR 7002'],
        owner: 'omar',
        next: 'declare it: `retention-schedule: { file: legal/retention.md, owner: omar, reviewed-on: 2026-11-23 }`',
      }),
      makeFinding({
        rule: 'record/inside',
        subject: 'resume-screener/opt-out-procedure',
        message: 'is `../common/opt-out.md`, which leaves the repository; its content was not read',
        region: at('../common/opt-out.md'),
        cites: ['11 CCR 7221(c)'],
        obligations: ['opt-out-methods'],
        owner: 'omar',
        next: 'copy the procedure into the repository and name it by a path below its root',
      }),
      makeFinding({
        rule: 'record/parts-filled',
        subject: 'resume-screener/model-card#limitations',
        message: 'says only `TODO`',
        file: 'models/screener/MODEL_CARD.md',
        region: { startLine: 31, startColumn: 1, endLine: 31, endColumn: 5 },
        cites: ['11 CCR 7152(a)(3)(G)'],
        obligations: ['ra-report-admt-logic'],
        owner: 'dana',
        next: 'write under `## Limitations` for whom and when the score is unreliable',
      }),
      makeFinding({
        rule: 'record/dated',
        subject: 'shift-planner/risk-assessment',
        message: 'has `reviewed-on: 2027-01-15`, which is after 2026-11-23',
        region: at('2027-01-15'),
        cites: ['11 CCR 7155(a)'],
        owner: 'dana',
        next: 'write the day on which it was reviewed',
      }),
      makeFinding({
        subject: 'resume-screener/vendor-contract',
        message: 'is not declared',
        region: at('records'),
        obligations: ['vendor-contract-admt'],
        owner: 'dana',
        waiver: {
          obligations: ['vendor-contract-admt'],
          until: '2027-02-28',
          justification: 'The contract is being renegotiated; the new text is with the vendor.',
          approvedBy: 'omar',
        },
      }),
      makeFinding({
        rule: 'manifest/valid',
        subject: MANIFEST,
        outcome: 'pass',
        message: 'follows its schema',
        cites: [],
      }),
    ],
    ...given,
  })
}

/** Everything is in place, and most of it binds later. */
export function lender(): Report {
  const later = (obligation: string, title: string, section: string, owner: string) =>
    makeDuty({
      obligation,
      title,
      cites: [`11 CCR ${section}`],
      subject: 'working-capital-offer',
      due: { kind: 'from', date: '2027-01-01' },
      binding: false,
      owner,
      status: 'met',
      daysLeft: 39,
    })
  return makeReport({
    organization: 'Northwind Pay, Inc.',
    people: {
      priya: { name: 'Priya Raman', title: 'Privacy Counsel', github: 'praman' },
      marco: { name: 'Marco Silva', title: 'VP Merchant Lending', github: 'msilva' },
    },
    systems: [
      makeSystem({
        id: 'working-capital-offer',
        name: 'Working-capital offer',
        scope: {
          reached: 'yes',
          because: 'it decides on credit, and the reviewer sees nothing but the score',
          cites: ['11 CCR 7001(e)(1)', '11 CCR 7200(a)'],
        },
      }),
    ],
    determinations: [makeDetermination({ subject: 'working-capital-offer' })],
    duties: [
      later('pre-use-notice-published', 'Publish the notice before use', '7220(a)', 'priya'),
      later('opt-out-methods', 'Offer two or more ways to opt out', '7221(c)', 'priya'),
      later('access-response-content', 'Answer requests for access in full', '7222(b)', 'priya'),
      makeDuty({
        obligation: 'risk-assessment-legacy-backfill',
        title: 'Assess processing that began before 2026',
        cites: ['11 CCR 7155(b)'],
        subject: 'working-capital-offer',
        due: { kind: 'by', date: '2027-12-31' },
        owner: 'marco',
        status: 'met',
      }),
    ],
    findings: [
      makeFinding({ subject: 'working-capital-offer/risk-assessment', outcome: 'pass', message: 'is present' }),
    ],
  })
}

/** One system that the rules do not reach. */
export function helpDesk(): Report {
  return makeReport({
    organization: 'Cedar Help Desk, Inc.',
    systems: [
      makeSystem({
        id: 'ticket-router',
        name: 'Support-ticket router',
        scope: {
          reached: 'no',
          because: 'it makes no decision that gives or denies anything to a person',
          cites: ['11 CCR 7001(ddd)'],
        },
      }),
    ],
    findings: [
      makeFinding({
        rule: 'manifest/valid',
        subject: MANIFEST,
        outcome: 'pass',
        message: 'follows its schema',
        cites: [],
      }),
    ],
  })
}

/** Text that tries every way out: markup, mentions, references, commands, controls. */
export const HOSTILE =
  '` `` | @octo/team #1 GH-2 acme/app#3 fixes #4 0123456789abcdef0123 <script>x</script> **b** [l](http://x.example) ![i](//x) ' +
  'www.x.example \u202eevil\u202c \u001b[31mred\u0007 ::error::x ##[error]y\n::set-output name=a::b\r\n| a | b |\n```\n</details><!-- -->~~~ \\| \\'

/** The recruiter's report with that text in every place that the repository can fill. */
export function hostile(text = HOSTILE): Report {
  const evil = (name: string) => `${text} ${name}`
  return makeReport({
    manifest: evil('manifest'),
    organization: evil('organization'),
    run: {
      event: 'pull_request',
      repository: 'brightpath/screening',
      headSha: '4f9d0a7c1be2386655aa0b8e7d6c5f4e3d2c1b0a',
    },
    people: { [evil('key')]: { name: evil('name'), title: evil('title'), github: evil('github') } },
    systems: [
      makeSystem({
        id: evil('id'),
        name: evil('system'),
        scope: { reached: 'yes', because: evil('because'), cites: [evil('cite')] },
      }),
    ],
    comparison: {
      commit: evil('commit'),
      manifest: 'read',
      movedFrom: evil('path'),
      files: { known: false, because: evil('because') },
      changes: [
        {
          topic: 'duty',
          scope: evil('id'),
          key: evil('lost'),
          says: evil('says'),
          was: evil('was'),
          is: evil('is'),
          loosens: 'duty-ended',
          duties: [evil('duty')],
          route: ['systems', 0],
        },
        { topic: 'data', scope: evil('gone'), key: evil('key'), says: evil('says'), material: true, route: [] },
      ],
    },
    determinations: [makeDetermination({ subject: evil('id'), question: evil('question'), because: evil('because') })],
    duties: [
      makeDuty({
        subject: evil('id'),
        title: evil('title'),
        because: evil('because'),
        owner: evil('key'),
        records: [evil('record')],
      }),
      makeDuty({
        subject: evil('id'),
        obligation: 'later',
        due: { kind: 'from', date: '2027-01-01' },
        status: 'later',
        owner: evil('nobody'),
      }),
    ],
    findings: [
      makeFinding({
        subject: evil('id'),
        message: evil('message'),
        next: evil('next'),
        owner: evil('key'),
        cites: [evil('cite')],
        file: evil('file'),
        region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 4 },
        obligations: ['risk-assessment-before-start'],
      }),
      makeFinding({ subject: evil('lesser'), level: 'warning', message: evil('message') }),
      makeFinding({
        subject: evil('waived'),
        waiver: {
          obligations: [evil('obligation')],
          until: '2027-01-01',
          justification: evil('reason'),
          approvedBy: evil('key'),
        },
      }),
    ],
  })
}

/** As many findings as asked for, in as many systems, each with a page of duties. */
export function crowd(systems: number, findings: number, duties = 51): Report {
  const ids = Array.from({ length: systems }, (_, index) => `clinic-${index + 1}`)
  return makeReport({
    organization: 'Lakeside Hospitals',
    people: { ines: { name: 'Inês Duarte', title: 'Chief Medical Information Officer' } },
    systems: ids.map((id) => makeSystem({ id, name: `Triage at ${id}` })),
    determinations: ids.map((id) => makeDetermination({ subject: id })),
    duties: ids.flatMap((id) =>
      Array.from({ length: duties }, (_, index) =>
        makeDuty({
          obligation: `duty-${index + 1}`,
          title: `Keep the record of step ${index + 1} of the assessment and its reasons`,
          subject: id,
          owner: 'ines',
          status: index % 3 === 0 ? 'unmet' : 'met',
        }),
      ),
    ),
    findings: Array.from({ length: findings }, (_, index) =>
      makeFinding({
        subject: `${ids[index % systems] ?? 'organization'}/risk-assessment-${index}`,
        message: 'is missing; one duty needs it',
        region: { startLine: index + 1, startColumn: 5, endLine: index + 1, endColumn: 12 },
        obligations: ['duty-1'],
        next: 'write the record and declare it: `risk-assessment: { file: clinic/risk.md, owner: ines }`',
      }),
    ),
  })
}
