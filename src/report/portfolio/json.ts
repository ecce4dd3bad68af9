import type { Entry, Totals } from '../../core/portfolio.ts'
import { jsonLine } from '../json.ts'
import { bundleDocument } from './line.ts'

/** Names the format, not a place on the network. */
export const PORTFOLIO_SCHEMA = 'urn:ai-compliance-gate:portfolio:1'

/** The beginning of `portfolio.json`, up to the list of bundles; each bundle follows by itself. */
export function jsonStart(totals: Totals): string {
  const { bundles, verified, notVerified, unreadable, superseded, ...sums } = totals
  const head = jsonLine({
    $schema: PORTFOLIO_SCHEMA,
    states: { bundles, verified, notVerified, unreadable, superseded },
    ...sums,
  })
  return `${head.slice(0, -1)},"bundles":[\n`
}

export function jsonBundle(entry: Entry, superseded: boolean, first: boolean): string {
  return `${first ? '' : ',\n'}${jsonLine(bundleDocument(entry, superseded))}`
}

export const JSON_END = '\n]}\n'
