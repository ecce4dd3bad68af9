import { readdirSync, readFileSync } from 'node:fs'
import type { Finding } from '../../src/core/finding.ts'
import type { Report } from '../../src/core/report.ts'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'

/** A repository under `test/fixtures/obligations`, the day it is judged for, and the obligations that it is there to meet. */
export type Theme = { readonly id: string; readonly asOf: string; readonly meets: readonly string[] }

const ASSESSMENT = [
  'ra-report-purpose',
  'ra-report-pi-minimum',
  'ra-report-operations',
  'ra-benefits-and-harms',
  'ra-report-safeguards',
  'ra-go-no-go',
  'ra-contributors-and-approval',
  'ra-retention',
  'ra-produce-on-demand',
]
const NOTICE = [
  'pre-use-notice-published',
  'pre-use-notice-purpose',
  'pre-use-notice-opt-out-clause',
  'pre-use-notice-access-and-retaliation',
  'pre-use-notice-how-it-works',
  'non-retaliation',
]
const ANSWERS = [
  'business-threshold-check',
  'admt-human-involvement-determination',
  'significant-decision-classification',
  'pi-sensitive-inventory',
]

export const THEMES: readonly Theme[] = [
  {
    id: 'bank',
    asOf: '2027-02-10',
    meets: [
      ...ANSWERS,
      ...ASSESSMENT,
      ...NOTICE,
      'risk-assessment-before-start',
      'risk-assessment-legacy-backfill',
      'ra-report-admt-logic',
      'ra-operator-participation',
      'ra-trigger-training',
      'ra-review-three-years',
      'opt-out-methods',
      'opt-out-frictionless',
      'opt-out-block-and-cease',
      'opt-out-propagate',
      'opt-out-confirm-and-all',
      'opt-out-denial-and-agent',
      'opt-out-quiet-period',
      'access-response-content',
      'access-verify-and-secure',
      'access-clock',
      'privacy-policy-admt',
      'vendor-contract-admt',
      'minimize-retain-purpose',
      'request-records-and-metrics',
    ],
  },
  {
    id: 'hospital',
    asOf: '2027-03-01',
    meets: [
      ...ANSWERS,
      ...ASSESSMENT,
      ...NOTICE,
      'risk-assessment-before-start',
      'ra-report-admt-logic',
      'ra-operator-participation',
      'ra-trigger-sale-share-sensitive',
      'ra-update-material-change',
      'admt-vendor-facts-obtained',
      'exception-human-appeal',
      'sensitive-pi-limit',
      'minimize-retain-purpose',
    ],
  },
  { id: 'recruiter', asOf: '2027-02-10', meets: [...NOTICE, 'exception-hiring-admission'] },
  {
    id: 'courier',
    asOf: '2027-02-10',
    meets: [...ASSESSMENT, ...NOTICE, 'ra-report-admt-logic', 'exception-work-comp', 'ra-trigger-observation-location'],
  },
  {
    id: 'retailer',
    asOf: '2028-05-01',
    meets: [
      ...ASSESSMENT,
      'ra-trigger-observation-location',
      'ra-trigger-sale-share-sensitive',
      'ra-annual-submission',
      'cyber-audit-and-certification',
      'sensitive-pi-limit',
    ],
  },
  { id: 'school', asOf: '2026-11-23', meets: ['ra-trigger-training', 'model-as-personal-information'] },
  {
    id: 'landlord',
    asOf: '2026-11-23',
    meets: [...ASSESSMENT, 'ra-report-admt-logic', 'risk-assessment-legacy-backfill'],
  },
  { id: 'software-house', asOf: '2026-11-23', meets: ['admt-supplier-facts', 'minimize-retain-purpose'] },
]

export const MANIFEST = 'ai-compliance.yml'

/** Paths with their text. */
export type Contents = { readonly [path: string]: string }

export const folderOf = (theme: string): URL => new URL(`../fixtures/obligations/${theme}/`, import.meta.url)

const read = new Map<string, Contents>()
export function contentsOf(theme: string): Contents {
  const known = read.get(theme)
  if (known !== undefined) return known
  const folder = folderOf(theme)
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path))
  const contents = Object.fromEntries(
    paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(new URL(path, folder), 'utf8')]),
  )
  read.set(theme, contents)
  return contents
}

const judged = new Map<string, Promise<Report>>()
/** What the gate makes of a theme as it stands. */
export function asItStands({ id, asOf }: Theme): Promise<Report> {
  const known = judged.get(id) ?? judge(contentsOf(id), asOf)
  judged.set(id, known)
  return known
}

export async function judge(contents: Contents, asOf: string): Promise<Report> {
  return (await run({ files: memoryFiles(contents), manifest: MANIFEST, asOf, failOn: 'error' })).report
}

/** The findings that one report has and the other has not, of those that ask for something. */
export function newlyAsked(before: Report, after: Report): readonly Finding[] {
  const asking = ({ findings }: Report) => findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'open')
  const name = ({ rule, subject }: Finding) => `${rule} ${subject}`
  const known = new Set(asking(before).map(name))
  return asking(after).filter((finding) => !known.has(name(finding)))
}

/** The duties that are no longer as they were, with how they stand. */
export function changedDuties(before: Report, after: Report): { readonly [obligation: string]: string } {
  const statuses = new Map(after.duties.map((duty) => [`${duty.subject}/${duty.obligation}`, duty.status]))
  return Object.fromEntries(
    before.duties.flatMap(({ subject, obligation, status }) => {
      const now = statuses.get(`${subject}/${obligation}`) ?? 'gone'
      return now === status ? [] : [[obligation, now]]
    }),
  )
}
