import type { Problem } from '../core/facts.ts'
import { defineRule, fail, pass, type Subject } from '../core/rule.ts'

type Stated = Subject & { readonly problem?: Problem }

export default defineRule<Stated>({
  id: 'manifest/valid',
  level: 'error',
  summary: 'The manifest is readable YAML, and every key and value is one that the schema knows.',
  why: 'A key that is misspelled or a value of the wrong type would silently declare something else, or nothing.',
  fix: 'Correct the line; an editor with the schema completes and explains every key.',
  cites: [],

  subjects: ({ problems }) =>
    problems.length === 0
      ? [{ subject: 'manifest', scope: 'manifest', route: [] }]
      : problems.map((problem) => ({ subject: problem.subject, scope: 'manifest', route: problem.route, problem })),

  check: ({ problem }) =>
    problem === undefined
      ? pass('is valid')
      : fail(
          problem.message,
          'write what is expected here; an editor that has the schema completes it',
          problem.region === undefined ? {} : { region: problem.region },
        ),
})
