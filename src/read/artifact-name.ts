/** GitHub takes 255 characters; what is longer than this nobody reads. */
const LONGEST = 180

type Named = { readonly manifest: string; readonly job: string | undefined; readonly attempt: string | undefined }

/**
 * `ai-compliance-services-loans-gate-1`: by the manifest, the job and the attempt, for a name is given once in a run. What the store or
 * a file system refuses in a name becomes a hyphen.
 */
export function artifactName({ manifest, job, attempt }: Named): string {
  const parts = ['ai-compliance', slugOf(manifest), slug(job ?? ''), slug(attempt ?? '') || '1']
  return parts
    .filter((part) => part !== '')
    .join('-')
    .slice(0, LONGEST)
}

/** The manifest's folder where it has its usual name; nothing for the usual one at the top. */
export function slugOf(manifest: string): string {
  return slug(manifest.replace(/(^|\/)ai-compliance\.ya?ml$/i, '').replace(/\.(ya?ml|json)$/i, ''))
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9_.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '')
}
