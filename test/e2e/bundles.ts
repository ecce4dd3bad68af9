import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workspace } from '../../src/adapters/workspace.ts'
import type { Read } from '../../src/bundle/layout.ts'
import { placeOf } from '../../src/bundle/layout.ts'
import { bundleTexts, recordedOf, sha256 } from '../../src/bundle/make.ts'
import { recordedFiles } from '../../src/core/recorded-files.ts'
import { run } from '../../src/run.ts'
import { tool } from '../../src/tool.ts'

export type Made = {
  readonly root: string
  readonly repository?: string
  readonly commit?: string
  readonly asOf?: string
}

/** Writes the bundle of a folder with a manifest, as the Action would of that repository. */
export async function bundleOf(
  folder: string,
  { root, repository, commit = '5e1f0a7', asOf = '2026-11-23' }: Made,
): Promise<void> {
  const read: Read[] = []
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const files = recordedFiles(workspace(root), (path, bytes) => {
    const kept = path === 'ai-compliance.yml' ? ('manifest' as const) : ('records' as const)
    if (read.some((each) => each.path === path)) return
    read.push({ folder: kept, path, sha256: sha256(bytes), bytes: bytes.length })
    write(placeOf(kept, path), bytes)
  })
  const { collected, source } = await run({
    files,
    manifest: 'ai-compliance.yml',
    asOf,
    failOn: 'error',
    ...(repository === undefined ? {} : { run: { event: 'push', repository, headSha: commit } }),
  })
  const maker = { name: tool.name, version: tool.version, dist: 'b0'.repeat(32) }
  for (const [name, text] of await bundleTexts(recordedOf(collected, read, maker), source)) write(name, text)
}
