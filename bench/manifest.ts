/**
 * A manifest of that many lending systems, about 400 bytes each, beside the people and records of `examples/lending`.
 * Every system makes a significant decision, lacks records and leaves answers out, so that findings of all kinds are made.
 */
export function manifestOf(systems: number): string {
  return HEAD + Array.from({ length: systems }, (_, index) => system(index + 1)).join('')
}

const HEAD = `version: 1
organization:
  name: Northwind Pay, Inc.
  ccpa: { role: business, thresholds: [revenue], reasoning: Gross revenue was $41M., confirmed-by: priya, confirmed-on: 2026-08-14 }
people:
  priya: { name: Priya Raman, title: Privacy Counsel, github: praman, counsel: yes }
  marco: { name: Marco Silva, title: VP Merchant Lending, github: msilva, executive: yes }
  lin: { name: Lin Wei, title: Staff Engineer, github: linwei }
systems:
`

function system(number: number): string {
  return `  - id: offer-${number}
    name: Offer ${number}
    purpose: Decides whether a shop is offered a cash advance.
    status: in-use
    in-use-since: 2026-03-02
    owners: { accountable: marco, engineering: lin, privacy: priya }
    populations: [business-contacts]
    decisions: [{ domain: financial-or-lending, kind: extend-credit, human-involvement: { reviews-other-information: no } }]
    records: { pre-use-notice: { file: compliance/offers/pre-use-notice.md, owner: priya, reviewed-on: 2026-10-02 } }
`
}
