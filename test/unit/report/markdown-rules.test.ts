import { marked } from 'marked'
import { expect, it } from 'vitest'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { rules } from '../../../src/rules/index.ts'
import { makeFinding, makeReport } from '../../report-builder.ts'

const report = makeReport({
  rules,
  findings: [
    makeFinding({ rule: 'record/present' }),
    makeFinding({ rule: 'record/present', subject: 'resume-screener/model-card' }),
    makeFinding({ rule: 'assessment/approved', level: 'warning' }),
    makeFinding({ rule: 'person/named', outcome: 'pass' }),
  ],
})

it('the job summary says once of each rule that found something what it asks and why', () => {
  const summary = renderMarkdown(report, 100_000)
  const [, folded = ''] = summary.split('<details><summary>What these rules ask, and why</summary>')
  expect(folded.split('</details>')[0]).toMatchInlineSnapshot(`
    "

    - \`assessment/approved\`: Every risk assessment is approved by a named person with a position, who is not counsel.<br>The assessment must name who reviewed and approved it, with position; someone with authority over the start must approve. Counsel’s advice is not that approval, and a machine cannot give it.<br>**To do:** Write \`approved-by:\` with the key of that person, and give the person a \`title\`.<br>**Law:** 11 CCR 7152(a)(9).
    - \`record/present\`: Every record that a duty needs is declared, inside the repository, and readable.<br>A duty without a record cannot be shown to be met.<br>**To do:** Write the record, and declare it under \`records\` with its file, owner and review date.

    "
  `)
  expect(String(marked.parse(folded))).toMatch(/<li>(<p>)?<code>record\/present<\/code>/)
})

it('a summary without room says how many rules were left out', () => {
  const summary = renderMarkdown(report, 2_300)
  expect(summary).not.toContain('A duty without a record')
  expect(summary).toMatch(/2 rules/)
})
