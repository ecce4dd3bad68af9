import type { DataInput, DataOutput, Population, Recipient, System } from '../core/manifest.ts'
import { answer, at, type Cursor, choice, choices, date, list, text, texts } from './given.ts'
import { slug, uniqueKeys } from './keys.ts'

export const POPULATIONS: readonly Population[] = [
  'consumers',
  'job-applicants',
  'employees',
  'contractors',
  'students',
  'education-applicants',
  'business-contacts',
]

export function readData(data: Cursor): System['data'] {
  const exemption = at(data, 'exemptions')
  return {
    route: data.route,
    personalInformation: answer(at(data, 'personal-information')),
    inputs: list(at(data, 'inputs'), readInputs),
    outputs: list(at(data, 'outputs'), (outputs) => outputs.map(readOutput)),
    sellsOrShares: answer(at(data, 'sells-or-shares')),
    sellsOrSharesSince: date(at(data, 'sells-or-shares-since')),
    recipients: list(at(data, 'recipients'), (recipients) => recipients.map(readRecipient)),
    exemption: {
      route: exemption.route,
      confirmedBy: text(at(exemption, 'confirmed-by')),
      confirmedOn: date(at(exemption, 'confirmed-on')),
    },
  }
}

function readInputs(inputs: readonly Cursor[]): readonly DataInput[] {
  const keys = uniqueKeys(inputs.map((input) => slug(text(at(input, 'name')).value ?? '')))
  return inputs.map((input, index) => readInput(input, keys[index] ?? 'input'))
}

function readInput(input: Cursor, key: string): DataInput {
  return {
    key,
    route: input.route,
    name: text(at(input, 'name')),
    category: text(at(input, 'category')),
    sensitive: texts(at(input, 'sensitive')),
    usedFor: texts(at(input, 'used-for')),
    source: text(at(input, 'source')),
    retention: text(at(input, 'retention')),
    exemptUnder: text(at(input, 'exempt-under')),
    permittedPurpose: text(at(input, 'permitted-purpose')),
    about: choices(at(input, 'about'), POPULATIONS),
    solelyForHr: text(at(input, 'solely-for-hr')),
    since: date(at(input, 'since')),
  }
}

function readOutput(output: Cursor): DataOutput {
  return {
    route: output.route,
    name: text(at(output, 'name')),
    type: text(at(output, 'type')),
    usedFor: text(at(output, 'used-for')),
  }
}

function readRecipient(recipient: Cursor): Recipient {
  return {
    route: recipient.route,
    name: text(at(recipient, 'name')),
    role: choice(at(recipient, 'role'), ['service-provider', 'contractor', 'third-party']),
  }
}
