import { choicesAt } from '../core/choices.ts'
import { enumerated } from '../core/enumeration.ts'
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

  check({ asked }, facts) {
    if (asked.ask === undefined) return pass('is answered')
    return open(
      `is open: it is not known ${asked.ask}, and ${enumerated([...asked.decides].sort())} ${asked.decides.length === 1 ? 'turns' : 'turn'} on it`,
      `write \`${String(asked.route.at(-1))}:\` with what is true: ${choicesAt(asked.route, facts)}`,
      { level: asked.level, cites: asked.cites },
    )
  },
})
