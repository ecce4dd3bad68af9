import type { Asked } from '../core/facts.ts'
import { defineRule, open, pass, type Subject } from '../core/rule.ts'
import { subjectOf } from '../core/subject.ts'

type Question = Subject & { readonly asked: Asked }

export default defineRule<Question>({
  id: 'question/answered',
  level: 'error',
  summary: 'Every answer that the law turns on is given.',
  why: 'An unknown answer could create a duty. The gate does not take it for a no.',
  fix: 'Find out, then write the answer. Every other duty is judged meanwhile.',
  cites: [],

  subjects: ({ manifest, questions }) =>
    manifest === undefined
      ? []
      : questions.map((asked) => ({
          subject: subjectOf(asked.route, manifest),
          scope: asked.scope,
          route: asked.route,
          asked,
        })),

  check({ asked }) {
    if (asked.ask === undefined) return pass('is answered')
    const key = String(asked.route.at(-1))
    return open(
      `is open: it is not known ${asked.ask}, and ${list([...asked.decides].sort())} ${asked.decides.length === 1 ? 'turns' : 'turn'} on it`,
      `write \`${key}:\` with what is true: ${CHOICES[key] ?? '`yes` or `no`'}`,
      { level: asked.level, cites: asked.cites },
    )
  },
})

/** What may be written where the answer is not just yes or no. */
const CHOICES: { readonly [key: string]: string } = {
  role: '`business`, `service-provider` or `not-covered`',
  thresholds: 'a list of `revenue`, `consumers`, `revenue-share`; `[]` for none',
  populations: 'a list such as `[consumers, employees]`',
  decisions: 'a list of decisions; `[]` when it makes none about people',
  domain: '`financial-or-lending`, `housing`, `education`, `employment`, `healthcare` or `none`',
  kind: 'the kind of decision, such as `extend-credit` or `hiring`',
  exclusion: '`advertising`, `housing-availability-or-payment` or `none`',
  claim: '`human-appeal`, `admission-or-hiring`, `work-or-compensation` or `none`',
  inputs: 'a list such as `[{ name: …, category: …, sensitive: none, retention: … }]`',
  sensitive: 'a list such as `[precise-geolocation]`, or `none`',
  recipients: 'a list such as `[{ name: …, role: service-provider }]`; `[]` for nobody',
  'permitted-purpose': 'the purpose, such as `requested-service`, or `none`',
  'exempt-under': '`glba`, `fcra`, `hipaa`, `cmia`, `dppa` or `none`',
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
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
