import { describe, expect, test } from 'vitest'
import type { DutyShown } from '../../src/core/report.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { endOfBlock, findPart, type Held, indent, saying, without } from './sections.ts'
import { asItStands, type Contents, changedDuties, contentsOf, judge, MANIFEST, newlyAsked, THEMES } from './themes.ts'

type Need = { readonly need: string; readonly kind: string; readonly part?: string }

/** What each theme's duties are proven by there, once each, with the obligations that ask for it. */
const cases = await Promise.all(
  THEMES.map(async (theme) => {
    const report = await asItStands(theme)
    const duties = report.duties.filter(({ obligation }) => theme.meets.includes(obligation))
    const needs = [...new Set(duties.flatMap(({ records }) => records))].map((need): Need => {
      const [kind = '', part] = need.split('#')
      return { need, kind, ...(part === undefined ? {} : { part }) }
    })
    return { theme, report, duties, needs }
  }),
)
const parts = cases.flatMap(({ theme, needs }) =>
  needs.flatMap(({ need, kind, part }) => (part === undefined ? [] : [{ id: theme.id, theme, need, kind, part }])),
)
const kinds = cases.flatMap(({ theme, needs }) =>
  [...new Set(needs.map(({ kind }) => kind))].map((kind) => ({ id: theme.id, theme, kind })),
)

describe('every obligation of the data is met by a repository', () => {
  test.each(cases)('$theme.id meets what it is there for', ({ theme, duties }) => {
    expect(Object.fromEntries(duties.map(({ obligation, status }) => [obligation, status]))).toEqual(
      Object.fromEntries(theme.meets.map((id) => [id, 'met'])),
    )
  })

  test('no obligation is left without one', () => {
    const met = new Set(THEMES.flatMap(({ meets }) => meets))
    expect(ccpaAdmt.obligations.map(({ id }) => id).filter((id) => !met.has(id))).toEqual([])
  })

  test('nor any part, record or answer of any alternative', () => {
    const used = new Set(
      cases.flatMap(({ duties }) =>
        duties.flatMap(({ obligation, records, answers }) =>
          [...records, ...answers].map((each) => `${obligation} ${each}`),
        ),
      ),
    )
    const asked = ccpaAdmt.obligations.flatMap(({ id, proof }) =>
      proof.flatMap(({ records = [], answers = [] }) =>
        [...records.map((need) => (typeof need === 'string' ? need : need.need)), ...answers].map(
          (each) => `${id} ${each}`,
        ),
      ),
    )
    expect(asked.filter((each) => !used.has(each))).toEqual([])
  })
})

describe('a record that lacks one part', () => {
  test.each(parts)('$id $need: not there, told at the `file` of the entry', async ({ theme, need, kind, part }) => {
    const { path, held } = placeOf(contentsOf(theme.id), kind, part)
    const { asked, changed } = await variant(theme, path, (text) => without(text, path, held))
    expect(asked).toEqual([
      expect.objectContaining({
        rule: 'record/complete',
        subject: `${scopeOf(theme.id, kind)}/${need}`,
        outcome: 'fail',
        location: expect.objectContaining({
          file: MANIFEST,
          region: expect.objectContaining({ startLine: lineOfFile(theme.id, kind) }),
        }),
        next: expect.stringMatching(hintOf(kind, part)),
      }),
    ])
    expect(asked[0]?.message).toContain(`\`${path}\``)
    expect(changed).toEqual(await notMet(theme, (duty) => duty.records.includes(need)))
  })

  test.each(parts.flatMap((each) => ['', 'TODO', '[insert text]'].map((words) => ({ ...each, words }))))(
    '$id $need: says only “$words”, told at its own line',
    async ({ theme, need, kind, part, words }) => {
      const { path, held } = placeOf(contentsOf(theme.id), kind, part)
      const { asked, changed } = await variant(theme, path, (text) => saying(words, text, path, held))
      // A record that has no other part, and duties that only warn, says as a whole that it says nothing: `record/present`.
      expect(asked.filter(({ message }) => !message.startsWith('says nothing yet'))).toEqual([
        expect.objectContaining({
          rule: 'record/complete',
          subject: `${scopeOf(theme.id, kind)}/${need}`,
          outcome: 'fail',
          // Without quotes it is a list of one in YAML.
          message: words === '' ? 'is empty' : expect.stringMatching(/^says only `(?:TODO|\[?insert text\]?)`$/),
          location: expect.objectContaining({
            file: path,
            region: expect.objectContaining({ startLine: held.at + 1 }),
          }),
          next: expect.stringMatching(hintOf(kind, part)),
        }),
      ])
      expect(changed).toEqual(await notMet(theme, (duty) => duty.records.includes(need)))
    },
  )
})

describe('a record that is not there', () => {
  test.each(kinds)('$id $kind: the file is gone, told at its `file`', async ({ theme, kind }) => {
    const contents = contentsOf(theme.id)
    const [path = '', ...others] = pathsOf(contents, kind)
    const { [path]: _, ...left } = contents
    const report = await judge(left, theme.asOf)
    const asked = newlyAsked(await asItStands(theme), report)
    expect(asked.filter(({ rule }) => others.length === 0 || rule === 'record/present')).toEqual([
      expect.objectContaining({
        rule: 'record/present',
        message: `is missing: \`${path}\` does not exist`,
        next: 'write the record there, or correct `file:`',
        location: expect.objectContaining({
          file: MANIFEST,
          region: expect.objectContaining({ startLine: lineOfFile(theme.id, kind) }),
        }),
      }),
    ])
    const needing = await notMet(theme, (duty) => duty.records.some((need) => need.split('#')[0] === kind))
    expect(changedDuties(await asItStands(theme), report)).toEqual(needing)
  })

  test.each(kinds.filter(({ kind }) => kind !== 'retention-schedule'))(
    '$id $kind: not declared, told where it would be written',
    async ({ theme, kind }) => {
      const contents = contentsOf(theme.id)
      const lines = (contents[MANIFEST] ?? '').split('\n')
      const at = lines.findIndex((line) => line.trim() === `${kind}:`)
      const records = lines.findLastIndex((line, index) => index < at && line.trim() === 'records:')
      const own = endOfBlock(lines, records) - records - 1 === endOfBlock(lines, at) - at
      const scope = scopeOf(theme.id, kind)
      const from = own ? records : at
      const changed = lines.toSpliced(from, endOfBlock(lines, at) - from)
      const report = await judge({ ...contents, [MANIFEST]: changed.join('\n') }, theme.asOf)
      const asked = newlyAsked(await asItStands(theme), report).filter(({ rule }) => rule === 'record/present')
      expect(asked).toEqual([
        expect.objectContaining({
          subject: `${scope}/${kind}`,
          message: expect.stringContaining('is missing'),
          next: expect.stringContaining(`records.${kind}: { file: …, owner: …, reviewed-on: … }`),
        }),
      ])
      const block = changed.findIndex((line) =>
        scope === 'organization' ? line === 'organization:' : line.includes(`- id: ${scope}`),
      )
      const told = changed.findIndex((line, index) => index > block && line.trim() === 'records:')
      expect(asked[0]?.location.region?.startLine).toBe((told < 0 ? block : told) + 1)
      expect(Object.keys(changedDuties(await asItStands(theme), report)).sort()).toEqual(
        expect.arrayContaining(
          Object.keys(await notMet(theme, (duty) => duty.records.some((need) => need.split('#')[0] === kind))).sort(),
        ),
      )
    },
  )
})

async function variant(theme: (typeof THEMES)[number], path: string, change: (text: string) => string) {
  const contents = contentsOf(theme.id)
  const report = await judge({ ...contents, [path]: change(contents[path] ?? '') }, theme.asOf)
  const before = await asItStands(theme)
  return { asked: newlyAsked(before, report), changed: changedDuties(before, report) }
}

/** The duties that were met by it, as they then stand: due ones are not met, others come later. */
async function notMet(theme: (typeof THEMES)[number], needs: (duty: DutyShown) => boolean) {
  const { duties } = await asItStands(theme)
  return Object.fromEntries(
    duties
      .filter((duty) => duty.status === 'met' && needs(duty))
      .map(({ obligation, binding }) => [obligation, binding ? 'unmet' : 'later']),
  )
}

function placeOf(contents: Contents, kind: string, part: string): { readonly path: string; readonly held: Held } {
  const found = pathsOf(contents, kind).flatMap((path) => {
    const held = findPart(contents[path] ?? '', path, kind, part)
    return held === undefined ? [] : [{ path, held }]
  })
  const [only, ...others] = found
  if (only === undefined || others.length > 0) throw new Error(`${kind}#${part} stands in ${found.length} files`)
  return only
}

function entryOf(theme: string, kind: string): readonly string[] {
  const lines = (contentsOf(theme)[MANIFEST] ?? '').split('\n')
  const at = lines.findIndex((line) => line.trim() === `${kind}:` && indent(line) > 0)
  return lines.slice(0, endOfBlock(lines, at)).map((line, index) => (index < at ? '' : line))
}

function pathsOf(contents: Contents, kind: string): readonly string[] {
  const theme = THEMES.find(({ id }) => contentsOf(id) === contents)?.id ?? ''
  return entryOf(theme, kind).flatMap((line) => /^\s+(?:- )?file: (.+)$/.exec(line)?.[1] ?? [])
}

/** The line of the manifest, from 1, at which the first entry of that kind names its file. */
function lineOfFile(theme: string, kind: string): number {
  return entryOf(theme, kind).findIndex((line) => /^\s+(?:- )?file: /.test(line)) + 1
}

/** Filings and audits are the organization's; every other duty is one of the system. */
function scopeOf(theme: string, kind: string): string {
  if (kind === 'cybersecurity-audit' || kind === 'risk-assessment-submission') return 'organization'
  return /- id: (\S+)/.exec(contentsOf(theme)[MANIFEST] ?? '')?.[1] ?? ''
}

function hintOf(kind: string, part: string): RegExp {
  const hint = ccpaAdmt.records.find(({ id }) => id === kind)?.parts.find(({ id }) => id === part)?.hint ?? ''
  return new RegExp(hint.slice(0, 40).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}
