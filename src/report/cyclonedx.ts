import { createHash } from 'node:crypto'
import { ComponentType, ExternalReferenceType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums'
import {
  Bom,
  Component,
  ComponentRepository,
  ExternalReference,
  HashDictionary,
  Metadata,
  OrganizationalEntity,
  Property,
  Service,
  Tools,
} from '@cyclonedx/cyclonedx-library/Models'
import { JSON as Json } from '@cyclonedx/cyclonedx-library/Serialize'
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec'
import type { Facts, RecordFact } from '../core/facts.ts'
import { type DataInput, type Given, type Recipient, recordsFor, type System } from '../core/manifest.ts'
import type { Report } from '../core/report.ts'
import { printRoute } from '../core/route.ts'
import { pathReference, plain } from './escape.ts'
import { printJson } from './json.ts'
import { uuidOf } from './uuid.ts'

/** What the library has no model for yet (CycloneDX 1.6, `modelCard` and `data` of a component), by `bom-ref`. */
type Extra = { readonly modelCard: unknown } | { readonly data: readonly unknown[] }
type Parts = {
  readonly system: System
  readonly facts: Facts
  readonly digests: ReadonlyMap<string, string>
  readonly extras: Map<string, Extra>
  readonly services: Map<string, Service>
}

/**
 * The models and the data that are declared, as a bill of materials in CycloneDX 1.6 (ECMA-424). What is declared and no more: an answer
 * that is missing stands as `unknown`. Pure: the number and the time come from the inputs, and the order is the manifest's.
 */
export function renderCycloneDx(report: Report, facts: Facts, digests: ReadonlyMap<string, string>): string {
  const { tool, regulation, asOf, run } = report
  const extras = new Map<string, Extra>()
  const services = new Map<string, Service>()
  const systems = (facts.manifest?.systems ?? []).map((system) =>
    componentsOf({ system, facts, digests, extras, services }),
  )
  const whole = new Component(ComponentType.Application, named(run?.repository ?? report.organization, 'repository'), {
    bomRef: 'manifest',
    description: `What ${facts.manifestFile} declares.`,
  })
  for (const [system] of systems) if (system !== undefined) whole.dependencies.add(system.bomRef)
  const metadata = new Metadata({
    timestamp: new Date(`${asOf}T00:00:00Z`),
    component: whole,
    tools: new Tools({
      components: new ComponentRepository([
        new Component(ComponentType.Application, tool.name, { version: tool.version, bomRef: 'tool' }),
      ]),
    }),
  })
  add(metadata.properties, 'law-data', `${regulation.id} ${regulation.version}`)
  add(metadata.properties, 'verdict', report.verdict)
  const bom = new Bom({ metadata, components: new ComponentRepository(systems.flat()) })
  for (const service of services.values()) bom.services.add(service)
  const normalized = new Json.Normalize.Factory(Spec1dot6).makeForBom().normalize(bom, { sortLists: false })
  const document = {
    ...normalized,
    components: (normalized.components ?? []).map((each) => ({ ...each, ...extras.get(each['bom-ref'] ?? '') })),
  }
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('hex')
  const { $schema, bomFormat, specVersion, serialNumber: _, ...rest } = document
  return printJson({
    $schema,
    bomFormat,
    specVersion,
    serialNumber: `urn:uuid:${uuidOf('cyclonedx', digest)}`,
    ...rest,
  })
}

/** The system itself first, then its model and what goes into it. */
function componentsOf(parts: Parts): readonly Component[] {
  const { system, facts, digests, services } = parts
  const whole = new Component(ComponentType.Application, named(system.name.value, system.id), {
    bomRef: `system:${system.id}`,
    description: plain(system.purpose.value ?? ''),
  })
  add(whole.properties, 'system', system.id)
  add(whole.properties, 'status', said(system.status))
  add(whole.properties, 'sells-or-shares', said(system.data.sellsOrShares))
  for (const record of there(system, facts))
    if (record.kind !== 'model-card') whole.externalReferences.add(reference(record, digests))
  const below = [
    ...(system.model.declared ? [modelOf(parts)] : []),
    ...(system.data.inputs.value ?? []).map((input, index) => dataOf(input, index, parts)),
  ]
  for (const each of below) whole.dependencies.add(each.bomRef)
  for (const recipient of system.data.recipients.value ?? []) {
    const service = serviceOf(recipient, services)
    add(service.properties, `role-for:${system.id}`, said(recipient.role))
    whole.dependencies.add(service.bomRef)
  }
  return [whole, ...below]
}

function modelOf({ system, facts, digests, extras }: Parts): Component {
  const { name, version, provider, origin, artifact } = system.model
  const bomRef = `model:${system.id}`
  const model = new Component(
    ComponentType.MachineLearningModel,
    named(name.value, `model of ${system.name.value ?? system.id}`),
    {
      bomRef,
      ...(version.value === undefined ? {} : { version: plain(version.value) }),
      ...(provider.value === undefined ? {} : { supplier: new OrganizationalEntity({ name: plain(provider.value) }) }),
    },
  )
  add(model.properties, 'origin', said(origin))
  add(model.properties, 'trained-on-personal-information', said(system.model.trainedOnPersonalInformation))
  add(model.properties, 'can-output-personal-information', said(system.model.canOutputPersonalInformation))
  if (artifact.value !== undefined) {
    const sha256 = digests.get(artifact.value)
    add(model.properties, 'artifact', artifact.value)
    if (sha256 !== undefined) model.hashes.set(HashAlgorithm['SHA-256'], sha256)
  }
  const cards = there(system, facts).filter(({ kind }) => kind === 'model-card')
  for (const card of cards) model.externalReferences.add(reference(card, digests))
  const trained = (system.data.inputs.value ?? []).flatMap((input, index) =>
    input.usedFor.value?.includes('training') ? [{ ref: dataRef(system, input, index) }] : [],
  )
  const filled = [...new Set(cards.flatMap(({ parts }) => parts.flatMap((each) => (each.unfilled ? [] : each.part))))]
  extras.set(bomRef, {
    modelCard: {
      ...(trained.length === 0 ? {} : { modelParameters: { datasets: trained } }),
      considerations: { useCases: [plain(system.purpose.value ?? 'unknown')] },
      // The gate sees that a part of a card is there, and does not copy what it says.
      ...(filled.length === 0 ? {} : { properties: filled.map((value) => ({ name: key('card-part'), value })) }),
    },
  })
  return model
}

function dataOf(input: DataInput, index: number, { system, extras }: Parts): Component {
  const bomRef = dataRef(system, input, index)
  const name = named(input.name.value, input.key)
  const data = new Component(ComponentType.Data, name, { bomRef })
  add(data.properties, 'category', said(input.category))
  add(data.properties, 'sensitive', saidList(input.sensitive))
  add(data.properties, 'used-for', saidList(input.usedFor))
  add(data.properties, 'retention', said(input.retention))
  add(data.properties, 'source', said(input.source))
  if (input.exemptUnder.stated) add(data.properties, 'exempt-under', said(input.exemptUnder))
  const recipients = system.data.recipients.value?.map((each) => plain(each.name.value ?? 'unknown')).join(', ')
  // Declared of the system as a whole, not of each input.
  add(data.properties, 'recipients-of-the-system', recipients === '' ? 'none' : (recipients ?? 'unknown'))
  const sensitive = input.sensitive.value ?? []
  extras.set(bomRef, {
    data: [
      {
        type: 'dataset',
        name,
        classification: said(input.category),
        ...(sensitive.length === 0 ? {} : { sensitiveData: sensitive }),
      },
    ],
  })
  return data
}

/** Unique whatever the keys are. */
function dataRef(system: System, input: DataInput, index: number): string {
  return `data:${system.id}/${index + 1}/${input.key}`
}

function serviceOf({ name }: Recipient, services: Map<string, Service>): Service {
  const called = named(name.value, 'a recipient whose name is not declared')
  const known = services.get(called)
  if (known !== undefined) return known
  const service = new Service(called, {
    bomRef: `service:${called}`,
    provider: new OrganizationalEntity({ name: called }),
  })
  services.set(called, service)
  return service
}

/** The records that serve a system and could be read, each once. */
function there(system: System, { manifest, records }: Facts): readonly RecordFact[] {
  if (manifest === undefined) return []
  const kinds = new Set([...system.records, ...manifest.organization.records].map(({ kind }) => kind))
  const routes = new Set(
    [...kinds].flatMap((kind) => recordsFor(kind, manifest, system)).map(({ route }) => printRoute(route)),
  )
  return records.filter(
    ({ route, refused, file }) => refused === undefined && file !== undefined && routes.has(printRoute(route)),
  )
}

function reference({ kind, file = '' }: RecordFact, digests: ReadonlyMap<string, string>): ExternalReference {
  const sha256 = digests.get(file)
  return new ExternalReference(pathReference(file), REFERENCES.get(kind) ?? ExternalReferenceType.Documentation, {
    comment: kind,
    ...(sha256 === undefined ? {} : { hashes: new HashDictionary([[HashAlgorithm['SHA-256'], sha256]]) }),
  })
}

const REFERENCES = new Map([
  ['model-card', ExternalReferenceType.ModelCard],
  ['risk-assessment', ExternalReferenceType.RiskAssessment],
])

function add(to: { add(property: Property): unknown }, name: string, value: string): void {
  to.add(new Property(key(name), plain(value)))
}

function key(name: string): string {
  return `ai-compliance-gate:${name}`
}

function said(answer: Given<string>): string {
  return plain(answer.value ?? 'unknown')
}

function saidList({ value }: Given<readonly string[]>): string {
  if (value === undefined) return 'unknown'
  return value.length === 0 ? 'none' : plain(value.join(', '))
}

function named(name: string | undefined, otherwise: string): string {
  const shown = plain(name ?? '')
  return shown === '' ? plain(otherwise) : shown
}
