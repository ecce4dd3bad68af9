import type { Decision, System } from '../core/manifest.ts'
import { POPULATIONS, readData } from './data.ts'
import {
  answer,
  at,
  type Cursor,
  choice,
  choices,
  date,
  declared,
  entries,
  items,
  label,
  list,
  statement,
  text,
  texts,
} from './given.ts'
import { uniqueKeys } from './keys.ts'
import { readRecords } from './record.ts'

export const ROLES = ['business', 'service-provider', 'not-covered'] as const

/** Every system has an id of its own, whatever is written: findings go by it. What is wrong with it is a problem of the text. */
export function readSystems(systems: readonly Cursor[]): readonly System[] {
  const written = systems.map((system) => text(at(system, 'id')).value)
  const ids = uniqueKeys(written.map((id, index) => (id === undefined || id.length > 80 ? `systems[${index}]` : id)))
  return systems.map((system, index) => readSystem(system, ids[index] ?? `systems[${index}]`))
}

function readSystem(system: Cursor, id: string): System {
  return {
    id,
    route: system.route,
    name: text(at(system, 'name')),
    purpose: text(at(system, 'purpose')),
    role: choice(at(system, 'role'), ['business', 'service-provider']),
    status: choice(at(system, 'status'), ['planned', 'in-development', 'in-use', 'retired']),
    inUseSince: date(at(system, 'in-use-since')),
    plannedFor: date(at(system, 'planned-for')),
    retiredOn: date(at(system, 'retired-on')),
    owners: {
      accountable: text(at(system, 'owners', 'accountable')),
      engineering: text(at(system, 'owners', 'engineering')),
      privacy: text(at(system, 'owners', 'privacy')),
    },
    code: texts(at(system, 'code')),
    californiaResidents: answer(at(system, 'california-residents')),
    outOfScope: statement(at(system, 'out-of-scope')),
    populations: choices(at(system, 'populations'), POPULATIONS),
    exemptTechnology: {
      kind: text(at(system, 'exempt-technology', 'kind')),
      replacesHumanDecisionmaking: answer(at(system, 'exempt-technology', 'replaces-human-decisionmaking')),
    },
    decisions: list(at(system, 'decisions'), readDecisions),
    inference: readInference(at(system, 'inference')),
    data: readData(at(system, 'data')),
    training: readTraining(at(system, 'training')),
    model: readModel(at(system, 'model')),
    supply: {
      toOtherBusinesses: answer(at(system, 'supply', 'to-other-businesses')),
      forSignificantDecisions: answer(at(system, 'supply', 'for-significant-decisions')),
    },
    materialChanges: items(at(system, 'material-changes')).map((change) => ({
      route: change.route,
      on: date(at(change, 'on')),
      what: text(at(change, 'what')),
    })),
    records: readRecords(at(system, 'records')),
  }
}

function readDecisions(decisions: readonly Cursor[]): readonly Decision[] {
  const keys = uniqueKeys(
    decisions.map((decision) => text(at(decision, 'kind')).value ?? text(at(decision, 'domain')).value ?? 'decision'),
  )
  return decisions.map((decision, index) => readDecision(decision, keys[index] ?? 'decision'))
}

function readDecision(decision: Cursor, key: string): Decision {
  const human = at(decision, 'human-involvement')
  const exception = at(decision, 'opt-out-exception')
  return {
    key,
    route: decision.route,
    domain: choice(at(decision, 'domain'), [
      'financial-or-lending',
      'housing',
      'education',
      'employment',
      'healthcare',
      'none',
    ]),
    kind: text(at(decision, 'kind')),
    effect: text(at(decision, 'effect')),
    exclusion: choice(at(decision, 'exclusion'), ['advertising', 'housing-availability-or-payment', 'none']),
    providesOrDenies: answer(at(decision, 'provides-or-denies')),
    since: date(at(decision, 'since')),
    humanInvolvement: {
      route: human.route,
      knowsHowToInterpret: answer(at(human, 'knows-how-to-interpret')),
      reviewsOtherInformation: answer(at(human, 'reviews-other-information')),
      canChangeTheDecision: answer(at(human, 'can-change-the-decision')),
      reviewer: text(at(human, 'reviewer')),
    },
    exception: {
      route: exception.route,
      claim: choice(at(exception, 'claim'), ['none', 'human-appeal', 'admission-or-hiring', 'work-or-compensation']),
      conditions: Object.fromEntries(
        entries(exception).flatMap(([condition, place]) => (condition === 'claim' ? [] : [[condition, answer(place)]])),
      ),
    },
  }
}

function readInference(inference: Cursor): System['inference'] {
  return {
    route: inference.route,
    fromSystematicObservation: answer(at(inference, 'from-systematic-observation')),
    fromSensitiveLocation: answer(at(inference, 'from-sensitive-location')),
    traits: texts(at(inference, 'traits')),
    onlyToDeliverOrTransport: answer(at(inference, 'only-to-deliver-or-transport')),
    since: date(at(inference, 'since')),
  }
}

function readTraining(training: Cursor): System['training'] {
  return {
    route: training.route,
    usesPersonalInformation: answer(at(training, 'uses-personal-information')),
    targets: texts(at(training, 'targets')),
    since: date(at(training, 'since')),
  }
}

function readModel(model: Cursor): System['model'] {
  return {
    route: model.route,
    declared: declared(model),
    origin: choice(at(model, 'origin'), ['in-house', 'vendor']),
    name: text(at(model, 'name')),
    version: label(at(model, 'version')),
    provider: text(at(model, 'provider')),
    artifact: text(at(model, 'artifact')),
    trainedOnPersonalInformation: answer(at(model, 'trained-on-personal-information')),
    canOutputPersonalInformation: answer(at(model, 'can-output-personal-information')),
  }
}
