import type { Rule } from '../core/rule.ts'
import accountFound from './account-found.ts'
import answersConsistent from './answers-consistent.ts'
import assessmentApproved from './assessment-approved.ts'
import assessmentInTime from './assessment-in-time.ts'
import assessmentSignedOff from './assessment-signed-off.ts'
import assessmentUpdated from './assessment-updated.ts'
import cardInformative from './card-informative.ts'
import changeAllowed from './change-allowed.ts'
import changeAssessed from './change-assessed.ts'
import codeFound from './code-found.ts'
import codeOwned from './code-owned.ts'
import dutyAnswered from './duty-answered.ts'
import dutyOwned from './duty-owned.ts'
import exceptionHolds from './exception-holds.ts'
import lawCurrent from './law-current.ts'
import manifestValid from './manifest-valid.ts'
import personNamed from './person-named.ts'
import questionAnswered from './question-answered.ts'
import recordComplete from './record-complete.ts'
import recordCurrent from './record-current.ts'
import recordFollowsChanges from './record-follows-changes.ts'
import recordFreeOfSecrets from './record-free-of-secrets.ts'
import recordOwned from './record-owned.ts'
import recordPresent from './record-present.ts'
import recordValid from './record-valid.ts'
import reviewOnCadence from './review-on-cadence.ts'
import scopeConfirmed from './scope-confirmed.ts'
import systemOwned from './system-owned.ts'
import testPassing from './test-passing.ts'
import waiverInForce from './waiver-in-force.ts'

/** Every rule, in the order of the alphabet. */
export const rules: readonly Rule[] = [
  accountFound,
  answersConsistent,
  assessmentApproved,
  assessmentInTime,
  assessmentSignedOff,
  assessmentUpdated,
  cardInformative,
  changeAllowed,
  changeAssessed,
  codeFound,
  codeOwned,
  dutyAnswered,
  dutyOwned,
  exceptionHolds,
  lawCurrent,
  manifestValid,
  personNamed,
  questionAnswered,
  recordComplete,
  recordCurrent,
  recordFollowsChanges,
  recordFreeOfSecrets,
  recordOwned,
  recordPresent,
  recordValid,
  reviewOnCadence,
  scopeConfirmed,
  systemOwned,
  testPassing,
  waiverInForce,
]
