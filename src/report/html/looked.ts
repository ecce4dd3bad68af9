import { REPORT_VERSION } from '../json.ts'
import type { Outline } from '../outline.ts'
import { person } from '../people.ts'
import { capital, counted, distance, sentence, thousands } from '../words.ts'
import { type Html, h, NOTHING, prose } from './markup.ts'
import { list, section, table } from './table.ts'

/** What is waived, until when, by whom and why. */
export function waivers({ report, waivers: all }: Outline): Html {
  return section(
    'waivers',
    'Waivers',
    table(
      'Waivers in force',
      ['Duty', 'Covers', 'Until', 'Approved by', 'Reason'],
      all.map(({ obligations, findings, until, days, approvedBy, justification }) => [
        h`${obligations.map((one) => h`<code>${one}</code> `)}`,
        h`${findings.map(({ subject }) => h`<code>${subject}</code> `)}`,
        h`<time datetime="${until}">${until}</time>, ${distance(days)}`,
        prose(person(report, approvedBy)),
        prose(justification),
      ]),
    ),
  )
}

/** What ran, on what, and how to see for oneself that nothing was changed. */
export function lookedAt({ report }: Outline, bundled: boolean): Html {
  const { stages, regulation, tool, findings, run } = report
  return section(
    'looked-at',
    'What was looked at, and how to verify it',
    table(
      'Stages of the run',
      ['Stage', 'Ran'],
      stages.map(({ name, ran, because }) => [h`${name}`, h`${ran ? 'yes' : `no: ${because ?? ''}`}`]),
    ),
    list([
      h`Findings: ${thousands(findings.length)}, one for each rule and subject, of ${counted(report.rules.length, 'rule')}.`,
      h`Law data: ${regulation.title}, version ${regulation.version}, last reviewed on ${regulation.lawReviewedOn}. ${prose(sentence(capital(regulation.provenance)))}`,
      ...(run === undefined
        ? []
        : [
            h`Commit <code>${run.headSha}</code> of <code>${run.repository}</code>, on <code>${run.event}</code>${run.baseSha === undefined ? NOTHING : h`, held against <code>${run.baseSha}</code>`}.`,
          ]),
      h`Made by ${tool.name} ${tool.version}, report format ${REPORT_VERSION}.`,
      ...(bundled
        ? [
            h`<code>ai-compliance verify FOLDER</code> checks every digest, reads the manifest and the records again, and makes this report again: any changed byte is named. It needs no network.`,
            h`<code>sha256sum --check SHA256SUMS</code> in the folder checks the digests with a tool that is not ours.`,
          ]
        : []),
    ]),
  )
}
