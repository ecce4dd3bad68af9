import type { Person } from '../../core/manifest.ts'
import { isCounsel, notAName } from '../../core/people.ts'
import type { Route } from '../../core/route.ts'
import { property } from '../problems.ts'
import type { Check, Found } from './check.ts'

/**
 * 11 CCR 7152(a)(8) and (9), 7151(a): whoever supplied information, took part or approved is a person; someone with authority
 * over the start approves, and counsel's advice is not that approval. Counsel may be named beside.
 */
export const checkPeople: Check = (written, { kind, people }) => {
  if (kind.id !== 'risk-assessment') return []
  const approvers = listOf(property(written, 'approval'))
  return [
    ...strangers(approvers, ['approval']),
    ...strangers(listOf(property(written, 'contributors')), ['contributors']),
    ...strangers(listOf(property(property(written, 'participation'), 'employees')), ['participation', 'employees']),
    ...(approvers.length === 0 ? [] : withoutAuthority(approvers, people)),
  ]
}

function strangers(named: readonly unknown[], above: readonly string[]): readonly Found[] {
  return named.flatMap((each, index) => {
    const name = property(each, 'name')
    const because = typeof name === 'string' ? notAName(name) : undefined
    return because === undefined
      ? []
      : [
          {
            route: [...above, index, 'name'],
            at: 'value' as const,
            message: () => because,
            next: 'write the first and last name of one person',
          },
        ]
  })
}

function withoutAuthority(approvers: readonly unknown[], people: readonly Person[]): readonly Found[] {
  // Whose authority is not told yet may have it; that it is not told is what the schema says.
  if (approvers.some((each) => property(each, 'authority') === undefined)) return []
  const deciding = approvers.filter((each) => ['yes', true].some((answer) => property(each, 'authority') === answer))
  const counsel = new Set(
    people
      .filter((person) => isCounsel(person) && person.executive.value !== 'yes')
      .map((person) => comparable(person.name.value)),
  )
  if (deciding.some((each) => !counsel.has(comparable(property(each, 'name'))))) return []
  const message = () =>
    deciding.length === 0
      ? 'names nobody with authority over whether the processing starts'
      : 'names only counsel as having authority over whether the processing starts'
  const next = 'have a person who takes part in that decision approve it, and write `authority: yes` for that person'
  return [{ route: ['approval'], at: 'key', message, next, restsOn: isAuthority }]
}

function isAuthority([part, , key]: Route): boolean {
  return part === 'approval' && key === 'authority'
}

function comparable(name: unknown): string {
  return typeof name === 'string' ? name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim() : ''
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
