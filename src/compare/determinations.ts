import type { Change } from '../core/change.ts'
import type { Determination } from '../core/determination.ts'
import type { Judged } from './judged.ts'

/** What the law answers otherwise than before, of everything that is there before and after. */
export function determinationChanges(
  before: Judged,
  after: Judged,
  idNow: (id: string) => string,
  routeOf: (scope: string) => Change['route'],
): readonly Change[] {
  const old = new Map(before.determinations.map((each) => [keyOf(each, idNow), each]))
  return after.determinations.flatMap((is) => {
    const key = keyOf(is, (id) => id)
    const was = old.get(key)
    if (was === undefined || was.answer === is.answer) return []
    const [scope = ''] = is.subject.split('/')
    const part = is.subject.slice(scope.length + 1)
    return [
      {
        topic: 'determination' as const,
        scope,
        key,
        says: `“${is.question}”${part === '' ? '' : ` of \`${part}\``} was \`${was.answer}\` and is \`${is.answer}\``,
        was: was.answer,
        is: is.answer,
        route: routeOf(scope),
      },
    ]
  })
}

function keyOf({ subject, id }: Determination, idNow: (id: string) => string): string {
  const [scope = '', ...part] = subject.split('/')
  return [idNow(scope), 'determinations', ...part, id].join('/')
}
