import type { ModelCards, Regulation } from '../core/regulation.ts'
import ccpaAdmt from './ccpa-admt/regulation.yml'

/** The CCPA rules on automated decisionmaking technology, risk assessments and cybersecurity audits. */
export { ccpaAdmt }

/** The wordings by which parts of model cards are found: no law, and loaded only for a card. */
export async function modelCards(): Promise<ModelCards> {
  return (await import('./ccpa-admt/model-cards.yml')).default
}

/** Every regulation that the gate knows; a further one is a folder of data and a line here. */
export const regulations: readonly Regulation[] = [ccpaAdmt]
