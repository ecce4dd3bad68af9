import type { Files } from '../src/core/ports.ts'

/**
 * A repository in memory: paths with what they hold, all last written at one time where one is given. Anything else is missing; what
 * climbs out is refused as the workspace does.
 */
export function memoryFiles(contents: { readonly [path: string]: string | Uint8Array }, writtenAt?: string): Files {
  return {
    async read(path, maxBytes) {
      if (path.startsWith('/') || path.split('/').includes('..')) {
        return { ok: false, reason: 'outside', message: 'leads out of the repository' }
      }
      const content = Object.hasOwn(contents, path) ? contents[path] : undefined
      if (content === undefined) return { ok: false, reason: 'missing', message: 'does not exist' }
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      if (bytes.length > maxBytes) {
        return { ok: false, reason: 'too-large', message: `has ${bytes.length} bytes; at most ${maxBytes} are read` }
      }
      return { ok: true, bytes, ...(writtenAt === undefined ? {} : { writtenAt }) }
    },
    async list(folder, { depth }) {
      if (folder.startsWith('/') || folder.split('/').includes('..'))
        return { ok: false, message: 'leads out of the repository' }
      const prefix = folder === '' ? '' : `${folder}/`
      const below = Object.keys(contents).filter((path) => path.startsWith(prefix))
      return { ok: true, paths: below.filter((path) => path.slice(prefix.length).split('/').length <= depth).sort() }
    },
  }
}
