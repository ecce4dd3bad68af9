import type { Validator } from '../read/problems.ts'

/** A kind's validator, and its schema for the words. */
export type RecordSchema = { readonly validate: Validator; schema(): unknown }

/** The schema of each kind of record in structured form. A run loads those of the records that it meets. */
const SCHEMAS: ReadonlyMap<string, () => Promise<RecordSchema>> = new Map([
  ['risk-assessment', () => import('../../schemas/records/risk-assessment.schema.json?record')],
  ['pre-use-notice', () => import('../../schemas/records/pre-use-notice.schema.json?record')],
  ['opt-out-procedure', () => import('../../schemas/records/opt-out-procedure.schema.json?record')],
  ['access-procedure', () => import('../../schemas/records/access-procedure.schema.json?record')],
  ['appeal-procedure', () => import('../../schemas/records/appeal-procedure.schema.json?record')],
  ['exception-testing', () => import('../../schemas/records/exception-testing.schema.json?record')],
  ['privacy-policy', () => import('../../schemas/records/privacy-policy.schema.json?record')],
  ['model-card', () => import('../../schemas/records/model-card.schema.json?record')],
  ['vendor-facts', () => import('../../schemas/records/vendor-facts.schema.json?record')],
  ['supplier-facts', () => import('../../schemas/records/supplier-facts.schema.json?record')],
  ['vendor-contract', () => import('../../schemas/records/vendor-contract.schema.json?record')],
  ['retention-schedule', () => import('../../schemas/records/retention-schedule.schema.json?record')],
  ['limit-procedure', () => import('../../schemas/records/limit-procedure.schema.json?record')],
  ['training-data', () => import('../../schemas/records/training-data.schema.json?record')],
  ['cybersecurity-audit', () => import('../../schemas/records/cybersecurity-audit.schema.json?record')],
  ['incident-playbook', () => import('../../schemas/records/incident-playbook.schema.json?record')],
  ['regulator-playbook', () => import('../../schemas/records/regulator-playbook.schema.json?record')],
  ['risk-assessment-submission', () => import('../../schemas/records/risk-assessment-submission.schema.json?record')],
])

/** The schema of a kind; undefined for a kind that has none. */
export async function recordSchema(kind: string): Promise<RecordSchema | undefined> {
  return SCHEMAS.get(kind)?.()
}
