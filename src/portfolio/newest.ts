import type { Entry, Holds } from '../core/portfolio.ts'
import type { Verdict } from '../core/verdict.ts'

/** Which bundles count, by their number in the order given. */
export type Newest = { counts(index: number): boolean; readonly superseded: number }

/** Repositories with a manifest that are told apart at once; more are gone through in several rounds, so that memory stays. */
const AT_ONCE = 100_000

/**
 * Of the verified bundles of one repository and manifest the one that was judged for the latest day counts. Of the same day nobody can
 * tell from the bundles alone which commit is the later: the gravest verdict counts, and of equal ones the facts with the smallest
 * digest, so that the order in which they are given changes nothing. `read` gives the entries anew for each round.
 */
export async function newestOf(read: () => AsyncIterable<Entry>, bundles: number, atOnce = AT_ONCE): Promise<Newest> {
  const rounds = Math.max(1, Math.ceil(bundles / atOnce))
  // One bit for each bundle.
  const older = new Uint8Array(Math.ceil(bundles / 8))
  let superseded = 0
  const supersede = (index: number) => {
    older[index >> 3] = (older[index >> 3] ?? 0) | (1 << (index & 7))
    superseded += 1
  }
  for (let round = 0; round < rounds; round++) {
    const newest = new Map<string, { readonly index: number; readonly rank: string }>()
    let index = -1
    for await (const entry of read()) {
      index += 1
      if (entry.state !== 'verified') continue
      const key = keyOf(entry.holds)
      if (rounds > 1 && bucketOf(key, rounds) !== round) continue
      const rank = rankOf(entry.holds)
      const other = newest.get(key)
      if (other === undefined || rank > other.rank) newest.set(key, { index, rank })
      if (other !== undefined) supersede(rank > other.rank ? other.index : index)
    }
  }
  return { counts: (index) => ((older[index >> 3] ?? 0) & (1 << (index & 7))) === 0, superseded }
}

/** The case of a repository's name says nothing. A bundle that names none supersedes none but copies of itself. */
function keyOf({ repository, manifest, facts }: Holds): string {
  return repository === undefined ? facts : `${repository.toLowerCase()}\0${manifest}`
}

const GRAVER: { readonly [verdict in Verdict]: string } = { pass: '0', 'not-evaluated': '1', fail: '2' }

function rankOf({ asOf, verdict, facts }: Holds): string {
  return `${asOf} ${GRAVER[verdict]} ${inverse(facts)}`
}

/** The smallest digest ranks highest. */
function inverse(hex: string): string {
  return hex.replace(/[0-9a-f]/g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16))
}

/** FNV-1a: spreads the keys over the rounds; no secret and no defence. */
function bucketOf(key: string, rounds: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0
  return hash % rounds
}
