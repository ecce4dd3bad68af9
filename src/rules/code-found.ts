import type { FollowedPath } from '../core/history.ts'
import { defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'

type Named = Subject & { readonly named: FollowedPath; readonly isModel: boolean }

export default defineRule<Named>({
  id: 'code/found',
  level: 'error',
  summary: 'Every glob under `code:`, and every model artifact, names files that git follows.',
  why: 'A path that names nothing watches nothing: a change of the system would pass without a review.',
  fix: 'Correct the path; it starts at the folder of the manifest.',
  cites: [],

  subjects: ({ history, manifest }) =>
    (history?.paths ?? []).map((named) => {
      const isModel = named.route.includes('model')
      const engineering = manifest?.systems.find(({ id }) => id === named.system)?.owners.engineering.value
      return {
        subject: `${named.system}/${isModel ? 'model.artifact' : `code[${named.path}]`}`,
        scope: named.system,
        route: named.route,
        named,
        isModel,
        ...(engineering === undefined ? {} : { owner: engineering }),
      }
    }),

  check({ named: { found, path }, isModel }) {
    if (found === 'yes') return pass('names what git follows')
    if (found === 'unknown') return notApplicable('cannot be looked for: git cannot be asked here')
    if (isModel)
      return open(
        `\`${path}\` is not a file that git follows, so its changes cannot be told`,
        'add it to git, with Git LFS if it is large, or take `artifact` away and keep its changes in `material-changes`',
        { level: 'warning' },
      )
    return fail(`\`${path}\` names no file that git follows`, 'correct it or take it away; `**` stands for folders')
  },
})
