import { answeringPeople } from '../core/answering-people.ts'
import { handleOf } from '../core/approval.ts'
import type { Account } from '../core/comparison.ts'
import { levelOf } from '../core/duty-level.ts'
import type { Level } from '../core/finding.ts'
import type { Person } from '../core/manifest.ts'
import { defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'

type Declared = Subject & { readonly person: Person; readonly answers: Level }

/** Only where GitHub is asked: on the command line, and on a push, nobody looks an account up. */
export default defineRule<Declared>({
  id: 'account/found',
  level: 'error',
  summary: 'The account of everyone who answers for something is on GitHub, and is a person’s.',
  why: 'A duty whose owner has no account, or an organization’s, reaches nobody; and nobody’s review can be that person’s.',
  fix: 'Correct `github:` of the person, or name who answers for it now.',
  cites: [],

  subjects({ manifest, accounts, duties }) {
    if (manifest === undefined || accounts === undefined) return []
    return answeringPeople(manifest).map((person) => ({
      subject: `people/${person.key}/github`,
      scope: 'organization',
      route: person.github.route,
      person,
      owner: person.key,
      answers: levelOf(duties.filter(({ owner }) => owner === person.key)),
    }))
  },

  check({ person: { github }, answers: level }, { accounts }) {
    if (github.value === undefined) return notApplicable('is not declared')
    const handle = handleOf(github.value)
    const account: Account | undefined = handle === undefined ? undefined : accounts?.[handle]
    if (account === undefined) return notApplicable('names no account that GitHub could have')
    const name = `\`${github.value}\``
    switch (account.is) {
      case 'user':
        return pass(`is ${name}, a person’s account`)
      case 'organization':
        return fail(`is ${name}, which is the account of an organization`, 'write the person’s own account', { level })
      case 'bot':
        return fail(`is ${name}, which is a bot`, 'write the person’s own account', { level })
      case 'missing':
        return fail(
          `is ${name}, which is no account on GitHub: it is misspelt, or was renamed or deleted`,
          'correct it, or name who answers now',
          { level },
        )
      case 'unknown':
        return open(
          `is ${name}, which could not be looked up: ${account.because}`,
          'run the job again once it can be',
          {
            level: 'warning',
          },
        )
    }
  },
})
