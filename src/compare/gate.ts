import type { Change } from '../core/change.ts'
import type { ChangedFile } from '../core/comparison.ts'
import type { ChangedWith } from './judged.ts'
import { quoted } from './words.ts'

/** What this change does to the gate itself: where the manifest is, what the policy says, how the gate is run. */
export function gateChanges({ manifestFile, movedFrom, policyFile, files }: ChangedWith): readonly Change[] {
  return [
    ...(movedFrom === undefined ? [] : [moved(movedFrom, manifestFile)]),
    ...(files.known
      ? [...policyChange(policyFile, files.files), ...workflowChange(files.workflow)]
      : untold(policyFile, files.because)),
  ]
}

function moved(was: string, is: string): Change {
  return { ...gateChange('manifest-moved', `the manifest was ${quoted(was)} and is ${quoted(is)}`), was, is }
}

function policyChange(path: string | undefined, files: readonly ChangedFile[]): readonly Change[] {
  const changed = files.find((file) => path !== undefined && (file.path === path || file.from === path))
  if (changed === undefined || path === undefined) return []
  const stays = changed.path === path && changed.status !== 'removed'
  return [
    gateChange(
      'policy-changed',
      stays
        ? `the policy ${quoted(path)} differs; what it says counts from the merge on`
        : `the policy ${quoted(path)} is taken away; from the merge on nothing can be judged by it`,
    ),
  ]
}

function workflowChange(workflow: string | undefined): readonly Change[] {
  return workflow === undefined
    ? []
    : [gateChange('workflow-changed', `${quoted(workflow)}, which runs the gate, differs`)]
}

/** What nobody can tell counts as changed, so that somebody looks. */
function untold(policy: string | undefined, because: string): readonly Change[] {
  const untold = (what: string) => `whether ${what} differs cannot be told: ${because}`
  return [
    ...(policy === undefined ? [] : [gateChange('policy-changed', untold(`the policy ${quoted(policy)}`))]),
    gateChange('workflow-changed', untold('the workflow that runs the gate')),
  ]
}

function gateChange(kind: 'manifest-moved' | 'policy-changed' | 'workflow-changed', says: string): Change {
  return { topic: 'gate', scope: 'manifest', key: `gate/${kind}`, says, loosens: kind, route: [] }
}
