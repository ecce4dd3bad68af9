import type { Facts } from '../../core/facts.ts'
import type { Finding } from '../../core/finding.ts'
import { oscalMarkup, pathReference, plain } from '../escape.ts'

/** Hex SHA-256 of what was read, by path. */
export type Digests = ReadonlyMap<string, string>
/** A UUID for something of this manifest by what it is and how it is called: the same in every run. */
export type Identify = (...parts: readonly string[]) => string

/** Everything that a finding may rest on, once for each file: the manifest, the records, and the test results. */
export function resourcesOf(facts: Facts, digests: Digests, id: Identify): readonly unknown[] {
  const titles = new Map([[facts.manifestFile, 'The manifest']])
  for (const { file, kind, test } of facts.records)
    for (const path of [...(file === undefined ? [] : [file]), ...(test?.files ?? []).map((each) => each.file)])
      if (!titles.has(path)) titles.set(path, kind)
  return [...titles].map(([path, title]) => {
    const sha256 = digests.get(path)
    return {
      uuid: id('resource', path),
      title: oscalMarkup(title),
      description: oscalMarkup(path),
      rlinks: [
        {
          href: pathReference(path),
          ...(sha256 === undefined ? {} : { hashes: [{ algorithm: 'SHA-256', value: sha256 }] }),
        },
      ],
    }
  })
}

/** What one finding rests on: the record that it is about, or else the manifest. */
export function evidenceOf({ subject }: Finding, facts: Facts, id: Identify): readonly unknown[] {
  const about = facts.records.filter(
    (record) => subject === record.subject || ['#', '/'].some((sign) => subject.startsWith(`${record.subject}${sign}`)),
  )
  const files = about.flatMap(({ file, test }) => [
    ...(file === undefined ? [] : [file]),
    ...(test?.files ?? []).map((each) => each.file),
  ])
  return [...new Set(files.length === 0 ? [facts.manifestFile] : files)].map((path) => ({
    href: `#${id('resource', path)}`,
    description: oscalMarkup(path),
  }))
}

/** A property of ours. */
export function prop(name: string, value: string): unknown {
  return { name, ns: 'urn:ai-compliance-gate:oscal:1', value: plain(value) === '' ? 'none' : plain(value) }
}
