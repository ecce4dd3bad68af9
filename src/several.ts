import { findManifests } from './collect/manifests.ts'
import type { Accounts } from './core/comparison.ts'
import { ConfigurationError } from './core/errors.ts'
import type { Base, Platform } from './core/ports.ts'
import type { Report } from './core/report.ts'
import type { Missed } from './core/several.ts'
import { several } from './core/several.ts'
import { severalSurfaces } from './report/several.ts'
import { type Surfaces, surfacesOf } from './report/surfaces.ts'
import { type RunOptions, run } from './run.ts'

/** Manifests that are judged at a time: what they wait for is the network, and what they hold is memory. */
const AT_A_TIME = 8

/** A report with the text of its manifest. */
export type Judged = { readonly report: Report; readonly text: string }
/** At least one of the two holds something; one report alone is the result of one manifest. */
export type AllJudged = { readonly judged: readonly Judged[]; readonly missed: readonly Missed[] }

/** The one result over all that the lines name; over one manifest it is that manifest's own. */
export async function judgeEach(
  lines: readonly string[],
  options: Omit<RunOptions, 'manifest'>,
  running = run,
): Promise<Surfaces> {
  const { judged, missed } = await runEach(options, lines, running)
  const [only, ...others] = judged
  if (only !== undefined && others.length === 0 && missed.length === 0) return surfacesOf(only.report, only.text)
  const texts = new Map(judged.map(({ report, text }) => [report, text]))
  const total = several(
    judged.map(({ report }) => report),
    missed,
    options,
  )
  return severalSurfaces(total, (report) => texts.get(report) ?? '')
}

/**
 * The gate over every manifest that the lines name, paths and globs. One that cannot be judged hides no other. Throws
 * `ConfigurationError` when nothing can be judged, for the one reason that there is.
 */
export async function runEach(
  options: Omit<RunOptions, 'manifest'>,
  lines: readonly string[],
  running = run,
): Promise<AllJudged> {
  const { base, platform, files, shownUnder = '' } = options
  const known = base !== undefined && 'files' in base ? base : undefined
  const found = await findManifests(files, lines, known)
  const shared = platform === undefined ? options : { ...options, platform: askedOnce(platform) }
  const shown = (path: string) => (shownUnder === '' ? path : `${shownUnder}/${path}`)
  const judged: Judged[] = []
  const missed: Missed[] = found.missed.map((each) => ({ ...each, manifest: shown(each.manifest) }))
  const reasons = new Set<string>()
  for (let index = 0; index < found.paths.length; index += AT_A_TIME) {
    const some = found.paths.slice(index, index + AT_A_TIME)
    const ends = await Promise.all(some.map((manifest) => judgeOne({ ...shared, manifest }, shown(manifest), running)))
    for (const end of ends) {
      if ('report' in end) judged.push(end)
      else {
        missed.push(end)
        reasons.add(`${end.message} ${end.next}`)
      }
    }
  }
  const moved = new Set(judged.flatMap(({ report }) => report.comparison?.movedFrom ?? []))
  for (const path of found.dropped) if (!moved.has(path)) missed.push(droppedFrom(known, path, shown(path)))
  const [first] = missed
  if (
    judged.length === 0 &&
    first !== undefined &&
    (missed.length === 1 || (reasons.size === 1 && missed.length === found.paths.length))
  )
    throw new ConfigurationError(first.message, first.next)
  return { judged, missed }
}

async function judgeOne(options: RunOptions, manifest: string, running: typeof run): Promise<Judged | Missed> {
  try {
    const { report, text } = await running(options)
    return { report, text }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { manifest, message: error.message, next: error.next }
  }
}

function droppedFrom(base: Base | undefined, path: string, manifest: string): Missed {
  const at = base === undefined ? '' : ` \`${base.commit.slice(0, 7)}\``
  return {
    manifest,
    message: `This change takes \`${path}\` away, which the base commit${at} has under these globs, and no manifest that is judged here was moved from it.`,
    next: 'Put it back, or name its new path. A system that is used no more is declared as `status: retired`.',
  }
}

/** What the platform tells of an account holds for every manifest; what it tells of reviews it keeps itself. */
function askedOnce(platform: Platform): Platform {
  const accounts = new Map<string, Promise<Accounts>>()
  return {
    approvals: (asked) => platform.approvals(asked),
    members: (asked) => platform.members(asked),
    accounts(handles) {
      const key = [...handles].sort().join(' ')
      const told = accounts.get(key) ?? platform.accounts(handles)
      accounts.set(key, told)
      return told
    },
  }
}
