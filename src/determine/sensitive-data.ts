import type { Reasoned } from '../core/determination.ts'
import { exemptInput } from '../core/exempt-input.ts'
import { all, any, no, not, unknown, yes } from '../core/logic.ts'
import type { DataInput, Manifest, System } from '../core/manifest.ts'
import type { Regulation } from '../core/regulation.ts'

const SENSITIVE = ['Civ. Code 1798.140(ae)', '11 CCR 7001(bbb)']

/** Is sensitive personal information processed that is neither exempt data nor within the human-resources carve-out? 11 CCR 7150(b)(2). */
export function sensitiveBeyondHr(system: System, manifest: Manifest, asOf: string): Reasoned {
  return overInputs(
    system,
    (input) => beyondHr(input, system, manifest, asOf),
    'no input counts as sensitive personal information here',
  )
}

/** The same for each input. */
export function sensitiveInputs(
  system: System,
  manifest: Manifest,
  asOf: string,
): readonly { readonly input: DataInput; readonly counts: Reasoned }[] {
  return (system.data.inputs.value ?? []).map((input) => ({
    input,
    counts: all(beyondHr(input, system, manifest, asOf), `\`${input.key}\` counts as sensitive`),
  }))
}

/** Is sensitive personal information processed at all, apart from exempt data? */
export function sensitiveData(system: System, manifest: Manifest, asOf: string): Reasoned {
  return overInputs(
    system,
    (input) => inScope(input, system, manifest, asOf),
    'no input is sensitive personal information',
  )
}

/** Is sensitive personal information used beyond the purposes that leave no right to limit? Civ. Code 1798.121; 11 CCR 7027(m). */
export function rightToLimit(system: System, manifest: Manifest, regulation: Regulation, asOf: string): Reasoned {
  return overInputs(
    system,
    (input) => {
      const scope = inScope(input, system, manifest, asOf)
      // The purpose matters only once the data is known to be sensitive.
      return scope.every(({ answer }) => answer === 'yes') ? [...scope, beyondPermitted(input, regulation)] : scope
    },
    'no sensitive personal information is used beyond a permitted purpose',
    ['Civ. Code 1798.121', '11 CCR 7027(m)'],
  )
}

function beyondHr(input: DataInput, system: System, manifest: Manifest, asOf: string): readonly Reasoned[] {
  return [...inScope(input, system, manifest, asOf), not(hrCarveOut(input, system))]
}

function overInputs(
  system: System,
  conditions: (input: DataInput) => readonly Reasoned[],
  none: string,
  cites: readonly string[] = SENSITIVE,
): Reasoned {
  const inputs = system.data.inputs
  const empty = inputs.value?.length === 0 && system.data.personalInformation.value !== 'no'
  if (inputs.value === undefined || empty)
    return unknown(inputs, 'which data goes in, and which of it is sensitive', cites)
  return any(
    inputs.value.map((input) =>
      all(conditions(input), `\`${input.key}\` is ${input.sensitive.value?.join(', ') ?? 'sensitive'}`, cites),
    ),
    none,
    cites,
  )
}

function inScope(input: DataInput, system: System, manifest: Manifest, asOf: string): readonly Reasoned[] {
  return [sensitive(input), not(exemptInput(input, system, manifest, asOf))]
}

function sensitive(input: DataInput): Reasoned {
  const { sensitive: categories } = input
  if (categories.value !== undefined) {
    return categories.value.length > 0
      ? yes(`\`${input.key}\` is sensitive`, SENSITIVE, [categories.route])
      : no(`\`${input.key}\` is not sensitive`, SENSITIVE, [categories.route])
  }
  // Nearly every category can hold sensitive data, and age alone makes any of it sensitive: not said is not no.
  return unknown(categories, `which sensitive categories \`${input.key}\` holds, or \`none\``, SENSITIVE)
}

function hrCarveOut(input: DataInput, system: System): Reasoned {
  const cites = ['11 CCR 7150(b)(2)(A)']
  const { solelyForHr } = input
  if (!solelyForHr.stated) return no('no human-resources carve-out is claimed', cites)
  if (solelyForHr.value === undefined)
    return unknown(solelyForHr, `whether \`${input.key}\` is used solely for a listed human-resources purpose`, cites)
  const people = input.about.stated ? input.about : system.populations
  if (people.value === undefined) return unknown(people, `whose data \`${input.key}\` is`, cites)
  return people.value.length > 0 &&
    people.value.every((population) => population === 'employees' || population === 'contractors')
    ? yes(`\`${input.key}\` is used solely for ${solelyForHr.value}`, cites, [solelyForHr.route, people.route])
    : no('the carve-out covers only employees and contractors', cites, [solelyForHr.route, people.route])
}

/** Training to learn traits of people is normally outside the permitted purposes; only a purpose that covers training takes it in. */
function beyondPermitted(input: DataInput, regulation: Regulation): Reasoned {
  const cites = ['Civ. Code 1798.121', '11 CCR 7027(m)']
  const { permittedPurpose, usedFor } = input
  if (permittedPurpose.value === undefined)
    return unknown(permittedPurpose, `for which permitted purpose \`${input.key}\` is used, or \`none\``, cites)
  const purpose = regulation.permittedPurposes.find((candidate) => candidate.id === permittedPurpose.value)
  if (purpose === undefined)
    return yes(`\`${input.key}\` is used beyond the permitted purposes`, cites, [permittedPurpose.route])
  if (purpose.coversTraining !== true && usedFor.value?.includes('training')) {
    return yes(`\`${input.key}\` also trains a model, which \`${purpose.id}\` does not cover`, cites, [
      permittedPurpose.route,
      usedFor.route,
    ])
  }
  return no(`\`${input.key}\` is used only for \`${purpose.id}\``, cites, [permittedPurpose.route])
}
