import type { Report } from '../core/report.ts'
import type { Collected } from '../judge.ts'
import { FILES, placeOf, type Read } from './layout.ts'

export const PREDICATE_TYPE = 'urn:ai-compliance-gate:evidence:1'

/** What made the bundle: its version, and the digest of its `dist`. */
export type Maker = { readonly name: string; readonly version: string; readonly dist: string }

export type Described = {
  readonly collected: Collected
  readonly report: Report
  readonly read: readonly Read[]
  readonly maker: Maker
  /** Hex SHA-256 of `facts.json` and of the regulation. */
  readonly digests: { readonly facts: string; readonly regulation: string }
}

/**
 * The in-toto Statement, version 1: its subjects are the facts and everything that was read, its predicate says who decided what, by
 * which law and about which commit (github.com/in-toto/attestation, spec/v1/statement.md; `schemas/bundle.schema.json`).
 */
export function statementOf({ collected, report, read, maker, digests }: Described): object {
  const { facts, stages, run } = collected
  const { regulation, policy, comparison } = facts
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: FILES.facts, digest: { sha256: digests.facts } },
      ...read.map(({ folder, path, sha256 }) => ({ name: placeOf(folder, path), digest: { sha256 } })),
    ],
    predicateType: PREDICATE_TYPE,
    predicate: {
      tool: { name: maker.name, version: maker.version, dist: { sha256: maker.dist } },
      regulation: { id: regulation.id, version: regulation.version, digest: { sha256: digests.regulation } },
      verdict: report.verdict,
      failOn: report.failOn,
      counts: report.counts,
      asOf: facts.asOf,
      manifest: facts.manifestFile,
      ...(policy.name === undefined
        ? {}
        : {
            policy: {
              name: policy.name,
              from: policy.from,
              ...(policy.commit === undefined ? {} : { commit: policy.commit }),
            },
          }),
      ...(run === undefined ? {} : { repository: run.repository, event: run.event, headCommit: run.headSha }),
      ...(comparison === undefined ? {} : { baseCommit: comparison.commit }),
      stages,
    },
  }
}
