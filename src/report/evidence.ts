import { code, digest, join, link, linkTo, type Markdown, md } from './escape.ts'

/** Where the evidence of one result is, as far as it could be put there. */
export type Kept = {
  /** The manifest as the reader knows it. */
  readonly manifest: string
  /** The folder on the runner, and the hex SHA-256 of its `SHA256SUMS`. */
  readonly bundle: { readonly path: string; readonly sha256: string }
  readonly artifact?: {
    readonly name: string
    readonly url: string
    /** Hex SHA-256 of the zip. */
    readonly digest: string | undefined
    /** `YYYY-MM-DD`; undefined where the runner does not say how long artifacts are kept. */
    readonly deletedOn: string | undefined
  }
  readonly asset?: { readonly name: string; readonly url: string }
}

/** Results that are shown one by one; the outputs have all. */
const MOST = 50

/** The part of the job summary that says where the evidence is, and until when; `docs`: where the gate's own docs are. */
export function renderKept(all: readonly Kept[], docs: readonly string[] | undefined): string {
  if (all.length === 0) return ''
  const page = docs === undefined ? code(PAGE) : link(code(PAGE), [...docs, ...PAGE.split('/')], '')
  const more = all.length > MOST ? md`\n${all.length - MOST} more are in the outputs.\n` : md``
  return md`\n## Evidence\n\n${join(all.slice(0, MOST).map(one), '\n')}${more}\n${LONGER} ${page} has ways to keep it.\n`
    .markdown
}

const PAGE = 'docs/evidence.md'

function one({ manifest, bundle, artifact, asset }: Kept): Markdown {
  const zip = artifact?.digest === undefined ? md`` : md`, SHA-256 of the zip ${digest(artifact.digest)}`
  const until =
    artifact?.deletedOn === undefined
      ? md`GitHub deletes it when the repository’s retention ends`
      : md`**GitHub deletes it on ${artifact.deletedOn}**`
  const places = [
    ...(artifact === undefined ? [] : [md`- artifact ${linkTo(code(artifact.name), artifact.url)}${zip}. ${until}.`]),
    ...(asset === undefined ? [] : [md`- asset of the release: ${linkTo(code(asset.name), asset.url)}.`]),
    ...(artifact === undefined && asset === undefined
      ? [md`- on the runner alone, in ${code(bundle.path)}, which ends with the job: a later step must keep it.`]
      : []),
  ]
  return md`Of ${code(manifest)}, SHA-256 of \`SHA256SUMS\` ${digest(bundle.sha256)}:\n\n${join(places, '\n')}\n`
}

const LONGER = md`The law asks for longer: a risk assessment is kept for as long as the processing continues, or for five years after the assessment was completed, whichever is later (11 CCR 7155(c)). Whoever has the bundle checks it with \`ai-compliance verify\`.`
