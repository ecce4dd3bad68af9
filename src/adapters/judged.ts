import { posix } from 'node:path'
import type { Base, BaseUnknown, Checkout, Files, History, PolicySource } from '../core/ports.ts'
import type { RunContext } from '../read/context.ts'
import type { Inputs } from '../read/inputs.ts'
import { mayBeGlob } from '../read/manifest-lines.ts'
import type { Connection } from './github.ts'
import type { Open } from './policy-source.ts'
import { locate, type Place } from './runner.ts'
import { workspace } from './workspace.ts'

/** What the Action judges, and what it judges it by. */
export type Judged = {
  readonly place: Place
  readonly sources: {
    readonly files: Files
    readonly checkout?: Checkout
    readonly history: () => Promise<History>
    readonly base?: Base | BaseUnknown
    readonly policy?: PolicySource
  }
  /** To ask GitHub for more that the verdict needs; absent where nothing is proposed, and without a token. */
  readonly connection?: Connection
  /** The commit whose files came through GitHub's API, when they did. */
  readonly throughApi?: string
}

/** The files of the workspace, or those of the pull request where the workspace holds the base branch; and what they are held against. */
export async function judged(
  { manifest, workingDirectory, githubToken: token, policyToken, policy: name }: Inputs,
  context: RunContext,
  top: string | undefined,
  open: Open,
): Promise<Judged> {
  const { place, elsewhere } = await placeOf(context, top, workingDirectory)
  const asked = { context, token, open, wanted: manifest.filter((line) => !mayBeGlob(line)) }
  const { base, connection, instead } = elsewhere
    ? await (await import('./proposal-elsewhere.ts')).proposedElsewhere(place.folder, asked)
    : isProposal(context)
      ? await (await import('./proposal.ts')).proposed(place, asked)
      : NOTHING
  const tokens = { policyToken, githubToken: token }
  const policy =
    name === undefined
      ? {}
      : { policy: await (await import('./policy-source.ts')).policySource(name, { base, tokens, open }) }
  const here = {
    files: instead === undefined ? workspace(place.root) : instead.files,
    ...(instead === undefined
      ? { checkout: async () => (await import('./checkout.ts')).checkout(place.root, { top: place.top })() }
      : {}),
    history: async () => instead?.history ?? (await import('./git.ts')).gitHistory(place.root),
  }
  return {
    place,
    sources: { ...here, ...(base === undefined ? {} : { base }), ...policy },
    ...(connection === undefined ? {} : { connection }),
    ...(instead === undefined ? {} : { throughApi: instead.commit }),
  }
}

const NOTHING = { base: undefined, connection: undefined, instead: undefined }

/** A pull request or a merge queue proposes something; a push, a schedule or a run by hand judges what is there. */
function isProposal({ event }: RunContext): boolean {
  return event === 'merge_group' || event.startsWith('pull_request')
}

/** Where the workspace holds the base branch, or nothing, its files are not looked at: judging them would pass any change. */
async function placeOf(
  context: RunContext,
  top: string | undefined,
  directory: string,
): Promise<{ readonly place: Place; readonly elsewhere: boolean }> {
  if (context.event !== 'pull_request_target') return { place: await locate(top, directory), elsewhere: false }
  const folder = posix.normalize(directory).replace(/\/$/, '')
  const inside = !posix.isAbsolute(folder) && folder !== '..' && !folder.startsWith('../')
  const place = await locate(top, directory).catch(async (error: unknown) => {
    if (!inside) throw error
    return { ...(await locate(top, '.')), folder, commit: undefined }
  })
  const { headSha, mergeSha } = context
  const elsewhere = place.commit === undefined || (place.commit !== headSha && place.commit !== mergeSha)
  return { place: elsewhere ? { ...place, repository: '' } : place, elsewhere }
}
