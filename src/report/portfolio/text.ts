import type { Entry, Totals } from '../../core/portfolio.ts'
import { plain } from '../escape.ts'
import { counted, thousands } from '../words.ts'

/** `12 bundles: 10 verified, 1 not verified, 1 unreadable; 2 superseded by newer ones.` */
export function stateWords({ bundles, verified, notVerified, unreadable, superseded }: Totals): string {
  const parts = [
    `${thousands(verified)} verified`,
    ...(notVerified > 0 ? [`${thousands(notVerified)} not verified`] : []),
    ...(unreadable > 0 ? [`${thousands(unreadable)} unreadable`] : []),
  ]
  const older = superseded > 0 ? `; ${thousands(superseded)} of the verified superseded` : ''
  return `${counted(bundles, 'bundle')}: ${parts.join(', ')}${older}.`
}

/** `Pass 5, fail 2, not evaluated 1.` */
export function verdictWords({ verdicts }: Totals): string {
  return `Fail ${thousands(verdicts.fail)}, not evaluated ${thousands(verdicts['not-evaluated'])}, pass ${thousands(verdicts.pass)}.`
}

/** What is wrong with a bundle that does not count. */
export function faultLines(entry: Entry): readonly string[] {
  if (entry.state === 'verified') return []
  const [first] = entry.faults
  const more = entry.faultCount > 1 ? ` (and ${thousands(entry.faultCount - 1)} more)` : ''
  const says = first === undefined ? '' : `${first.file === undefined ? '' : `${first.file} `}${first.says}`
  return [plain(`${entry.state === 'unreadable' ? 'Unreadable' : 'Not verified'}: ${entry.bundle}: ${says}${more}`)]
}
