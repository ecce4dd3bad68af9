import { at } from './payload.ts'

/** A release that an event tells of, and where GitHub takes its assets. */
export type Release = {
  readonly id: number
  readonly tag: string
  /** `https://uploads.github.com`, without a slash at the end. */
  readonly uploads: string
}

/**
 * The release of a `release` event that was published or created; a reason where its assets cannot be sent; undefined for any other
 * event. The token goes to the API's own host and to its `uploads` and nowhere else, whatever the payload says.
 */
export function releaseOf(
  event: string,
  payload: unknown,
  api: string,
): Release | { readonly because: string } | undefined {
  if (event !== 'release' || !/^(published|created)$/.test(String(at(payload, 'action')))) return undefined
  const id = at(payload, 'release', 'id')
  const tag = at(payload, 'release', 'tag_name')
  const address = at(payload, 'release', 'upload_url')
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof tag !== 'string' || typeof address !== 'string')
    return { because: 'the event names no release to attach it to' }
  const [base, uploads] = [url(api), url(address.replace(/\{[^}]*\}$/, ''))]
  const [prefix] = /^.*?(?=\/repos\/)/.exec(uploads?.pathname ?? '') ?? []
  const same =
    uploads?.protocol === base?.protocol && (uploads?.host === base?.host || uploads?.host === uploadsOf(base))
  if (base === undefined || uploads === undefined || prefix === undefined || !same || uploads.username !== '')
    return { because: 'the event names an address for assets that is not GitHub’s' }
  return { id, tag, uploads: `${uploads.origin}${prefix}` }
}

/** `api.github.com` takes assets at `uploads.github.com`, `api.octo.ghe.com` at `uploads.octo.ghe.com`. */
function uploadsOf(api: URL | undefined): string | undefined {
  return api?.host.startsWith('api.') ? api.host.replace(/^api\./, 'uploads.') : undefined
}

function url(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
