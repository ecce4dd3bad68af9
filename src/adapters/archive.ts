import { basename, join } from 'node:path'
import { byText } from '../bundle/layout.ts'
import type { Recorded } from '../bundle/make.ts'
import type { Base, BaseUnknown, Files, PolicySource } from '../core/ports.ts'
import type { Report } from '../core/report.ts'
import { artifactName, slugOf } from '../read/artifact-name.ts'
import type { RunContext } from '../read/context.ts'
import type { Inputs } from '../read/inputs.ts'
import { releaseOf } from '../read/release.ts'
import type { Source } from '../read/source.ts'
import { type Kept, renderKept } from '../report/evidence.ts'
import { evidenceOf } from '../report/html/evidence.ts'
import { renderHtml } from '../report/html/page.ts'
import { type Bundled, type Evidence, gathering } from './evidence.ts'
import { attachAll } from './release-assets.ts'
import * as runner from './runner.ts'
import { upload } from './upload.ts'

type Sources = { readonly files: Files; readonly base?: Base | BaseUnknown; readonly policy?: PolicySource }
type Ran = { readonly report: Report; readonly collected: Recorded['collected']; readonly source: Source }
type Env = { readonly [name: string]: string | undefined }

export type Archive = {
  /** Runs the gate over one manifest so that the bundle takes in what it reads. */
  over<S extends Sources, R extends Ran>(manifest: string, sources: S, run: (sources: S) => Promise<R>): Promise<R>
  /** Puts the evidence where it belongs, and says where. Each part fails alone, with one notice. */
  keep(event: unknown, sarif: () => string): Promise<void>
}

type Options = {
  /** The output directory. */
  readonly directory: string
  readonly inputs: Pick<Inputs, 'githubToken' | 'uploadArtifact' | 'retentionDays'>
  readonly context: RunContext
  readonly env: Env
}

/** The evidence of a run of the Action. Nothing of it can change a verdict. */
export function archiving(options: Options): Archive {
  const { directory } = options
  const ended: { readonly manifest: string; readonly ran: Ran; readonly evidence: Evidence<Sources> | undefined }[] = []
  let refused = false
  /** Where one cannot be begun, no other can, and one notice is enough. */
  function begin<S extends Sources>(manifest: string, sources: S): Evidence<S> | undefined {
    if (refused) return undefined
    refused = true
    const path = join(directory, 'bundle')
    const evidence = gathering(path, manifest, sources, `It belongs in \`${path}\``)
    refused = false
    return evidence
  }
  return {
    async over(manifest, sources, run) {
      const evidence = await runner.attempt('The evidence bundle', () => begin(manifest, sources))
      try {
        const ran = await run(evidence?.sources ?? sources)
        ended.push({ manifest, ran, evidence })
        return ran
      } catch (error) {
        evidence?.discard()
        throw error
      }
    },
    async keep(event, sarif) {
      const findings = await runner.attempt('`results.sarif`', () =>
        runner.writeReport(directory, 'results.sarif', sarif()),
      )
      const kept: Finished[] = []
      const pages: string[] = []
      const folders = new Set<string>()
      for (const { manifest, ran, evidence } of ended.sort((a, b) => byText(a.manifest, b.manifest))) {
        const folder = ended.length === 1 ? directory : join(directory, once(slugOf(manifest) || 'top', folders))
        const page = await runner.attempt('`report.html`', () => writePage(folder, ran))
        if (page !== undefined) pages.push(page)
        const bundled =
          evidence && (await runner.attempt('The evidence bundle', () => evidence.finish(ran, join(folder, 'bundle'))))
        if (bundled !== undefined) kept.push({ ...bundled, manifest: ran.report.manifest })
      }
      await say(kept, event, { ...options, pages, sarif: findings })
    },
  }
}

/** The name, or where another manifest has it, the name with a number. */
function once(name: string, taken: Set<string>, number = 1): string {
  const called = number === 1 ? name : `${name}-${number}`
  if (taken.has(called)) return once(name, taken, number + 1)
  taken.add(called)
  return called
}

type Finished = Bundled & Pick<Kept, 'manifest'>

/** The page for people; the bundle has its own, whose links lead to the records in it. */
function writePage(folder: string, { report, collected }: Ran): Promise<string> {
  return runner.writeReport(folder, 'report.html', renderHtml(report, evidenceOf(collected.facts)))
}

/** Puts the bundles where they stay, then says in outputs and summary where that is. */
async function say(
  bundles: readonly Finished[],
  event: unknown,
  {
    directory,
    inputs,
    context,
    env,
    pages,
    sarif,
  }: Options & {
    readonly pages: readonly string[]
    readonly sarif: string | undefined
  },
): Promise<void> {
  const days = retention(inputs.retentionDays, env.GITHUB_RETENTION_DAYS)
  const release = releaseOf(context.event, event, env.GITHUB_API_URL ?? 'https://api.github.com')
  const assets = release === undefined ? new Map() : await attachAll(bundles, release, { inputs, context })
  const kept: Kept[] = []
  let uploads = inputs.uploadArtifact
  for (const bundle of bundles) {
    const { manifest, sha256, directory: path } = bundle
    const name = artifactName({ manifest, job: env.GITHUB_JOB, attempt: env.GITHUB_RUN_ATTEMPT })
    const uploaded = uploads ? await upload(bundle, { name, days, env }) : undefined
    // A store that takes one not will not take the next, and each waits for its time.
    uploads = uploaded !== undefined
    const asset = assets.get(bundle)
    kept.push({
      manifest,
      bundle: { path: join(basename(directory), path.slice(directory.length)), sha256 },
      ...(uploaded === undefined
        ? {}
        : {
            artifact: {
              name: uploaded.name,
              url: context.runUrl === undefined ? '' : `${context.runUrl}/artifacts/${uploaded.id}`,
              digest: uploaded.digest,
              deletedOn: days === undefined ? undefined : dayIn(days),
            },
          }),
      ...(asset === undefined ? {} : { asset }),
    })
  }
  await runner.attempt('The outputs of the evidence', () => {
    const { writeOutput } = runner
    const lines = (values: readonly (string | undefined)[]) => values.filter((value) => value !== undefined).join('\n')
    writeOutput('report-html', pages.join('\n'))
    writeOutput('sarif', sarif ?? '')
    writeOutput('bundle', lines(bundles.map((bundle) => bundle.directory)))
    writeOutput('bundle-sha256', lines(bundles.map(({ sha256 }) => sha256)))
    writeOutput('artifact-url', lines(kept.map(({ artifact }) => artifact?.url)))
  })
  await runner.attempt('The summary of the evidence', () =>
    runner.writeSummary(env.GITHUB_STEP_SUMMARY, renderKept(kept, docs(env))),
  )
}

/** GitHub: what a workflow asks for is at most what the repository allows, which the runner tells. */
function retention(asked: number | undefined, allowed: string | undefined): number | undefined {
  const most = /^[1-9]\d{0,3}$/.test(allowed ?? '') ? Number(allowed) : undefined
  return asked === undefined || (most !== undefined && most < asked) ? most : asked
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** The folder of the gate's own docs, as it was downloaded; undefined where it is not told. */
function docs({
  GITHUB_ACTION_REPOSITORY: repository = '',
  GITHUB_ACTION_REF: ref = '',
}: Env): readonly string[] | undefined {
  const isTold = /^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/.test(repository) && /^[\w-][\w.-]*$/.test(ref)
  return isTold ? [...repository.split('/'), 'blob', ref] : undefined
}
