import type { Facts } from './facts.ts'
import type { Route } from './route.ts'

/** What may be written at a place of the manifest, for the end of a sentence: "`business`, `service-provider` or `not-covered`". */
export function choicesAt(route: Route, { manifest, regulation }: Pick<Facts, 'manifest' | 'regulation'>): string {
  const key = String(route.at(-1))
  switch (key) {
    case 'kind': {
      const decision = manifest?.systems
        .flatMap((system) => system.decisions.value ?? [])
        .find((candidate) => route.every((step, index) => candidate.kind.route[index] === step))
      const known = regulation.decisionKinds.filter(({ domain }) => domain === decision?.domain.value)
      return oneOf(known.length > 0 ? known : regulation.decisionKinds)
    }
    case 'category':
      return oneOf(regulation.categories)
    case 'sensitive':
      return `a list of any of ${named(regulation.sensitiveCategories).join(', ')}; or \`none\``
    case 'permitted-purpose':
      return `${named(regulation.permittedPurposes).join(', ')} or \`none\``
    case 'exempt-under':
      return `${named(regulation.dataExemptions).join(', ')} or \`none\``
    default:
      return CHOICES[key] ?? '`yes` or `no`'
  }
}

/** Where the answer is not just yes or no, and the regulation's data does not list what may be said. */
const CHOICES: { readonly [key: string]: string } = {
  status: '`planned`, `in-development`, `in-use` or `retired`',
  role: '`business`, `service-provider` or `not-covered`',
  thresholds: 'a list of `revenue`, `consumers`, `revenue-share`; `[]` for none',
  populations: 'a list such as `[consumers, employees]`',
  decisions: 'a list of decisions; `[]` when it makes none about people',
  domain: '`financial-or-lending`, `housing`, `education`, `employment`, `healthcare` or `none`',
  exclusion: '`advertising`, `housing-availability-or-payment` or `none`',
  claim: '`human-appeal`, `admission-or-hiring`, `work-or-compensation` or `none`',
  inputs: 'a list such as `[{ name: …, category: …, sensitive: none, retention: … }]`',
  recipients: 'a list such as `[{ name: …, role: service-provider }]`; `[]` for nobody',
  'solely-for-hr': 'the purpose, such as `pay-administration`, or remove it',
  targets: 'a list such as `[this-system]`; `[other]` for none of the listed',
  origin: '`in-house` or `vendor`',
  'annual-revenue': '`under-50M`, `50M-100M` or `over-100M`',
  consumers: '`under-250k` or `250k-or-more`',
  'sensitive-consumers': '`under-50k` or `50k-or-more`',
  'confirmed-by': 'the key of counsel under `people`',
  'confirmed-on': 'a day, YYYY-MM-DD',
  'in-use-since': 'a day, YYYY-MM-DD',
  'planned-for': 'a day, YYYY-MM-DD',
  'retired-on': 'a day, YYYY-MM-DD',
  since: 'a day, YYYY-MM-DD',
  'sells-or-shares-since': 'a day, YYYY-MM-DD',
  effect: 'what happens to the person, in a sentence',
  retention: 'how long it is kept, such as `25 months`',
  cadence: '`monthly`, `quarterly` or `yearly`',
}

function oneOf(terms: readonly { readonly id: string }[]): string {
  const names = named(terms)
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function named(terms: readonly { readonly id: string }[]): readonly string[] {
  return terms.map(({ id }) => `\`${id}\``)
}
