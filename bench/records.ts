type File = { readonly path: string; readonly text: string }

/** A manifest and that many records of 1 MB beside it: prose in Markdown, and YAML with as many words and signs as are read. */
export function* manyRecords(count: number): Generator<File> {
  const paths = Array.from({ length: count }, (_, index) => `record-${index + 1}.${index % 2 === 0 ? 'md' : 'yml'}`)
  yield { path: 'ai-compliance.yml', text: manifestOf(paths) }
  for (const path of paths) yield { path, text: path.endsWith('.md') ? MARKDOWN : YAML }
}

const SENTENCE = 'Set the flag to `false`, tell the desk, and decide the requests of that hour again by hand.\n\n'
const MARKDOWN = `# Incident playbook\n\n## Stopping the system\n\n${SENTENCE.repeat(10_500)}`.slice(0, 1_000_000)
const YAML = `stop:\n${` - [${'a,'.repeat(12)}]\n`.repeat(690)}affected-people: ${'x'.repeat(975_000)}\n`

/** The kinds that hold the records; an entry of a kind is a list of at most 50. */
const KINDS = [
  'incident-playbook',
  'regulator-playbook',
  'training-data',
  'vendor-facts',
  'model-card',
  'supplier-facts',
]

function manifestOf(paths: readonly string[]): string {
  const share = Math.ceil(paths.length / KINDS.length)
  const entries = KINDS.map((kind, index) => {
    const files = paths.slice(index * share, (index + 1) * share)
    return `    ${kind}:\n${files.map((file) => `      - { file: ${file}, owner: ana, reviewed-on: 2026-09-02 }\n`).join('')}`
  })
  return `version: 1
organization:
  name: Cedar Help Desk, Inc.
  ccpa: { role: business, thresholds: [revenue], reasoning: Gross revenue was $38M., confirmed-by: ana, confirmed-on: 2026-09-02 }
  records:
${entries.join('')}people:
  ana: { name: Ana Petrova, title: General Counsel, github: apetrova, counsel: yes }
systems: []
`
}
