import { at, example, object } from '../openapi.ts'
import { notFound, type Operations, refused } from './answer.ts'
import type { GitHubOptions } from './options.ts'

/** An asset that was attached, with its bytes. */
export type Asset = { readonly release: number; readonly name: string; readonly content: Buffer }

/** The releases of the job's repository: a name is given once, and what is immutable takes nothing more. */
export function releases({ releases: known = {} }: GitHubOptions, repository: string) {
  const assets: Asset[] = []
  const operations: Operations = {
    'repos/upload-release-asset': ({ parameters }, { query, body }) => {
      const release = Number(parameters.release_id)
      const stands = known[release]
      if (stands === undefined) return notFound
      if (stands.immutable === true) return refused(422, 'Cannot upload assets to an immutable release.')
      const { name = '' } = query
      const taken =
        stands.assets?.includes(name) || assets.some((asset) => asset.release === release && asset.name === name)
      if (taken) {
        const { status, data } = refused(422, 'Validation Failed')
        return {
          status,
          data: { ...object(data), errors: [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }] },
        }
      }
      if (!Buffer.isBuffer(body) || body.length === 0) return refused(400, 'Bad Content-Length: 0')
      assets.push({ release, name, content: body })
      return {
        status: 201,
        data: {
          ...object(example('release-asset-response-for-successful-upload')),
          id: assets.length,
          name,
          size: body.length,
          browser_download_url: `https://github.com/${repository}/releases/download/${at(stands, 'tag')}/${name}`,
        },
      }
    },
  }
  return { operations, assets: () => assets }
}
