/** What git's plumbing prints, as values. Names are cut by NUL, so that no name of a file can be taken for anything else. */

/** A commit of the line and its time in seconds, as `rev-list --timestamp` prints them, newest first. */
export type LineCommit = { readonly commit: string; readonly seconds: number }

export function parseLine(text: string): readonly LineCommit[] {
  return text.split('\n').flatMap((line) => {
    const [seconds = '', commit = ''] = line.split(' ')
    return /^[0-9a-f]{40,64}$/.test(commit)
      ? [{ commit, seconds: /^\d{1,15}$/.test(seconds) ? Number(seconds) : 0 }]
      : []
  })
}

/** One file of a comparison. Versions are undefined where the file is not there, or is no blob. */
export type RawChange = {
  readonly commit: string
  readonly path: string
  readonly submodule: boolean
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Of `diff-tree --stdin -r --raw -z`: a commit, then `:modes versions status` and a path for each of its files. */
export function parseRaw(fields: Iterable<string>): readonly RawChange[] {
  const changes: RawChange[] = []
  let commit = ''
  let meta: readonly string[] | undefined
  for (const field of fields) {
    if (meta !== undefined) {
      const [modeBefore = '', modeAfter = '', before = '', after = ''] = meta
      const submodule = modeBefore === SUBMODULE || modeAfter === SUBMODULE
      changes.push({ commit, path: field, submodule, before: version(before), after: version(after) })
      meta = undefined
    } else if (field.startsWith(':')) meta = field.slice(1).split(' ')
    // The name of a commit ends its line, also where everything else ends with NUL.
    else if (field !== '') commit = field.trim()
  }
  return changes
}

/** Of `ls-files --stage -z`: `mode version stage`, a tab, and a path. */
export function parseIndex(
  fields: Iterable<string>,
): readonly { readonly path: string; readonly submodule: boolean }[] {
  const paths = new Map<string, boolean>()
  for (const field of fields) {
    const tab = field.indexOf('\t')
    if (tab > 0) paths.set(field.slice(tab + 1), field.startsWith(SUBMODULE))
  }
  return [...paths].map(([path, submodule]) => ({ path, submodule }))
}

export type Uncommitted = {
  readonly path: string
  readonly submodule: boolean
  readonly staged: boolean
  /** The version of the last commit; undefined where it has none. */
  readonly before: string | undefined
}

/** Of `status --porcelain=v2 -z` without untracked files; paths start at the top of the repository. */
export function parseStatus(fields: Iterable<string>): readonly Uncommitted[] {
  const changes: Uncommitted[] = []
  let original = false
  for (const field of fields) {
    if (original) {
      original = false
      continue
    }
    const kind = KINDS.get(field.charAt(0))
    if (kind === undefined) continue
    original = field.startsWith('2')
    const parts = field.split(' ')
    const [, state = '', submodule = ''] = parts
    const path = parts.slice(kind.words).join(' ')
    const staged = field.startsWith('u') || !state.startsWith('.')
    const before = version(parts[kind.before] ?? '')
    if (path !== '') changes.push({ path, submodule: submodule.startsWith('S'), staged, before })
  }
  return changes
}

/** Of `check-attr -z filter`: the paths that go through a filter, such as those of Git LFS. */
export function parseFiltered(fields: Iterable<string>): ReadonlySet<string> {
  const all = [...fields]
  const filtered = new Set<string>()
  for (let index = 0; index + 2 < all.length; index += 3) {
    const [path = '', , value = ''] = all.slice(index, index + 3)
    if (value !== 'unspecified' && value !== 'unset') filtered.add(path)
  }
  return filtered
}

/** Of `cat-file --batch`: the texts by version; one that is missing, or is no blob, is left out. */
export function parseBlobs(bytes: Uint8Array): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  let at = 0
  while (at < bytes.length) {
    const end = bytes.indexOf(NEWLINE, at)
    if (end < 0) break
    const [name = '', type = '', size = ''] = text(bytes.subarray(at, end)).split(' ')
    at = end + 1
    if (!/^\d+$/.test(size)) continue
    if (type === 'blob') texts.set(name, text(bytes.subarray(at, at + Number(size))))
    at += Number(size) + 1
  }
  return texts
}

/** Cuts output at each NUL, piece by piece: the whole of it may be large. */
export function* fields(chunks: readonly Uint8Array[]): Generator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for (const chunk of chunks) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\0')
    rest = pieces.pop() ?? ''
    yield* pieces
  }
  if (rest !== '') yield rest
}

/** Changed, renamed and unmerged: how many words stand before the path, which may hold spaces itself, and which is the version before. */
const KINDS = new Map([
  ['1', { words: 8, before: 6 }],
  ['2', { words: 9, before: 6 }],
  ['u', { words: 10, before: 8 }],
])
const SUBMODULE = '160000'
const NEWLINE = 10

function version(name: string): string | undefined {
  return /^0*$/.test(name) ? undefined : name
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
