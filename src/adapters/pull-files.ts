import type { ChangedFile, ChangedFiles } from '../core/comparison.ts'
import { because } from './failure-words.ts'
import { type Connection, RequestFailure } from './github.ts'

/** GitHub REST, "List pull requests files": at most 3,000 files, 100 a page. */
const PAGE = 100
const MOST = 3_000

/**
 * The files that GitHub lists for a pull request; for a repository whose trees are too large to be compared. A list that does not hold as many
 * as GitHub counts is no list: what is left out of it may be what matters.
 */
export async function pullFiles(
  connection: Connection,
  repository: string,
  { number, changedFiles }: { readonly number: number; readonly changedFiles: number | undefined },
  { folder, workflow }: { readonly folder: string; readonly workflow: string | undefined },
): Promise<ChangedFiles> {
  if (changedFiles === undefined) return untold('the event does not say how many there are')
  if (changedFiles > MOST)
    return untold(`GitHub lists ${MOST} files of a pull request, and this one changes ${changedFiles}`)
  const [owner = '', repo = ''] = repository.split('/')
  const parameters = { owner, repo, pull_number: number, per_page: PAGE }
  try {
    const pages = await Promise.all(
      Array.from({ length: Math.max(1, Math.ceil(changedFiles / PAGE)) }, (_, index) =>
        connection.send('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', { ...parameters, page: index + 1 }),
      ),
    )
    const listed = pages.flatMap(filesOf)
    if (listed.length !== changedFiles)
      return untold(`GitHub lists ${listed.length} files of this pull request, and counts ${changedFiles}`)
    const isChanged = listed.some(
      ({ path, from }) => workflow !== undefined && (path === workflow || from === workflow),
    )
    return {
      known: true,
      files: listed.flatMap((file) => within(file, folder)).sort((a, b) => (a.path < b.path ? -1 : 1)),
      ...(isChanged && workflow !== undefined ? { workflow } : {}),
    }
  } catch (error) {
    if (error instanceof RequestFailure) return untold(because(error, { permission: 'pull-requests: read' }))
    throw error
  }
}

function untold(because: string): ChangedFiles {
  return { known: false, because, next: 'split the change, or run the job again' }
}

function filesOf(page: object): readonly ChangedFile[] {
  if (!Array.isArray(page)) throw new RequestFailure('lost', 'the answer holds no list of files')
  const listed: readonly unknown[] = page
  return listed.map(parseFile)
}

function parseFile(value: unknown): ChangedFile {
  if (typeof value !== 'object' || value === null || !('filename' in value) || typeof value.filename !== 'string')
    throw new RequestFailure('lost', 'the answer holds no list of files')
  const path = value.filename
  const from = 'previous_filename' in value ? value.previous_filename : undefined
  switch ('status' in value ? value.status : undefined) {
    case 'removed':
      return { path, status: 'removed' }
    case 'added':
    case 'copied':
      return { path, status: 'added' }
    case 'renamed':
      return typeof from === 'string' ? { path, status: 'renamed', from } : { path, status: 'added' }
    default:
      return { path, status: 'modified' }
  }
}

/** Relative to the folder; what moves over its border is new here, or gone. */
function within({ path, status, from }: ChangedFile, folder: string): readonly ChangedFile[] {
  const start = folder === '' ? '' : `${folder}/`
  const inside = (name: string) => name.startsWith(start)
  const here = (name: string) => name.slice(start.length)
  if (from === undefined) return inside(path) ? [{ path: here(path), status }] : []
  if (inside(path))
    return [inside(from) ? { path: here(path), status, from: here(from) } : { path: here(path), status: 'added' }]
  return inside(from) ? [{ path: here(from), status: 'removed' }] : []
}
