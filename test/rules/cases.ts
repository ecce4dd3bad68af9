import { describe, expect, test } from 'vitest'
import type { Approvals, ChangedFiles } from '../../src/core/comparison.ts'
import type { Level, Outcome } from '../../src/core/finding.ts'
import { type Location, printRoute } from '../../src/core/route.ts'
import type { Rule } from '../../src/core/rule.ts'
import { rules } from '../../src/rules/index.ts'
import { type Given, MANIFEST, type TestRun, type Told } from '../scenarios/gate.ts'
import { type Changes, gate, type Json, lender } from '../scenarios/lender.ts'
import type { RecordState } from '../scenarios/records.ts'

/** One change of the lender, who passes as he is, and what the rule then says of one subject. */
export type Case = {
  readonly name: string
  readonly change?: Changes
  readonly asOf?: string
  readonly records?: { readonly [path: string]: RecordState }
  readonly tests?: TestRun
  /** What git would say. */
  readonly history?: Told
  /** How the lender of the base differs from him, null where the base has no manifest; without it nothing is compared. */
  readonly base?: Changes | null
  /** The files that differ from the base; without them, none does. */
  readonly changed?: ChangedFiles
  /** What GitHub would say of reviews; without it nobody asks. */
  readonly approvals?: Approvals
  /** What GitHub would say of accounts and of members of teams. */
  readonly accounts?: Given['accounts']
  readonly members?: Given['members']
  /** `CODEOWNERS` of the base, with the files that are judged. */
  readonly codeOwners?: Given['codeOwners']
  /** A policy in the folder, without its `version`. */
  readonly policy?: { readonly [key: string]: Json }
  readonly subject: string
  /** `absent`: the rule says nothing of it. */
  readonly is: Outcome | 'absent'
  readonly level?: Level
  readonly says?: RegExp
  /** What to write next. */
  readonly next?: RegExp
  /** The key of the person who is asked. */
  readonly owner?: string
  /** The place in the manifest, as a person reads it, or `file:line` of another file. */
  readonly at?: string
}

/** Proves each case, and that every outcome the rule's code can return is among them. */
export function prove(id: string, cases: readonly Case[]): void {
  describe(id, () => {
    test('is a rule, and each outcome it can return has a case', () => {
      const shown = new Set(cases.map((each) => each.is))
      expect(outcomesOf(ruleCalled(id)).filter((outcome) => !shown.has(outcome))).toEqual([])
    })
    for (const {
      name,
      change,
      asOf,
      records,
      tests,
      history,
      base,
      changed,
      approvals,
      accounts,
      members,
      codeOwners,
      policy,
      subject,
      is,
      level,
      says,
      next,
      owner,
      at,
    } of cases) {
      test(name, async () => {
        const given = {
          ...(asOf === undefined ? {} : { asOf }),
          ...(records === undefined ? {} : { records }),
          ...(tests === undefined ? {} : { tests }),
          ...(history === undefined ? {} : { history }),
          ...(base === undefined ? {} : { base: base === null ? null : lender(base) }),
          ...(changed === undefined ? {} : { changed }),
          ...(approvals === undefined ? {} : { approvals }),
          ...(accounts === undefined ? {} : { accounts }),
          ...(members === undefined ? {} : { members }),
          ...(codeOwners === undefined ? {} : { codeOwners }),
          ...(policy === undefined ? {} : { policy: { version: 1, ...policy } }),
        }
        const { report } = await gate(lender(change), given)
        const found = report.findings.filter((each) => each.rule === id && each.subject === subject)
        expect(found.map(({ outcome }) => outcome)).toEqual(is === 'absent' ? [] : [is])
        const [finding] = found
        if (finding === undefined) return
        if (level !== undefined) expect(finding.level).toBe(level)
        if (says !== undefined) expect(finding.message).toMatch(says)
        if (next !== undefined) expect(finding.next).toMatch(next)
        if (owner !== undefined) expect(finding.owner).toBe(owner)
        if (at !== undefined) expect(placeOf(finding.location)).toBe(at)
        if (is === 'fail' || is === 'open') expect(finding.next).toMatch(/\S/)
        expect(`${finding.message} ${finding.next ?? ''}`).not.toMatch(/undefined|compliant|please/i)
      })
    }
  })
}

function placeOf({ file, route, region }: Location): string {
  return file === MANIFEST ? printRoute(route) : `${file}:${region?.startLine}`
}

function ruleCalled(id: string): Rule {
  const rule = rules.find((each) => each.id === id)
  if (rule === undefined) throw new Error(`there is no rule ${id}`)
  return rule
}

/** The outcomes that the code of a rule's check names. */
function outcomesOf({ check }: Rule): readonly (Outcome | 'absent')[] {
  const code = String(check)
  return (['pass', 'fail', 'notApplicable', 'open', 'review'] as const).filter((outcome) =>
    new RegExp(`\\b${outcome}\\)?\\(|outcome: ["']${outcome}["']`).test(code),
  )
}
