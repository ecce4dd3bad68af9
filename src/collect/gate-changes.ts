import type { Change } from '../core/change.ts'
import type { ChangedFile, ChangedFiles } from '../core/comparison.ts'
import type { PolicyFacts } from '../core/policy.ts'

/** What this change does to the gate itself: where the manifest is, what the policy says, how the gate is run. */
export function gateChanges({
  manifestFile,
  movedFrom,
  policy,
  files,
}: {
  readonly manifestFile: string
  readonly movedFrom: string | undefined
  readonly policy: PolicyFacts
  readonly files: ChangedFiles
}): readonly Change[] {
  const path = policy.from === 'base' ? policy.name : undefined
  return [
    ...(movedFrom === undefined
      ? []
      : [gateChange('manifest-moved', `the manifest was \`${movedFrom}\` and is \`${manifestFile}\``)]),
    ...(files.known
      ? [...policyChange(path, files.files), ...workflowChange(files.workflow)]
      : untold(path, files.because)),
  ]
}

function policyChange(path: string | undefined, files: readonly ChangedFile[]): readonly Change[] {
  const changed = files.find((file) => path !== undefined && (file.path === path || file.from === path))
  if (changed === undefined) return []
  const stays = changed.path === path && changed.status !== 'removed'
  return [
    gateChange(
      'policy-changed',
      stays
        ? `the policy \`${path}\` differs; what it says counts from the merge on`
        : `the policy \`${path}\` is taken away; from the merge on nothing can be judged by it`,
    ),
  ]
}

function workflowChange(workflow: string | undefined): readonly Change[] {
  return workflow === undefined ? [] : [gateChange('workflow-changed', `\`${workflow}\`, which runs the gate, differs`)]
}

/** What nobody can tell counts as changed, so that somebody looks. */
function untold(policy: string | undefined, because: string): readonly Change[] {
  const untold = (what: string) => `whether ${what} differs cannot be told: ${because}`
  return [
    ...(policy === undefined ? [] : [gateChange('policy-changed', untold(`the policy \`${policy}\``))]),
    gateChange('workflow-changed', untold('the workflow that runs the gate')),
  ]
}

function gateChange(kind: 'manifest-moved' | 'policy-changed' | 'workflow-changed', says: string): Change {
  return { topic: 'gate', scope: 'manifest', key: `gate/${kind}`, says, loosens: kind, route: [] }
}
