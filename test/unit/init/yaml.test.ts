import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { manifestYaml } from '../../../src/init/yaml.ts'
import { parseSource } from '../../../src/read/source.ts'
import { whole } from '../read/whole.ts'

// Random texts take their time on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 })

describe('a manifest as YAML', () => {
  test('says what it was made of, whatever the texts are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('yes', 'unknown', '1.0', 'null', '- a', 'a: b', '~'),
    )
    const json = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(
          fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== '__proto__'),
          tie('value'),
          { maxKeys: 3 },
        ),
      ),
    })).value
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('organization', 'systems', 'people', 'a b'), json), (document) => {
        expect(parse(manifestYaml(document))).toEqual(document)
        expect(parseSource(manifestYaml(document), 'ai-compliance.yml').problems).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('says all that the schema knows', () => {
    expect(parse(manifestYaml(whole))).toEqual(whole)
  })

  test('keeps the order of the schema, and asks above each `unknown` what it stands for', () => {
    expect(
      manifestYaml({
        systems: [{ status: 'unknown', id: 'fare-offers', data: { 'sells-or-shares': 'unknown', inputs: 'unknown' } }],
        organization: { name: 'Bay Ferries, Inc.', ccpa: { thresholds: ['revenue'], role: 'business' } },
      }),
    ).toMatchInlineSnapshot(`
      "organization:
        name: Bay Ferries, Inc.
        ccpa:
          role: business
          thresholds: [revenue]

      systems:
        - id: fare-offers
          # Where it stands today. Article 11 binds from 2027-01-01 what is in use, and later uses from their first
          # day (11 CCR 7200(b)).
          # Write planned, in-development, in-use, retired.
          status: unknown
          data:
            # Each kind of personal information that goes in (11 CCR 7152(a)(2)).
            # Write a list, such as \`[{ name: Card sales history, category: commercial-information, used-for:
            # [decision], retention: 25 months }]\`; [] for none.
            inputs: unknown
            # Whether personal information is sold, or shared for cross-context advertising (11 CCR 7150(b)(1)).
            sells-or-shares: unknown
      "
    `)
  })
})
