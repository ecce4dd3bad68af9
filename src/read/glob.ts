import { Minimatch } from 'minimatch'

/** How deep below its fixed part a `**` looks. */
const DEEPEST = 20

/**
 * Nothing of a shell but the globs themselves: no braces, no extended patterns, no negation and no comments, so that the time stays in
 * proportion whatever the pattern. Files that start with a dot are files.
 */
export const PATHS = {
  nobrace: true,
  noext: true,
  nonegate: true,
  nocomment: true,
  dot: true,
  platform: 'linux',
} as const

/** A path, or a glob over paths with the folder that it starts from and how many folders below that it can reach. */
export type PathGlob =
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'glob'
      readonly folder: string
      readonly depth: number
      readonly matches: (path: string) => boolean
    }

/** Reads `reports/*.xml`. `**` stands for any number of folders, `*` and `?` for anything but a `/`. */
export function pathGlob(pattern: string): PathGlob {
  const steps = pattern.split('/').filter((step, index) => step !== '.' && (step !== '' || index === 0))
  const fixed = steps.findIndex((step) => /[*?[\]\\]/.test(step))
  if (fixed < 0) return { kind: 'path', path: steps.join('/') }
  const matcher = new Minimatch(steps.join('/'), PATHS)
  return {
    kind: 'glob',
    folder: steps.slice(0, fixed).join('/'),
    depth: steps.includes('**') ? DEEPEST : steps.length - fixed,
    matches: (path) => matcher.match(path),
  }
}

/** Whether a name is the pattern itself or matches it; `*` stands for anything, a `/` included, since names are no paths. */
export function nameGlob(pattern: string): (name: string) => boolean {
  const matcher = new Minimatch(flat(pattern), { ...PATHS, noglobstar: true })
  return (name) => name === pattern || matcher.match(flat(name))
}

/** The matcher never lets `*` cross a `/`, and takes a lone dot for a folder: both become letters that nobody writes. */
function flat(text: string): string {
  const one = text.replaceAll('/', '\uE000')
  return /^\.\.?$/.test(one) ? one.replaceAll('.', '\uE001') : one
}
