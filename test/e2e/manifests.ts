/** A manifest with so many systems, none of which says who owns it: at least one finding each, each on lines of its own. */
export function unowned(systems: number): string {
  return `version: 1
organization:
  name: Harbour Street Bank
  ccpa: { role: business, thresholds: [revenue], reasoning: Gross revenue of 2025 was $410M., confirmed-by: ines, confirmed-on: 2026-09-02 }
people:
  ines: { name: Inês Duarte, title: General Counsel, github: iduarte, counsel: yes }
systems:
${Array.from({ length: systems }, (_, index) => unownedSystem(index + 1)).join('')}`
}

function unownedSystem(number: number): string {
  return `  - id: branch-${number}-queue
    name: Queue display of branch ${number}
    purpose: Calls the next customer to the counter in the order of arrival.
    status: in-use
    in-use-since: 2025-03-01
    populations: [consumers]
    decisions: []
    inference: { from-systematic-observation: no, from-sensitive-location: no }
    data:
      inputs: [{ name: Ticket number, category: identifiers, sensitive: none, retention: 1 day }]
      sells-or-shares: no
    training: { uses-personal-information: no }
`
}
