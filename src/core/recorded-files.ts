import type { Files } from './ports.ts'

/** Files whose content is kept as it is read: what is judged is what is archived, whatever happens to the file later. */
export function recordedFiles(files: Files, keep: (path: string, bytes: Uint8Array) => void): Files {
  return {
    ...files,
    async read(path, maxBytes) {
      const read = await files.read(path, maxBytes)
      if (read.ok) keep(path, read.bytes)
      return read
    },
  }
}
