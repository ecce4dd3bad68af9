import type { Obligation, Regulation } from '../../core/regulation.ts'

/** The obligations that a kind of record, or one part of it, proves. */
export function provenBy(kind: string, part: string | undefined, regulation: Regulation): readonly Obligation[] {
  return regulation.obligations.filter(({ proof }) =>
    proof.some(({ records = [] }) =>
      records.some((need) => {
        const named = splitNeed(typeof need === 'string' ? need : need.need)
        return named.kind === kind && (part === undefined || named.part === part)
      }),
    ),
  )
}

/** `risk-assessment#purpose` in its two halves. */
export function splitNeed(need: string): { readonly kind: string; readonly part?: string } {
  const [kind = need, part] = need.split('#')
  return part === undefined ? { kind } : { kind, part }
}
