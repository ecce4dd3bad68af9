import { RequestFailure, type Send } from './github.ts'

/** GitHub: 100 entries a page at most. */
const PER_PAGE = 100

/** A list of GitHub's, page after page; `whole` is false when there are more pages than `most`. */
export async function listed(
  send: Send,
  route: string,
  parameters: { readonly [name: string]: unknown },
  most: number,
): Promise<{ readonly items: readonly unknown[]; readonly whole: boolean }> {
  const items: unknown[] = []
  for (let page = 1; page <= most; page += 1) {
    const answer: unknown = await send(route, {
      ...parameters,
      per_page: PER_PAGE,
      ...(page === 1 ? {} : { page }),
    })
    if (!Array.isArray(answer)) throw new RequestFailure('lost', 'the answer is no list')
    items.push(...answer)
    if (answer.length < PER_PAGE) return { items, whole: true }
  }
  return { items, whole: false }
}
