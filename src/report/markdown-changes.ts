import type { ChangeShown } from '../core/report.ts'
import { changesShown, othersWords } from './changes.ts'
import { code, join, type Markdown, md, prose, row } from './escape.ts'
import type { Item, Section } from './fit.ts'
import { placeLink } from './links.ts'
import { table } from './markdown-findings.ts'
import type { Outline } from './outline.ts'
import { capital, sentence } from './words.ts'

/** What the gate asks less for than at the base, and folded, everything else that differs. */
export function changeSections(shown: Outline): readonly [Section, Section] {
  const changes = changesShown(shown.report)
  const common = { noun: 'change', between: '\n' } as const
  return [
    {
      ...common,
      open: md`### What this change loosens\n\n${table(['Of', 'What', 'Kind', 'Where'])}`,
      items: changes.loosening.map((change) => item(shown, change, code(change.loosens))),
      close: md``,
      rank: 1,
    },
    {
      ...common,
      open: md`<details><summary>What this change does: ${othersWords(changes)}</summary>\n\n${table(['Of', 'What', '', 'Where'])}`,
      items: changes.others.map((change) => item(shown, change, change.material ? md`material` : md``)),
      close: md`</details>`,
      rank: 4,
    },
  ]
}

/** In full with every duty that a sentence has no room for. */
function item(shown: Outline, change: ChangeShown, kind: Markdown): Item {
  const { scope, says, route, region, duties = [] } = change
  const what = prose(sentence(capital(says)))
  const where = placeLink(shown.report, {
    file: shown.report.manifest,
    route,
    ...(region === undefined ? {} : { region }),
  })
  const cells = (text: Markdown) => row([prose(shown.nameOf(scope)), text, kind, where])
  const unsaid = duties.map((duty) => duty.slice(duty.lastIndexOf('/') + 1)).filter((id) => !says.includes(`\`${id}\``))
  return {
    short: cells(what),
    full: () =>
      cells(unsaid.length === 0 ? what : join([what, md`<sub>Also ${join(unsaid.map(code), ', ')}</sub>`], '<br>')),
  }
}
