import { parseManifest } from '../../src/read/manifest.ts'
import { declaredFiles, MANIFEST } from '../scenarios/gate.ts'
import { type Changes, edited, type Json, lender } from '../scenarios/lender.ts'
import { recordText } from '../scenarios/records.ts'
import type { Tree } from './git-stream.ts'

/** The lender's repository as pull requests change it: it passes on the day that `WITH` names, under a policy, with its code followed. */

export const POLICY = 'compliance/policy.yml'
export const CODE = 'services/advance/decide.py'
export const WITH = { 'as-of': '2027-02-01', policy: POLICY }

/** What the organization asks of changes; `more` stands at its end. */
export const policy = (more = ''): string => `version: 1
regulations: [ccpa-admt]
people:
  ana: { name: Ana Lucero, github: ana-lucero }
  bob: { name: Bob Tremaine, github: bob-tremaine }
may-approve:
  waivers: [ana]
  risk-assessments: [bob]
  loosening: [ana]
waivers: { longest-months: 3, never: [opt-out-propagate] }
loosening: { default: approval, system-removed-code-stays: fail }
${more}`

/** The approver of the policy, as a reviewer. */
export const ana = { by: 'ana-lucero' }

export const manifest = (changes: Changes = {}): Json =>
  edited(
    lender({
      'people.ana.github': 'ana-lucero',
      'people.bob.github': 'bob-tremaine',
      'people.cai.github': 'cai-reinholt',
      'systems.0.code': ['services/advance/**'],
    }),
    changes,
  )
export const text = (document: Json): string => `${JSON.stringify(document, null, 2)}\n`

/** The repository before the pull request, with these changes of its manifest and these files besides. */
export function established(changes: Changes = {}, files: Tree = {}): Tree {
  const document = manifest(changes)
  return {
    [MANIFEST]: text(document),
    [POLICY]: policy(),
    [CODE]: 'LIMIT = 40_000\n',
    'services/advance/limits.py': 'FLOOR = 500\n',
    ...Object.fromEntries(
      declaredFiles(parseManifest(document)).map(({ kind, path }) => [path, recordText(kind, path)]),
    ),
    ...files,
  }
}

export const waiver = (more: { readonly [key: string]: Json } = {}): Json => ({
  system: 'advance',
  obligation: 'opt-out-methods',
  reason: 'The second way to opt out is built until the end of March.',
  'approved-by': 'ana',
  'expires-on': '2027-04-01',
  ...more,
})

/** The procedure of opting out is not written, which the waiver is to cover. */
export const UNMET: Tree = {
  'compliance/opt-out.md': recordText('opt-out-procedure', 'compliance/opt-out.md', ['methods']),
}
export const WAIVED: Tree = { [MANIFEST]: text(manifest({ waivers: [waiver()] })), ...UNMET }
