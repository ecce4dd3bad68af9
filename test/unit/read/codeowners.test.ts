import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decidingEntry, parseCodeOwners } from '../../../src/read/codeowners.ts'

const ownersOf = (text: string, path: string): readonly string[] | undefined =>
  decidingEntry(parseCodeOwners(text).entries, path)?.owners.map(({ name }) => name)

describe('a pattern of CODEOWNERS', () => {
  test.each([
    // Everything, at any depth.
    ['*', 'README.md', true],
    ['*', 'services/advance/decide.py', true],
    ['*', '.github/workflows/gate.yml', true],
    // A kind of file, at any depth.
    ['*.py', 'decide.py', true],
    ['*.py', 'services/advance/decide.py', true],
    ['*.py', 'services/decide.pyc', false],
    // A folder at the root, with all below it.
    ['/build/logs/', 'build/logs/2026/november.txt', true],
    ['/build/logs/', 'services/build/logs/today.txt', false],
    ['/build/logs/', 'build/logs', false],
    // The files of a folder, and none of those below.
    ['docs/*', 'docs/owners.md', true],
    ['docs/*', 'docs/reference/owners.md', false],
    ['docs/*', 'services/docs/owners.md', false],
    ['/*', 'README.md', true],
    ['/*', 'docs/owners.md', false],
    // A folder at any depth.
    ['apps/', 'apps/lending/main.py', true],
    ['apps/', 'old/apps/lending/main.py', true],
    ['apps/', 'apps', false],
    ['/docs/', 'docs/reference/owners.md', true],
    ['/docs/', 'services/docs/owners.md', false],
    ['/docs', 'docs/reference/owners.md', true],
    ['/docs', 'docs', true],
    ['/docs', 'docsite/index.md', false],
    ['lending', 'old/lending/main.py', true],
    // A slash inside starts it at the root.
    ['apps/lending', 'apps/lending/main.py', true],
    ['apps/lending', 'old/apps/lending/main.py', false],
    // Any number of folders, none included.
    ['**/logs', 'logs/today.txt', true],
    ['**/logs', 'deeply/nested/logs/today.txt', true],
    ['services/**/model.py', 'services/model.py', true],
    ['services/**/model.py', 'services/advance/v2/model.py', true],
    ['services/**', 'services/advance/model.py', true],
    ['/services/**/*', 'services/advance/v2/model.py', true],
    ['services/*/model.py', 'services/advance/v2/model.py', false],
    ['model?.py', 'model2.py', true],
    // The case of letters counts.
    ['/Docs/', 'docs/owners.md', false],
    // Spaces are written with a backslash.
    ['/our\\ docs/', 'our docs/owners.md', true],
    // What a shell knows, it does not.
    ['*.{py,sql}', 'decide.py', false],
    ['/', 'README.md', false],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(ownersOf(`${pattern} @ines-duarte`, path)).toEqual(expected ? ['ines-duarte'] : undefined)
  })
})

describe('a line of CODEOWNERS', () => {
  test('names users, teams and addresses, and ends at a comment', () => {
    const { entries, skipped } = parseCodeOwners('* @Ines-Duarte @Quarry/Lending ines@quarry.example # not @this-one\n')
    expect(skipped).toEqual([])
    expect(entries.map(({ line, owners }) => ({ line, owners }))).toEqual([
      {
        line: 1,
        owners: [
          { kind: 'user', name: 'ines-duarte' },
          { kind: 'team', name: 'quarry/lending' },
          { kind: 'email', name: 'ines@quarry.example' },
        ],
      },
    ])
  })

  test('says nothing when it is empty or a comment, whatever ends it', () => {
    const { entries, skipped } = parseCodeOwners('\uFEFF# owners\r\n\r\n   \t\r\n  # more\r\n* @ines-duarte\r\n')
    expect(entries.map(({ line }) => line)).toEqual([5])
    expect(skipped).toEqual([])
  })

  test('without an owner takes the owners of earlier lines away', () => {
    expect(ownersOf('* @ines-duarte\n/apps/vendored', 'apps/vendored/lib.py')).toEqual([])
  })

  test.each([
    ['!*.py @ines-duarte', /`!`/],
    ['[a-z].py @ines-duarte', /`\[`/],
    ['\\#notes.md @ines-duarte', /`\\#`/],
    ['*.py ines-duarte', /`ines-duarte` is no user/],
    ['*.py @ines-duarte @', /`@` is no user/],
    ['*.py @quarry/lending/more', /is no user/],
    [`${'a'.repeat(70_000)} @ines-duarte`, /characters/],
  ])('that GitHub does not know is skipped alone: %.30s', (line, because) => {
    const { entries, skipped } = parseCodeOwners(`* @tomas-lind\n${line}\n`)
    expect(entries.map((entry) => entry.line)).toEqual([1])
    expect(skipped).toEqual([{ line: 2, because: expect.stringMatching(because) }])
    expect(ownersOf(`* @tomas-lind\n${line}\n`, 'a.py')).toEqual(['tomas-lind'])
  })
})

describe('any CODEOWNERS', () => {
  const path = fc.array(fc.constantFrom('a', 'b', 'docs', 'x.py', '.env'), { minLength: 1, maxLength: 4 })
  const step = fc.constantFrom('a', 'b', 'docs', '*', '**', '*.py', '?', '.env')
  const pattern = fc
    .tuple(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([root, steps, folder]) => `${root ? '/' : ''}${steps.join('/')}${folder ? '/' : ''}`)

  test('is decided by its last line that matches, alone', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), path, (patterns, steps) => {
        const file = steps.join('/')
        const whole = parseCodeOwners(patterns.map((each, index) => `${each} @owner-${index}`).join('\n')).entries
        const alone = patterns.map((each) => ownersOf(`${each} @alone`, file) !== undefined)
        expect(decidingEntry(whole, file)?.line).toBe(alone.includes(true) ? alone.lastIndexOf(true) + 1 : undefined)
      }),
    )
  })

  test('is read and asked without an error, and each line of it once at most', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    const like = fc.array(fc.constantFrom('*', '/', '!', '[', ']', '\\', ' ', '\n', '@', 'a', '#', '.'), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          like.map((all) => all.join('')),
        ),
        path,
        (written, steps) => {
          const { entries, skipped } = parseCodeOwners(written)
          for (const { matches } of entries) expect(typeof matches(steps.join('/'))).toBe('boolean')
          const lines = [...entries, ...skipped].map(({ line }) => line)
          expect(new Set(lines).size).toBe(lines.length)
        },
      ),
    )
  })
})
