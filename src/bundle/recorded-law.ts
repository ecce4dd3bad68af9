import type { Regulation } from '../core/regulation.ts'
import { ccpaAdmt } from '../regulations/index.ts'
import { difference } from './difference.ts'
import { FILES } from './layout.ts'
import { type Recorded, regulationDigest } from './make.ts'
import type { Fault } from './stored.ts'

/** Whether it is, byte for byte, the law that this tool ships. */
export function isShipped(regulation: Regulation): boolean {
  return regulationDigest(regulation) === regulationDigest(ccpaAdmt)
}

/** Law data under the name and version of those that are shipped must be those. */
export function otherLaw({ collected: { facts } }: Recorded): Fault | undefined {
  const { regulation } = facts
  if (regulation.id !== ccpaAdmt.id || regulation.version !== ccpaAdmt.version || isShipped(regulation))
    return undefined
  const where = difference(regulation, ccpaAdmt)
  return {
    file: FILES.facts,
    says: `holds other law data than ${ccpaAdmt.id} ${ccpaAdmt.version}: \`${where ?? 'in the order of its keys'}\``,
  }
}

/** Bundle after bundle holds the same law: it is kept once, so that what is worked out of it is worked out once. */
export function sharingLaw(recorded: Recorded): Recorded {
  const { collected } = recorded
  const text = JSON.stringify(collected.facts.regulation)
  if (text !== law?.text) law = { text, regulation: collected.facts.regulation }
  return { ...recorded, collected: { ...collected, facts: { ...collected.facts, regulation: law.regulation } } }
}

let law: { readonly text: string; readonly regulation: Regulation } | undefined
