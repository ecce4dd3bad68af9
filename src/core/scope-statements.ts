import type { Facts } from './facts.ts'
import type { DateGiven, Statement, Text } from './manifest.ts'
import type { Route } from './route.ts'

/** One statement that switches duties on or off, as it must be confirmed by a named person on a day. */
export type ScopeStatement = {
  readonly subject: 'organization/ccpa' | 'no-systems' | `${string}/out-of-scope`
  readonly scope: string
  readonly route: Route
  readonly reason: Text
  readonly by: Text
  readonly on: DateGiven
  /** False when it decides nothing here. */
  readonly needed: boolean
}

/** Whether the rules reach the organization, a system, or nothing here: what says so, and from when. */
export function scopeStatements({ manifest }: Pick<Facts, 'manifest'>): readonly ScopeStatement[] {
  if (manifest === undefined) return []
  const { organization, noSystems, systems } = manifest
  const { route, reasoning, confirmedBy, confirmedOn, role } = organization
  const none = systems.length === 0
  const stated = (statement: Statement) => ({
    route: statement.route,
    reason: statement.reason,
    by: statement.confirmedBy,
    on: statement.confirmedOn,
  })
  return [
    {
      subject: 'organization/ccpa',
      scope: 'organization',
      route: [...route, 'ccpa'],
      reason: reasoning,
      by: confirmedBy,
      on: confirmedOn,
      needed: !none && role.value !== undefined,
    },
    { subject: 'no-systems', scope: 'organization', ...stated(noSystems), needed: none },
    // One line of these takes every duty off a system, so it is held to the same.
    ...systems
      .filter((system) => system.role.value === 'service-provider' || system.californiaResidents.value === 'no')
      .map((system) => ({
        subject: `${system.id}/out-of-scope` as const,
        scope: system.id,
        ...stated(system.outOfScope),
        needed: true,
      })),
  ]
}
