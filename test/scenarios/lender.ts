import type { Approvals, ChangedFiles } from '../../src/core/comparison.ts'
import { type Determined, determine } from '../../src/determine/index.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { applicability, type Checked, check, type Given, type TestRun, type Told } from './gate.ts'
import type { RecordState } from './records.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
/** Routes such as `systems.0.status` with what shall stand there; undefined takes it away. */
export type Changes = { readonly [route: string]: Json | undefined }

/** A day after Article 11 binds, on which the lender's records are fresh. */
export const AS_OF = '2027-02-01'

/** A manifest to change: a lender to sole proprietors without an exception, every record in place, which passes as of `AS_OF`. */
export function lender(changes: Changes = {}): Json {
  const record = (file: string, owner: string) => ({ file, owner, 'reviewed-on': '2027-01-11' })
  return edited(
    {
      version: 1,
      organization: {
        name: 'Quarry Lane Credit, Inc.',
        ccpa: {
          role: 'business',
          'for-profit': 'yes',
          thresholds: ['revenue'],
          revenue: 44_000_000,
          reasoning: 'Gross revenue of 2026 was $44M.',
          'confirmed-by': 'ana',
          'confirmed-on': '2027-01-08',
        },
        'cybersecurity-audit': {
          'annual-revenue': 'under-50M',
          consumers: 'under-250k',
          'sensitive-consumers': 'under-50k',
        },
        reviews: {
          internal: { cadence: 'quarterly', 'last-on': '2027-01-14', by: 'cai' },
          external: { cadence: 'yearly', 'last-on': '2026-10-02', by: 'Marsh & Lowe LLP' },
        },
        records: { 'privacy-policy': record('legal/privacy-policy.md', 'ana') },
      },
      people: {
        ana: { name: 'Ana Lucero', title: 'Privacy Counsel', counsel: 'yes' },
        bob: { name: 'Bob Tremaine', title: 'VP Lending', executive: 'yes' },
        cai: { name: 'Cai Reinholt', title: 'Staff Engineer' },
      },
      systems: [
        {
          id: 'advance',
          name: 'Cash advance',
          purpose: 'Decides whether a sole proprietor is offered a cash advance.',
          status: 'in-use',
          'in-use-since': '2026-03-02',
          owners: { accountable: 'bob', engineering: 'cai', privacy: 'ana' },
          populations: ['business-contacts'],
          decisions: [
            {
              domain: 'financial-or-lending',
              kind: 'extend-credit',
              effect: 'Offers or declines an advance.',
              'human-involvement': {
                'knows-how-to-interpret': 'yes',
                'reviews-other-information': 'no',
                'can-change-the-decision': 'yes',
                reviewer: 'Underwriting desk',
              },
              'opt-out-exception': { claim: 'none' },
            },
          ],
          inference: { 'from-systematic-observation': 'no', 'from-sensitive-location': 'no' },
          data: {
            inputs: [
              {
                name: 'Card sales',
                category: 'commercial-information',
                sensitive: 'none',
                'used-for': ['decision'],
                retention: '25 months',
              },
            ],
            'sells-or-shares': 'no',
            recipients: 'none',
          },
          training: { 'uses-personal-information': 'no' },
          records: {
            'risk-assessment': {
              ...record('compliance/assessment.md', 'bob'),
              'completed-on': '2026-02-20',
              'approved-by': 'bob',
            },
            'pre-use-notice': record('compliance/notice.md', 'ana'),
            'opt-out-procedure': record('compliance/opt-out.md', 'cai'),
            'access-procedure': record('compliance/access.md', 'ana'),
          },
        },
      ],
    },
    changes,
  )
}

/** A copy with changes; what stands above a new place is made on the way. */
export function edited(document: Json, changes: Changes): Json {
  const copy = structuredClone(document)
  for (const [route, to] of Object.entries(changes)) put(copy, route.split('.'), to)
  return copy
}

function put(node: Json, [step = '', ...rest]: readonly string[], to: Json | undefined): void {
  if (typeof node !== 'object' || node === null) throw new Error(`nothing can stand below ${String(node)}`)
  const key = Array.isArray(node) ? Number(step) : step
  if (rest.length > 0) {
    const below: Json = Reflect.get(node, key) ?? {}
    Reflect.set(node, key, below)
    put(below, rest, to)
  } else if (to !== undefined) Reflect.set(node, key, to)
  else if (Array.isArray(node)) node.splice(Number(step), 1)
  else Reflect.deleteProperty(node, key)
}

/** What the law makes of a manifest. */
export function determined(document: Json, asOf = AS_OF): Determined {
  return determine(parseManifest(document), ccpaAdmt, asOf)
}

/** The gate over a manifest whose every declared record is complete, but for those that are named. */
export function gate(
  document: Json,
  {
    asOf = AS_OF,
    records = {},
    tests,
    history,
    base,
    changed,
    approvals,
    accounts,
    members,
    codeOwners,
    policy,
  }: {
    readonly asOf?: string
    readonly records?: { readonly [path: string]: RecordState }
    readonly tests?: TestRun
    readonly history?: Told
    /** The manifest that it is compared with, null where the base has none, and the files that differ. */
    readonly base?: Json
    readonly changed?: ChangedFiles
    readonly approvals?: Approvals
    readonly accounts?: Given['accounts']
    readonly members?: Given['members']
    readonly codeOwners?: Given['codeOwners']
    readonly policy?: Json
  } = {},
): Promise<Checked> {
  const given = {
    ...(tests === undefined ? {} : { tests }),
    ...(history === undefined ? {} : { history }),
    ...(policy === undefined ? {} : { policy: JSON.stringify(policy, null, 2) }),
  }
  const manifest = base === null ? undefined : JSON.stringify(base)
  const compared = base === undefined ? {} : { base: changed === undefined ? { manifest } : { manifest, changed } }
  return check({
    manifest: JSON.stringify(document, null, 2),
    asOf,
    records,
    otherwise: 'complete',
    ...given,
    ...compared,
    ...(approvals === undefined ? {} : { approvals }),
    ...(accounts === undefined ? {} : { accounts }),
    ...(members === undefined ? {} : { members }),
    ...(codeOwners === undefined ? {} : { codeOwners }),
  })
}

/** The answer of one determination: of the system, or else of its first decision. */
export function answer(
  { determinations }: Pick<Determined, 'determinations'>,
  id: string,
  subject = 'advance',
): string | undefined {
  const found = determinations.filter((each) => each.id === id)
  const own = found.find((each) => each.subject === subject)
  return (own ?? found.find((each) => each.subject.startsWith(`${subject}/`)))?.answer
}

/** Ids of the duties that apply to a subject. */
export function applying({ duties }: Pick<Determined, 'duties'>, subject = 'advance'): readonly string[] {
  return duties.filter((duty) => duty.subject === subject && duty.applies === 'yes').map(({ obligation }) => obligation)
}

/** Whether an obligation applies to a subject; `unsaid` when nothing is said of it. */
export function applies(
  found: Pick<Determined, 'duties' | 'notApplicable'>,
  obligation: string,
  subject = 'advance',
): string {
  return applicability(found, subject).get(obligation) ?? 'unsaid'
}
