import { artifactName } from '../read/artifact-name.ts'
import type { RunContext } from '../read/context.ts'
import type { Inputs } from '../read/inputs.ts'
import type { Release } from '../read/release.ts'
import { tool } from '../tool.ts'
import type { Bundled } from './evidence.ts'
import { because } from './failure-words.ts'
import { connect, RequestFailure } from './github.ts'
import * as runner from './runner.ts'

export type Asset = { readonly name: string; readonly url: string }

/** Attaches each bundle to the release that the event tells of; what could not be is said in a notice. */
export async function attachAll<B extends Bundled & { readonly manifest: string }>(
  bundles: readonly B[],
  release: Release | { readonly because: string },
  { inputs, context }: { readonly inputs: Pick<Inputs, 'githubToken'>; readonly context: RunContext },
): Promise<ReadonlyMap<B, Asset>> {
  const attached = new Map<B, Asset>()
  const { repository } = context
  const { githubToken } = inputs
  const missing =
    'because' in release
      ? release.because
      : githubToken === undefined
        ? '`github-token` is empty'
        : repository === undefined
          ? 'the runner names no repository'
          : undefined
  if (missing !== undefined || 'because' in release || githubToken === undefined || repository === undefined) {
    if (bundles.length > 0)
      runner.annotateNotice(`The evidence is not attached to the release: ${missing}. The verdict stands.`)
    return attached
  }
  const [{ attach, zipped }, connection] = await Promise.all([
    import('./bundle-asset.ts'),
    connect(githubToken, `${tool.name}/${tool.version}`),
  ])
  const failures: string[] = []
  for (const bundle of bundles) {
    const name = `${artifactName({ manifest: bundle.manifest, job: undefined, attempt: release.tag })}.zip`
    const url = await zipped(bundle)
      .then((zip) => attach(zip, name, { ...release, repository }, connection))
      .catch((error: unknown) => {
        failures.push(`\`${name}\` is not attached to the release: ${why(error)}`)
        return undefined
      })
    if (url !== undefined) attached.set(bundle, { name, url })
  }
  const [first, ...more] = failures
  if (first !== undefined)
    runner.annotateNotice(`${first}${more.length === 0 ? '' : `, and ${more.length} more`}. The verdict stands.`)
  return attached
}

function why(error: unknown): string {
  if (!(error instanceof RequestFailure)) return error instanceof Error ? error.message : String(error)
  if (error.status === 422 && /already_exists/.test(error.message))
    return 'the release has a file of that name, which is never overwritten'
  if (error.status === 422 && /immutable/i.test(error.message))
    return 'the release is immutable; attach the evidence while it is a draft, as `docs/evidence.md` shows'
  return because(error, { permission: 'contents: write' })
}
