import type { Change } from '../core/change.ts'
import type { ChangedWith } from './judged.ts'
import { quoted } from './words.ts'

/** What the gate itself is run by and judges by: where the manifest stands, the policy, the workflow. */
export function gateChanges({ files, manifestFile, movedFrom, gateFiles = [] }: ChangedWith): readonly Change[] {
  const common = { topic: 'gate' as const, scope: 'manifest', route: [] }
  const moved: readonly Change[] =
    movedFrom === undefined
      ? []
      : [
          {
            ...common,
            key: 'manifest/path',
            says: `the manifest was ${quoted(movedFrom)} and is ${quoted(manifestFile)}`,
            was: movedFrom,
            is: manifestFile,
            loosens: 'manifest-moved',
          },
        ]
  if (!files.known) return moved
  const changed = new Set(files.files.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from])))
  return [
    ...moved,
    ...gateFiles
      .filter(({ path }) => changed.has(path))
      .map(({ path, loosens }) => ({
        ...common,
        key: `manifest/${loosens}/${path}`,
        says:
          loosens === 'policy-changed'
            ? `the policy ${quoted(path)} differs, and counts from the merge on`
            : `the workflow ${quoted(path)}, which runs the gate, differs`,
        loosens,
      })),
  ]
}
