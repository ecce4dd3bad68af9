import type { Regulation } from '../core/regulation.ts'
import ccpaAdmt from './ccpa-admt/regulation.yml'

/** The CCPA rules on automated decisionmaking technology, risk assessments and cybersecurity audits. */
export { ccpaAdmt }

/** Every regulation that the gate knows; a further one is a folder of data and a line here. */
export const regulations: readonly Regulation[] = [ccpaAdmt]
