import { describe, expect, test } from 'vitest'
import { endOfBlock, indent } from './sections.ts'
import { asItStands, changedDuties, contentsOf, judge, MANIFEST, newlyAsked, THEMES } from './themes.ts'

type Place = { readonly at: number; readonly to: number; readonly parent: number }

/** Every answer that proves a duty of a theme, by the line at which the manifest gives it. */
const cases = (
  await Promise.all(
    THEMES.map(async (theme) => {
      const { duties } = await asItStands(theme)
      return duties
        .filter(({ obligation }) => theme.meets.includes(obligation))
        .flatMap((duty) =>
          duty.answers.flatMap((answer) => {
            const top = duty.subject === 'organization' ? 'organization:' : '  - id:'
            return placesOf(theme.id, top, answer).map((place) => ({ id: theme.id, theme, duty, answer, place }))
          }),
        )
    }),
  )
).flat()

describe('an answer that proves a duty', () => {
  test.each(cases)(
    '$id $duty.obligation: `$answer` is not there, told where it belongs',
    async ({ theme, duty, place }) => {
      const lines = linesOf(theme.id)
      await expectTold(theme, duty.obligation, lines.toSpliced(place.at, place.to - place.at), place.parent)
    },
  )

  test.each(cases)(
    '$id $duty.obligation: `$answer` is `unknown`, told at its own line',
    async ({ theme, duty, place }) => {
      const lines = linesOf(theme.id)
      const unknown = (lines[place.at] ?? '').replace(/:.*/, ': unknown')
      await expectTold(theme, duty.obligation, lines.toSpliced(place.at, place.to - place.at, unknown), place.at)
    },
  )

  const prose = cases.filter(({ answer }) => /effect|retention/.test(answer))
  test.each(prose)('$id $duty.obligation: `$answer` says TBD, told at its own line', async ({ theme, duty, place }) => {
    const lines = linesOf(theme.id)
    const tbd = (lines[place.at] ?? '').replace(/:.*/, ': TBD')
    await expectTold(theme, duty.obligation, lines.toSpliced(place.at, place.to - place.at, tbd), place.at)
  })
})

describe('a list that proves a duty', () => {
  test.each(['bank', 'software-house'])(
    '%s: no input is listed, though personal information is processed',
    async (id) => {
      const [theme] = THEMES.filter((each) => each.id === id)
      if (theme === undefined) throw new Error(id)
      const [inputs] = placesOf(id, '  - id:', 'data.inputs')
      if (inputs === undefined) throw new Error('no inputs')
      const lines = linesOf(id).toSpliced(inputs.at, inputs.to - inputs.at, '      personal-information: yes')
      for (const obligation of ['pi-sensitive-inventory', 'minimize-retain-purpose']) {
        const report = await judge({ ...contentsOf(id), [MANIFEST]: lines.join('\n') }, theme.asOf)
        expect(report.duties.find((duty) => duty.obligation === obligation)?.status).not.toBe('met')
        expect(report.findings).toContainEqual(
          expect.objectContaining({
            rule: 'duty/answered',
            subject: expect.stringContaining(obligation),
            outcome: 'fail',
          }),
        )
      }
    },
  )
})

async function expectTold(
  theme: (typeof THEMES)[number],
  obligation: string,
  lines: readonly string[],
  line: number,
): Promise<void> {
  const before = await asItStands(theme)
  const after = await judge({ ...contentsOf(theme.id), [MANIFEST]: lines.join('\n') }, theme.asOf)
  expect(newlyAsked(before, after)).toContainEqual(
    expect.objectContaining({
      rule: expect.stringMatching(/^(?:duty|question)\/answered$/),
      next: expect.stringMatching(/^write `[a-z-]+:`/),
      location: expect.objectContaining({ file: MANIFEST, region: expect.objectContaining({ startLine: line + 1 }) }),
    }),
  )
  expect(changedDuties(before, after)[obligation]).toMatch(/^(?:unmet|open|later)$/)
}

function linesOf(theme: string): readonly string[] {
  return (contentsOf(theme)[MANIFEST] ?? '').split('\n')
}

/** Where `data.inputs.*.category` and the like stand: read off the indentation, the parent's line beside it. */
function placesOf(theme: string, top: string, answer: string): readonly Place[] {
  const lines = linesOf(theme)
  const start = lines.findIndex((line) => line.startsWith(top))
  let found: readonly Place[] = [{ at: start, to: endOfBlock(lines, start), parent: start }]
  for (const step of answer.split('.')) found = found.flatMap((place) => below(lines, place, step))
  if (found.length === 0) throw new Error(`${theme} has no ${answer}`)
  return found
}

function below(lines: readonly string[], { at, to }: Place, step: string): readonly Place[] {
  const depth = Math.min(
    ...lines
      .slice(at + 1, to)
      .filter((line) => line.trim() !== '')
      .map(indent),
  )
  return lines.flatMap((line, index) => {
    const inside = index > at && index < to && indent(line) === depth
    if (!inside || !(step === '*' ? line.trim().startsWith('- ') : line.trim().startsWith(`${step}:`))) return []
    return [{ at: index, to: endOfBlock(lines, index), parent: at }]
  })
}
