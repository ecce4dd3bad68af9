import type { Change } from '../core/change.ts'
import type { System } from '../core/manifest.ts'
import { differences, type Field, gone, missing } from './fields.ts'
import type { SystemPair } from './judged.ts'
import { counted, some } from './words.ts'

const GLOBS: readonly Field<System>[] = [
  {
    key: 'code',
    of: ({ code }) => code,
    loosens: (was, is) => {
      const less = missing(was.value, is.value).filter((glob) => !glob.startsWith('!'))
      const except = missing(is.value, was.value).filter((glob) => glob.startsWith('!'))
      if (is.value !== undefined && was.value !== undefined)
        return less.length + except.length > 0 ? 'code-narrowed' : undefined
      return gone('code-narrowed')(was, is)
    },
  },
]

/** Which files are the system's code, and those of them that this change touches. */
export function codeChanges({ before, after, code }: SystemPair): readonly Change[] {
  const place = { topic: 'code' as const, scope: after.id, key: after.id }
  const globs = differences(before, after, GLOBS, place)
  if (code.known !== 'yes' || code.files.length === 0) return globs
  return [
    ...globs,
    {
      topic: 'code',
      scope: after.id,
      key: `${after.id}/code/files`,
      says: `${counted(code.files.length, 'file', 'files')} under its \`code:\` ${code.files.length === 1 ? 'differs' : 'differ'}: ${some(code.files, 3)}`,
      material: true,
      route: after.code.route,
    },
  ]
}
