import { describe, expect, test } from 'vitest'
import schema from '../../schemas/ai-compliance.schema.json' with { type: 'json' }
import policy from '../../schemas/policy.schema.json' with { type: 'json' }
import { LOOSENINGS } from '../../src/core/change.ts'
import { LONGEST_WAIVER_MONTHS } from '../../src/core/policy.ts'
import { vocabularyOf } from '../../src/read/vocabulary.ts'
import { ccpaAdmt as regulation } from '../../src/regulations/index.ts'

const definitions = schema.$defs
const ids = (terms: readonly { readonly id: string }[]) => terms.map(({ id }) => id)

describe('the words of the schema are those of the regulation', () => {
  test('decisions', () => {
    expect(definitions.decision.properties.kind.enum).toEqual([...ids(regulation.decisionKinds), 'unknown'])
    const domains = [...new Set(regulation.decisionKinds.map(({ domain }) => domain))]
    expect(definitions.decision.properties.domain.enum).toEqual([...domains, 'none', 'unknown'])
  })

  test('data', () => {
    const {
      category,
      sensitive,
      'permitted-purpose': purpose,
      'exempt-under': exemption,
    } = definitions.input.properties
    expect(category.enum).toEqual([...ids(regulation.categories), 'unknown'])
    expect(sensitive.anyOf[0]?.items?.enum).toEqual(ids(regulation.sensitiveCategories))
    expect(purpose.enum).toEqual([...ids(regulation.permittedPurposes), 'none', 'unknown'])
    expect(exemption.enum).toEqual([...ids(regulation.dataExemptions), 'none', 'unknown'])
  })

  test('exceptions and their conditions', () => {
    const { claim, ...conditions } = definitions['opt-out-exception'].properties
    expect(claim.enum).toEqual(['none', ...ids(regulation.exceptions), 'unknown'])
    const keys = regulation.exceptions.flatMap((exception) => exception.conditions.map(({ key }) => key))
    expect(Object.keys(conditions)).toEqual([...new Set(keys)])
  })

  test('records', () => {
    expect(Object.keys(definitions.records.properties)).toEqual(ids(regulation.records))
  })

  test('parts that a test proves', () => {
    const parts = regulation.records.flatMap((record) => ids(record.parts))
    expect(definitions.record.properties.parts.items.enum).toEqual([...new Set(parts)])
  })

  test('duties', () => {
    const [one, several] = definitions.waiver.properties.obligation.anyOf
    expect(one?.enum?.toSorted()).toEqual(ids(regulation.obligations).toSorted())
    expect(several?.items?.enum).toEqual(one?.enum)
  })

  test('what a policy treats and lets nobody waive', () => {
    const { default: others, ...kinds } = policy.$defs.loosening.properties
    expect(Object.keys(kinds)).toEqual(LOOSENINGS)
    expect(others.default).toBe('approval')
    expect(policy.$defs.waivers.properties.never.items.enum.toSorted()).toEqual(ids(regulation.obligations).toSorted())
    expect(policy.$defs.waivers.properties['longest-months'].maximum).toBe(LONGEST_WAIVER_MONTHS)
  })

  test('answers that prove a duty are keys', () => {
    const routes = regulation.obligations.flatMap(({ scope, proof }) =>
      proof.flatMap(({ answers = [] }) =>
        answers.map((answer) => [
          ...(scope === 'organization' ? ['organization'] : ['systems', 0]),
          ...answer.split('.').map((step) => (step === '*' ? 0 : step)),
        ]),
      ),
    )
    expect(routes.length).toBeGreaterThan(5)
    expect(routes.filter((route) => vocabularyOf(schema).variantsAt(route).length === 0)).toEqual([])
  })
})
