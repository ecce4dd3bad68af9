import type { Check } from './check.ts'
import { checkClocks } from './clocks.ts'
import { checkDays } from './days.ts'
import { checkMethods } from './methods.ts'
import { checkPeople } from './people.ts'
import { checkPlaceholders } from './placeholders.ts'
import { checkSafeguards } from './safeguards.ts'

export type { Context, Found } from './check.ts'

const CHECKS: readonly Check[] = [checkPlaceholders, checkDays, checkClocks, checkPeople, checkSafeguards, checkMethods]

/** What is wrong with a structured record beyond what its schema sees. */
export const checkRecord: Check = (written, context) => CHECKS.flatMap((check) => check(written, context))
