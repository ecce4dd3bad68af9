import { createHash } from 'node:crypto'
import type { Facts } from '../../core/facts.ts'
import type { Status } from '../../core/manifest.ts'
import type { Report } from '../../core/report.ts'
import { oscalMarkup, plain } from '../escape.ts'
import { printJson } from '../json.ts'
import { uuidOf } from '../uuid.ts'
import { NOT_PRACTICES, provenanceWords, VERDICTS } from '../words.ts'
import { type Digests, type Identify, prop, resourcesOf } from './evidence.ts'
import { findingsOf, observationsOf } from './findings.ts'

export const OSCAL_VERSION = '1.1.3'

/**
 * Assessment results in OSCAL (pages.nist.gov/OSCAL): an observation for each check, a finding for each duty, the files that they rest on
 * with their digests. Pure: what is the same keeps its UUID from run to run, and the same inputs give the same bytes.
 */
export function renderOscal(report: Report, facts: Facts, digests: Digests): string {
  const id: Identify = (...parts) =>
    uuidOf('oscal', report.organization ?? '', report.run?.repository ?? '', facts.manifestFile, ...parts)
  const observations = observationsOf(report, facts, id)
  const findings = findingsOf(report, id)
  const start = `${report.asOf}T00:00:00Z`
  const result = {
    title: oscalMarkup(`${VERDICTS[report.verdict]}: ${facts.manifestFile} as of ${report.asOf}`),
    description: oscalMarkup(
      `What ${report.tool.name} ${report.tool.version} found by the law data ${report.regulation.id} ${report.regulation.version}. ${MEANING}`,
    ),
    start,
    end: start,
    props: [
      prop('verdict', report.verdict),
      prop('fail-on', report.failOn),
      ...(report.run === undefined
        ? []
        : [
            prop('repository', report.run.repository),
            prop('event', report.run.event),
            prop('head-commit', report.run.headSha),
          ]),
    ],
    'local-definitions': definitions(report, facts, id),
    'reviewed-controls': reviewed(report),
    ...(observations.length === 0 ? {} : { observations }),
    ...(findings.length === 0 ? {} : { findings }),
    remarks: oscalMarkup(`${NOT_PRACTICES} ${provenanceWords(report.regulation.provenance)}`),
  }
  const resources = resourcesOf(facts, digests, id)
  const whole = createHash('sha256')
    .update(JSON.stringify([result, resources]))
    .digest('hex')
  return printJson({
    'assessment-results': {
      uuid: id('document', whole),
      metadata: {
        title: oscalMarkup(`Records of automated decisionmaking: ${report.organization ?? facts.manifestFile}`),
        'last-modified': start,
        version: report.asOf,
        'oscal-version': OSCAL_VERSION,
      },
      'import-ap': { href: `#${id('resource', facts.manifestFile)}`, remarks: PLAN },
      results: [{ uuid: id('result', whole), ...result }],
      'back-matter': { resources },
    },
  })
}

const MEANING =
  '`satisfied` means that what proves a duty is present and that no check that it turns on fails; `not-satisfied`, that something is missing, incomplete or out of date, that it falls due later, is waived, or could not be told: its remarks say which.'

const PLAN = 'There is no assessment plan of its own: what is assessed follows from the manifest by the law data.'

function definitions({ tool, systems, organization }: Report, { manifest }: Facts, id: Identify): unknown {
  const component = (key: readonly string[], type: string, title: string, description: string, state: string) => ({
    uuid: id(...key),
    type,
    title: oscalMarkup(title),
    description: oscalMarkup(description),
    status: { state },
  })
  const statuses = new Map(manifest?.systems.map((system) => [system.id, system]))
  return {
    components: [
      component(
        ['organization'],
        'this-system',
        organization ?? 'The organization',
        'All that the manifest declares, and the organization that declares it.',
        'operational',
      ),
      ...systems.map((system) => {
        const declared = statuses.get(system.id)
        return component(
          ['system', system.id],
          'software',
          system.name,
          declared?.purpose.value ?? system.scope.because,
          stateOf(declared?.status.value),
        )
      }),
    ],
    'assessment-assets': {
      components: [component(['tool'], 'software', tool.name, `${tool.name} ${tool.version}`, 'operational')],
      'assessment-platforms': [{ uuid: id('platform'), 'uses-components': [{ 'component-uuid': id('tool') }] }],
    },
  }
}

function stateOf(status: Status | undefined): string {
  switch (status) {
    case 'planned':
    case 'in-development':
      return 'under-development'
    case 'in-use':
      return 'operational'
    case 'retired':
      return 'disposition'
    case undefined:
      return 'other'
  }
}

/** For each subject the obligations that fall on it, or may, and those that do not, with the reason. */
function reviewed({ duties, notApplicable }: Report): unknown {
  const subjects = [...new Set([...duties, ...notApplicable].map(({ subject }) => subject))]
  const selections = subjects.flatMap((subject) => {
    const own = duties.filter((duty) => duty.subject === subject)
    const not = notApplicable.filter((each) => each.subject === subject)
    const excluded = not.flatMap(({ obligations }) => obligations)
    return {
      props: [prop('subject', subject)],
      ...(own.length === 0 ? {} : { 'include-controls': own.map(({ obligation }) => ({ 'control-id': obligation })) }),
      ...(excluded.length === 0 ? {} : { 'exclude-controls': excluded.map((each) => ({ 'control-id': each })) }),
      ...(not.length === 0 ? {} : { remarks: oscalMarkup(reasons(not)) }),
    }
  })
  return {
    'control-selections':
      selections.length > 0 ? selections : [{ remarks: 'No obligation could be derived from the manifest.' }],
  }
}

function reasons(not: Report['notApplicable']): string {
  return `Left out: ${not.map(({ because, obligations }) => `${obligations.join(', ')} because ${plain(because)}`).join('; ')}.`
}
