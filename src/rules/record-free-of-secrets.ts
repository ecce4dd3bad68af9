import type { RecordFact, SecretFact } from '../core/facts.ts'
import { declaredEntries, declaredTests, neededRecords } from '../core/needed-records.ts'
import { defineRule, fail, pass, type Subject } from '../core/rule.ts'

type Read = Subject & { readonly secrets: readonly SecretFact[] }

export default defineRule<Read>({
  id: 'record/free-of-secrets',
  level: 'warning',
  summary: 'Nothing that is archived looks like a token or a private key.',
  why: 'Evidence is kept for years and shown to others; a credential in it is open to each of them.',
  fix: 'Revoke the credential where it was given out, then take it out of the file; taking it out alone leaves it in the history.',
  cites: [],

  subjects(facts) {
    const secrets = facts.secrets ?? []
    const needed = neededRecords(facts)
    const entries = [...declaredEntries(facts, needed), ...declaredTests(facts, needed)].filter(({ entry }) =>
      isRead(entry.fact),
    )
    const told = new Set(entries.flatMap(({ entry }) => filesOf(entry.fact)))
    const manifest = facts.manifest === undefined ? [] : [facts.manifestFile]
    const others = new Set([...manifest, ...secrets.map(({ file }) => file)].filter((file) => !told.has(file)))
    return [
      ...[...others].map((file) => ({
        subject: file === facts.manifestFile ? 'manifest' : `file/${file}`,
        scope: 'manifest',
        route: [],
        secrets: secrets.filter((secret) => secret.file === file),
      })),
      ...entries.map(({ entry: { subject, scope, declared, fact } }) => ({
        subject,
        scope,
        route: declared.route,
        secrets: secrets.filter(({ file }) => filesOf(fact).includes(file)),
        ...(declared.owner.value === undefined ? {} : { owner: declared.owner.value }),
      })),
    ]
  },

  check({ secrets }) {
    const [first, ...more] = secrets
    if (first === undefined) return pass('holds nothing that looks like a secret')
    const others = more.length === 0 ? '' : `, and ${more.length} more`
    return fail(
      `holds what looks like ${first.what} in \`${first.file}\` line ${first.line}${others}; the file is left out of the evidence`,
      'revoke it where it was given out, then take it out of the file',
      { inFile: { file: first.file, line: first.line } },
    )
  },
})

function isRead({ refused, test }: RecordFact): boolean {
  return test !== undefined || refused === undefined
}

function filesOf({ file, test }: RecordFact): readonly string[] {
  return test === undefined ? (file === undefined ? [] : [file]) : test.files.map((each) => each.file)
}
