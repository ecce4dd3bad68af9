import schema from '../../schemas/ai-compliance.schema.json' with { type: 'json' }
import type { Regulation } from '../core/regulation.ts'
import { complete } from './complete.ts'
import { type StarterFile, withRecords } from './records.ts'
import { workflow } from './workflow.ts'
import { manifestYaml } from './yaml.ts'

/** The manifest that `check` looks for. */
export const MANIFEST = 'ai-compliance.yml'
const WORKFLOW = '.github/workflows/ai-compliance.yml'
/** Beside the manifest, since an editor finds it there offline and in every clone. */
const SCHEMA = 'compliance/ai-compliance.schema.json'

export type Plan = {
  readonly manifest: StarterFile
  /** The templates, the schema for editors, and the workflow. */
  readonly files: readonly StarterFile[]
  /** The entries under `records` that the templates need, for a manifest that is there already; empty when there are none. */
  readonly added: string
  /** How many answers the law still turns on. */
  readonly open: number
}

/** Every file that a repository with these answers starts from. Pure; the same answers on the same day give the same files. */
export function plan(answers: unknown, regulation: Regulation, asOf: string, version: string): Plan {
  const completed = complete(answers, regulation, asOf)
  const { written, files, added } = withRecords(completed, regulation, asOf)
  const open = completed.determined.questions.filter(({ ask, level }) => ask !== undefined && level !== 'note').length
  return {
    manifest: { path: MANIFEST, text: `${header(open)}\n${manifestYaml(written)}` },
    files: [
      ...files,
      {
        path: SCHEMA,
        text: `${JSON.stringify(schema, null, 2)}\n`,
        summary: 'The schema of the manifest, from which editors complete and explain every key.',
      },
      { path: WORKFLOW, text: workflow(version) },
    ],
    added: added === undefined ? '' : manifestYaml(added),
    open,
  }
}

function header(open: number): string {
  return [
    `# yaml-language-server: $schema=${SCHEMA}`,
    '# What this repository decides about people by automated means, who answers for it, and the records that prove it.',
    '# Every answer takes `yes`, `no` or `unknown` unless its comment says otherwise. `unknown` is never taken for a no:',
    '# `ai-compliance check` does not pass while the law turns on one.',
    ...(open === 0
      ? []
      : [`# Replace each \`unknown\` that it asks for; ${open} now. Answers may close or open others.`]),
  ].join('\n')
}
