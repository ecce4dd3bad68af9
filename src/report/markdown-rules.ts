import { code, join, md, prose } from './escape.ts'
import { explainRule } from './explain/rule.ts'
import type { Section } from './fit.ts'
import type { Outline } from './outline.ts'

/** What the rules behind the findings ask and why, folded: as `explain` says it, each rule once. */
export function ruleSection({ report, blocking, lesser }: Outline): Section {
  const found = new Set([...blocking, ...lesser].map(({ rule }) => rule))
  const items = report.rules
    .filter(({ id }) => found.has(id))
    .map((rule) => {
      const { id, title, lead, sections } = explainRule(rule, undefined)
      const facts = sections
        .flatMap((section) => section.facts ?? [])
        .filter(({ name }) => name !== 'Law' || rule.cites.length > 0)
      const short = md`- ${code(id)}: ${prose(title)}`
      const more = [...lead.map(prose), ...facts.map(({ name, text }) => md`**${name}:** ${prose(text)}`)]
      return { short, full: () => join([short, ...more], '<br>') }
    })
  return {
    open: md`<details><summary>What these rules ask, and why</summary>\n`,
    items,
    close: md`</details>`,
    noun: 'rule',
    between: '\n',
    rank: 6,
  }
}
