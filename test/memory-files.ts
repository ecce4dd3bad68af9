import type { Files } from '../src/core/ports.ts'

/** A repository in memory: paths with what they hold. Anything else is missing; what climbs out is refused as the workspace does. */
export function memoryFiles(contents: { readonly [path: string]: string | Uint8Array }): Files {
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
      return { ok: true, bytes }
    },
  }
}
