import type { Finding } from '../../core/finding.ts'
import { groupBy } from '../outline.ts'
import { ownerWords } from '../people.ts'
import { place, why, whyWords } from '../why.ts'
import { capital, counted, sentence, severity, thousands } from '../words.ts'
import { all, type Html, h, NOTHING, prose } from './markup.ts'
import { MOST_FINDINGS, type Sheet } from './sheet.ts'
import { code, fold, list, mark, section } from './table.ts'

/** Findings that stand unfolded. */
const UNFOLDED = 30

/** What keeps the gate from passing and, folded, what does not: each with its place, its reason, who answers and what to write next. */
export function findings(sheet: Sheet): Html {
  const { blocking, lesser } = sheet.shown
  const title = `${counted(lesser.length, 'finding')} that ${lesser.length === 1 ? 'does' : 'do'} not block`
  return section(
    'findings',
    'Findings',
    blocking.length === 0 ? h`<p>Nothing blocks.</p>` : byScope(sheet, blocking, blocking.length <= UNFOLDED),
    lesser.length === 0 ? NOTHING : h`<div id="lesser">${fold(title, byScope(sheet, lesser, true))}</div>`,
  )
}

function byScope(sheet: Sheet, some: readonly Finding[], open: boolean): Html {
  const told = some.filter((finding) => sheet.numberOf(finding) !== undefined)
  const more = some.length - told.length
  const scopes = groupBy(told, ({ scope }) => scope)
  const rest = h`<p>${counted(more, 'more finding')} in <code>report.json</code>; this page tells of the first ${thousands(MOST_FINDINGS)}.</p>`
  return h`${bySubject(sheet, scopes, open)}${more > 0 ? rest : NOTHING}`
}

function bySubject(sheet: Sheet, scopes: ReadonlyMap<string, readonly Finding[]>, open: boolean): Html {
  return all(
    [...scopes].map(([scope, theirs]) => {
      const name = sheet.shown.nameOf(scope)
      const lines = list(theirs.map((finding) => item(sheet, finding)))
      return open ? h`<h3>${name}</h3>${lines}` : fold(`${name}: ${counted(theirs.length, 'finding')}`, lines)
    }),
  )
}

function item({ shown, places, numberOf }: Sheet, finding: Finding): { readonly at: Html; readonly item: Html } {
  const kind = severity(finding)
  const owner = ownerWords(shown, finding, 'full')
  const reasons = why(shown, finding)
  const because = [sentence(reasons.reason), whyWords(reasons)].filter((part) => part !== '').join(' ')
  const rows = [
    finding.next === undefined ? NOTHING : h`<dt>Next</dt><dd>${prose(sentence(capital(finding.next)))}</dd>`,
    because === '' ? NOTHING : h`<dt>Why</dt><dd>${prose(because)}</dd>`,
    owner === '' ? NOTHING : h`<dt>Owner</dt><dd>${prose(capital(owner))}</dd>`,
    h`<dt>Where</dt><dd>${code(place(finding.location))}</dd>`,
    h`<dt>Rule</dt><dd>${ruleLink({ shown, places }, finding.rule)}</dd>`,
  ]
  return {
    at: places.at('finding', numberOf(finding) ?? ''),
    item: h`${mark(kind, kind)} <strong>${finding.subject}</strong> ${prose(sentence(finding.message))}<dl>${rows}</dl>`,
  }
}

/** A rule by its id, as a link to what it asks where the report says it. */
function ruleLink({ shown, places }: Pick<Sheet, 'shown' | 'places'>, id: string): Html {
  return shown.report.rules.some((rule) => rule.id === id) ? h`<a href="${places.to('rule', id)}">${id}</a>` : code(id)
}
