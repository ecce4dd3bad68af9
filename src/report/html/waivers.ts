import { person } from '../people.ts'
import { distance } from '../words.ts'
import { all, type Html, h, prose } from './markup.ts'
import type { Sheet } from './sheet.ts'
import { code, section, table } from './table.ts'

/** What is waived, until when, by whom and why. */
export function waivers({ shown: { report, waivers: inForce, nameOf } }: Sheet): Html {
  return section(
    'waivers',
    'Waivers',
    inForce.length === 0 ? h`<p>No waiver is in force.</p>` : h``,
    table(
      'waivers',
      'Waivers in force',
      inForce.map(({ obligations, findings, until, days, approvedBy, justification }) => [
        all(obligations.map(code), ', '),
        h`${[...new Set(findings.map(({ scope }) => nameOf(scope)))].join(', ')}`,
        all(
          findings.map(({ subject }) => code(subject)),
          ', ',
        ),
        h`<time datetime="${until}">${until}</time>, ${distance(days)}`,
        prose(person(report, approvedBy)),
        prose(justification),
      ]),
    ),
  )
}
