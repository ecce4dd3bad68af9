/** The choice that was most likely meant; undefined when none is close. The first of equals, so the same input gives the same answer. */
export function nearest(written: string, choices: readonly string[]): string | undefined {
  if (written.length > MAX_LENGTH) return undefined
  const lower = written.toLowerCase()
  const allowed = Math.max(1, Math.floor(lower.length / 3))
  let best: { readonly choice: string; readonly distance: number } | undefined
  for (const choice of choices) {
    if (Math.abs(choice.length - lower.length) > allowed) continue
    const distance = editDistance(lower, choice.toLowerCase())
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { choice, distance }
  }
  return best?.choice
}

/** Longer than any key or choice; keeps hostile keys cheap. */
const MAX_LENGTH = 80

/** Letters to add, drop, change or swap with their neighbour to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return at(last, to.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
