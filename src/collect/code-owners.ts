import { type CodeOwners, membershipsNeeded, type OwnedCode, type OwnedEntry } from '../core/code-owners.ts'
import type { Facts } from '../core/facts.ts'
import type { Manifest, System } from '../core/manifest.ts'
import type { Base, BaseUnknown, Files, ListLimits, Platform } from '../core/ports.ts'
import { handlesOfOwners } from '../core/system-owners.ts'
import { globs } from '../read/code-globs.ts'
import {
  CODEOWNERS,
  CODEOWNERS_BYTES,
  type CodeOwnersFile,
  decidingEntry,
  parseCodeOwners,
} from '../read/codeowners.ts'
import { plainPath } from '../read/plain-path.ts'
import { decodeText } from '../read/text.ts'

/** How far the code of systems is looked for, and how much of it is held against `CODEOWNERS`: the time stays in proportion. */
const LISTED: ListLimits = { depth: 20, entries: 50_000 }
const MAX_FILES = 2000
const MAX_MATCHES = 2_000_000

export type OwnersFrom = {
  readonly manifest: Manifest
  /** The files that are judged. */
  readonly files: Files
  readonly base: Base | BaseUnknown | undefined
  /** Absent where GitHub is not asked. */
  readonly platform: Platform | undefined
}

type From = Pick<OwnersFrom, 'manifest' | 'files' | 'platform'> & { readonly base: Base }

/** Whom `CODEOWNERS` names for the code of each system. It is read at the tip of the base branch, as GitHub reads it. */
export async function collectCodeOwners({ manifest, files, base, platform }: From): Promise<Pick<Facts, 'codeOwners'>> {
  const withCode = manifest.systems.filter(({ code }) => code.value !== undefined && code.value.length > 0)
  if (withCode.length === 0) return {}
  const { repository } = base.tip
  if (repository === undefined) return {}
  const found = await readCodeOwners(repository.files)
  if (found === undefined) return {}
  if ('because' in found) return { codeOwners: { known: false, because: found.because } }
  const { file, parsed } = found
  const list = lister(files)
  const prefix = repository.folder === '' ? '' : `${repository.folder}/`
  const systems = new Map<string, OwnedCode>()
  for (const { id, code } of withCode) systems.set(id, owned(await codeOf(code.value ?? [], list), parsed, prefix))
  const asked = withCode.flatMap((system) => membershipsOf(manifest, system, systems.get(system.id)))
  const members = platform === undefined || asked.length === 0 ? {} : await platform.members(asked)
  const codeOwners: CodeOwners = {
    known: true,
    file,
    skipped: parsed.skipped,
    systems: Object.fromEntries(systems),
    members,
  }
  return { codeOwners }
}

type Found = { readonly file: string; readonly parsed: CodeOwnersFile } | { readonly because: string }

/** Undefined where the base has none. */
async function readCodeOwners(files: Files): Promise<Found | undefined> {
  for (const file of CODEOWNERS) {
    const read = await files.read(file, CODEOWNERS_BYTES)
    if (!read.ok && read.reason === 'missing') continue
    if (!read.ok) return { because: read.message }
    const decoded = decodeText(read.bytes)
    return decoded.ok ? { file, parsed: parseCodeOwners(decoded.text) } : { because: decoded.message }
  }
  return undefined
}

type List = (folder: string) => ReturnType<Files['list']>

/** Each folder is listed once, whichever systems have code there. */
function lister(files: Files): List {
  const known = new Map<string, ReturnType<Files['list']>>()
  return (folder) => {
    const listed = known.get(folder) ?? files.list(folder, LISTED)
    known.set(folder, listed)
    return listed
  }
}

type Code = { readonly paths: readonly string[] } | { readonly because: string }

async function codeOf(patterns: readonly string[], list: List): Promise<Code> {
  const { folders, matches } = globs(patterns)
  // The first step of a pattern may be a file of the root itself.
  const atRoot = folders.some((folder) => folder === '.' || patterns.some((pattern) => plainPath(pattern) === folder))
  const paths: string[] = []
  for (const folder of atRoot ? [''] : folders) {
    const listed = await list(folder)
    if (!listed.ok) return { because: `${folder === '' ? 'the repository' : `\`${folder}\``} ${listed.message}` }
    paths.push(...listed.paths.filter((path) => matches({ path, submodule: false })))
  }
  return { paths }
}

/** The files of a system by the line that decides about them, in the order of the lines. */
function owned(code: Code, { entries }: CodeOwnersFile, prefix: string): OwnedCode {
  if ('because' in code) return { known: false, because: code.because }
  const most = Math.min(MAX_FILES, Math.ceil(MAX_MATCHES / Math.max(1, entries.length)))
  const byLine = new Map<number, OwnedEntry>()
  let unowned = 0
  for (const path of code.paths.slice(0, most)) {
    const entry = decidingEntry(entries, prefix + path)
    if (entry === undefined || entry.owners.length === 0) unowned += 1
    else if (!byLine.has(entry.line)) byLine.set(entry.line, { line: entry.line, owners: entry.owners, example: path })
  }
  return {
    known: true,
    entries: [...byLine.values()].sort((a, b) => a.line - b.line),
    unowned,
    ...(code.paths.length > most ? { partly: true } : {}),
  }
}

function membershipsOf(manifest: Manifest, system: System, code: OwnedCode | undefined) {
  return code?.known === true ? membershipsNeeded(code.entries, handlesOfOwners(manifest, system)) : []
}
