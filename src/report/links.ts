import type { Report } from '../core/report.ts'
import type { Location } from '../core/route.ts'
import type { Markdown } from './escape.ts'
import { code, link } from './escape.ts'

/** Links lead to the server that shows them, github.com or another: they have no host. */

/** `ai-compliance.yml:41`, as a link where the run says which commit it is about. */
export function placeLink({ run }: Report, { file, region }: Location): Markdown {
  const label = code(region === undefined ? file : `${file}:${region.startLine}`)
  const path = file.split('/')
  if (run === undefined || !isLinkable(run) || path.some((part) => part === '' || part === '.' || part === '..'))
    return label
  // GitHub shows Markdown rendered, without lines, unless asked for the source.
  const query = /\.(md|markdown)$/i.test(file) ? '?plain=1' : ''
  const fragment = region === undefined ? '' : `#L${region.startLine}`
  return link(label, [...run.repository.split('/'), 'blob', run.headSha, ...path], `${query}${fragment}`)
}

/** The commit that was looked at, as a link. */
export function commitLink(run: Run): Markdown {
  if (!isLinkable(run)) return code(run.headSha)
  return link(code(run.headSha.slice(0, 6)), [...run.repository.split('/'), 'commit', run.headSha], '')
}

type Run = NonNullable<Report['run']>

function isLinkable(run: Run): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(run.repository) && /^[0-9a-f]{7,64}$/.test(run.headSha)
}
