import { lstatSync } from 'node:fs'
import type { Bundle } from '../bundle/stored.ts'
import { ConfigurationError } from '../core/errors.ts'
import { bundleFolder } from './bundle-folder.ts'

/** Uses the bundle at a path, a folder or a zip, and lets go of it. Throws `ConfigurationError` when there is none. */
export async function withBundle<T>(path: string, use: (bundle: Bundle) => Promise<T>): Promise<T> {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory()) return use(bundleFolder(path))
  if (!stats?.isFile())
    throw new ConfigurationError(
      `\`${path}\` is ${stats === undefined ? 'not there' : 'neither a folder nor a file'}.`,
      'Name the folder of a bundle, or its zip file.',
    )
  const bundle = await (await import('./bundle-zip.ts')).bundleZip(path)
  try {
    return await use(bundle)
  } finally {
    bundle.close()
  }
}
