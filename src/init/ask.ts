import type { System } from '../core/manifest.ts'
import type { Regulation } from '../core/regulation.ts'
import { printRoute, type Route } from '../core/route.ts'
import type { Determined } from '../determine/index.ts'
import { parseManifest } from '../read/manifest.ts'
import { findProblems } from '../read/schema.ts'
import { answerIn, takesUnknown } from './answer.ts'
import { complete, freeKey, keyFrom, withSkeleton } from './complete.ts'
import { NOT_BOUND, type Question, worded, wordOpen } from './question.ts'
import { isMissing, valueAt, withValue } from './written.ts'

/** What the questions follow from. */
export type Law = { readonly regulation: Regulation; readonly asOf: string }

/**
 * What to ask next, in the order of the law: who the organization is, which systems there are, then whatever the determinations
 * leave open over the answers so far, and at last who answers for it. Undefined when nothing more can matter.
 */
export function nextQuestion(answers: unknown, asked: ReadonlySet<string>, law: Law): Question | undefined {
  const isDue = (route: Route) => !asked.has(printRoute(route)) && isMissing(answers, route)
  const { written, determined } = complete(answers, law.regulation, law.asOf)
  const { organization, systems } = parseManifest(written)
  const open = determined.questions.filter(
    ({ ask, route, level }) =>
      ask !== undefined && !asked.has(printRoute(route)) && (level !== 'note' || isScope(route)),
  )
  const ofLaw = (found: (typeof open)[number] | undefined) =>
    found === undefined ? undefined : wordOpen(found, aboutOf(found.route), kindsAt(found.route))
  // A domain has a few kinds of decision, and the others would be a contradiction.
  const kindsAt = (route: Route) => {
    const domain = route.at(-1) === 'kind' ? valueAt(written, [...route.slice(0, -1), 'domain']) : undefined
    return law.regulation.decisionKinds.filter((kind) => kind.domain === domain).map(({ id }) => id)
  }
  const aboutOf = (route: Route) => {
    const system = systems.find(({ route: [, index] }) => route[0] === 'systems' && route[1] === index)
    const [decision] = system?.decisions.value?.filter((each) => startsWith(route, each.route)) ?? []
    const [input] = system?.data.inputs.value?.filter((each) => startsWith(route, each.route)) ?? []
    const [recipient] = system?.data.recipients.value?.filter((each) => startsWith(route, each.route)) ?? []
    const inside = decision?.effect.value ?? input?.name.value ?? recipient?.name.value
    const whole = system === undefined ? 'the organization' : (system.name.value ?? system.id)
    return inside === undefined ? whole : `${whole}, “${inside}”`
  }

  if (isDue(['organization', 'name'])) return worded(['organization', 'name'], 'the organization')
  const scope = open.find(({ route }) => isScope(route))
  if (scope !== undefined) return ofLaw(scope)
  const reached = organization.role.value === undefined || organization.role.value === 'business'
  if (reached && isDue(['systems'])) return worded(['systems'], 'this repository')
  if (!reached || systems.length === 0) {
    const question = worded(['no-systems', 'reason'], 'this repository')
    const { why } = worded(['organization', 'ccpa', 'reasoning'], '')
    if (isDue(question.route)) return reached ? question : { ...question, ask: NOT_BOUND, why }
    return personQuestion(answers, ['no-systems', 'confirmed-by'], isDue)
  }
  const undescribed = systems.find(({ route }) => isDue([...route, 'purpose']))
  if (undescribed !== undefined) return worded([...undescribed.route, 'purpose'], aboutOf(undescribed.route))
  const claim = unclaimed(systems, determined).find(isDue)
  if (claim !== undefined) return worded(claim, aboutOf(claim))
  return ofLaw(open[0]) ?? personQuestion(answers, ['systems', 0, 'owners', 'accountable'], isDue)
}

/** The answers with one more, or why a line is no answer to the question. An empty line and `unknown` leave it open. */
export function withAnswer(
  answers: unknown,
  { route, choices }: Question,
  line: string,
): { readonly answers: unknown } | { readonly problem: string } {
  const text = line.trim()
  if (text === '' || text.toLowerCase() === 'unknown') {
    if (takesUnknown(route)) return { answers: withValue(answers, route, 'unknown') }
    // There may be a system that nobody can name yet; what the law asks about it has its place then.
    return { answers: printRoute(route) === 'systems' ? withValue(answers, route, [{}]) : answers }
  }
  const next = isPerson(route)
    ? withPerson(answers, route, text)
    : withValue(answers, route, answerIn(route, choices, text))
  const whole = consequences(next)
  const [problem] = findProblems({ written: withSkeleton(whole), locate: () => undefined }).filter(
    (each) => startsWith(each.route, route) || (isPerson(route) && each.route[0] === 'people'),
  )
  return problem === undefined ? { answers: whole } : { problem: problem.message }
}

/** An organization that the statute does not bind has nothing to declare. */
function consequences(answers: unknown): unknown {
  const role = valueAt(answers, ['organization', 'ccpa', 'role'])
  const isFree = role === 'service-provider' || role === 'not-covered'
  return isFree && isMissing(answers, ['systems']) ? withValue(answers, ['systems'], []) : answers
}

/** Where an opt-out would be owed, it is asked whether an exception to it is relied on: not said means none. */
function unclaimed(systems: readonly System[], { determinations }: Determined): readonly Route[] {
  const owed = new Set(
    determinations.flatMap(({ id, subject, answer }) => (id === 'opt-out' && answer === 'yes' ? [subject] : [])),
  )
  return systems.flatMap(({ id, decisions }) =>
    (decisions.value ?? [])
      .filter(({ key, exception }) => owed.has(`${id}/${key}`) && !exception.claim.stated)
      .map(({ exception }) => exception.claim.route),
  )
}

/** The first question of the law: Civ. Code 1798.140(d). */
function isScope(route: Route): boolean {
  return route[0] === 'organization' && route[1] === 'ccpa'
}

/** Who answers for it is a person under `people`, whom the answers name by key. */
function personQuestion(answers: unknown, route: Route, isDue: (route: Route) => boolean): Question | undefined {
  if (isDue(route)) return { ...worded(route, 'the people'), choices: [], answers: 'a name or `unknown`' }
  const key = valueAt(answers, route)
  const title = ['people', String(key), 'title']
  return key !== 'unknown' && !isMissing(answers, ['people', String(key)]) && isDue(title)
    ? worded(title, 'the people')
    : undefined
}

function isPerson(route: Route): boolean {
  return route.at(-1) === 'accountable' || route.at(-1) === 'confirmed-by'
}

/** The person under `people`, and as the owner of every system where that was asked. */
function withPerson(answers: unknown, route: Route, name: string): unknown {
  const people = new Set(Object.keys(Object(valueAt(answers, ['people']))))
  const key = freeKey(keyFrom(name.split(/\s+/)[0] ?? '', 'owner'), people)
  const named = withValue(answers, ['people', key, 'name'], name)
  const systems = valueAt(answers, ['systems'])
  const places: readonly Route[] =
    route[0] === 'systems' && Array.isArray(systems)
      ? systems.map((_, index) => ['systems', index, 'owners', 'accountable'])
      : [route]
  return places.reduce((document, place) => withValue(document, place, key), named)
}

function startsWith(route: Route, start: Route): boolean {
  return start.every((step, index) => route[index] === step)
}
