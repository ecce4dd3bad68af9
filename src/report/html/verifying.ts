import { REPORT_VERSION } from '../json.ts'
import { type Html, h } from './markup.ts'
import type { Sheet } from './sheet.ts'
import { list, section } from './table.ts'

/** How to see for oneself that nothing was changed, and that the same follows again: with our program, with none of ours, and who signed. */
export function verifying({ evidence, shown }: Sheet): Html {
  const { tool } = shown.report
  if (evidence.kept === undefined)
    return section(
      'verify',
      'How to verify this',
      h`<p>This page was made alone and proves nothing by itself. <code>ai-compliance check --bundle FOLDER</code> writes it with the files that it was made from, their digests and a statement about all of them.</p>`,
      made(tool),
    )
  return section(
    'verify',
    'How to verify this',
    h`<p>This page is one file of a bundle. Each of these works without a network.</p>`,
    h`<ol>
<li><code>ai-compliance verify FOLDER</code>, or the zip as downloaded, checks every digest, refuses what is missing or too much, reads the manifest and the records again, judges the recorded facts again, and makes every file again, this page too. One changed byte, and it names the file.</li>
<li><code>sha256sum --check SHA256SUMS</code>, in the folder, checks the digests with a tool that is not ours. It does not see a file that was added, and does not judge.</li>
<li>Where the workflow signed <code>statement.json</code> with <code>actions/attest</code>, <code>gh attestation verify statement.json --repo OWNER/NAME --bundle ATTESTATION.jsonl --custom-trusted-root TRUSTED_ROOT.jsonl</code> shows which workflow made it (with <code>--predicate-type</code> where it gave one). Fetch those two files while there is a network: <code>gh attestation download statement.json --repo OWNER/NAME</code> and <code>gh attestation trusted-root</code>. The statement names the digest of the facts and of every file that was read.</li>
</ol>`,
    h`<p>Beside this page:</p>`,
    list([
      h`<a href="report.json">report.json</a>, this report for programs`,
      h`<a href="facts.json">facts.json</a>, everything that the verdict follows from`,
      h`<a href="statement.json">statement.json</a>, the in-toto statement: who decided what, by which law, about which commit`,
      h`<a href="results.sarif">results.sarif</a> and <a href="calendar.ics">calendar.ics</a>, for code scanning and for calendars`,
      h`<a href="SHA256SUMS">SHA256SUMS</a>, the digest of every file`,
    ]),
    made(tool),
  )
}

function made({ name, version }: { readonly name: string; readonly version: string }): Html {
  return h`<p class="soft">${name} ${version}, report format ${REPORT_VERSION}.</p>`
}
