import type { Operation } from '../openapi.ts'
import type { Headers, Seen } from './options.ts'

export type Answer = { readonly status: number; readonly data: unknown; readonly headers?: Headers }
export type Perform = (operation: Operation, seen: Seen) => Answer | Promise<Answer>
export type Operations = { readonly [id: string]: Perform | undefined }

export function ok(data: unknown, headers: Headers = {}): Answer {
  return { status: 200, data, headers }
}

export function refused(status: number, message: string): Answer {
  return { status, data: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } }
}

export const notFound = refused(404, 'Not Found')

/** The part of a list that a request asks for, with the links to the others. GitHub: 30 a page, 100 at most. */
export function page(items: readonly unknown[], seen: Seen, usual = 30, most = 100): PageOf {
  const size = Math.min(most, positive(seen.query.per_page) ?? usual)
  const number = positive(seen.query.page) ?? 1
  const last = Math.max(1, Math.ceil(items.length / size))
  const link = (to: number, relation: string): string => {
    const query = new URLSearchParams({ ...seen.query, page: String(to), per_page: String(size) })
    return `<${seen.origin}${seen.path}?${query}>; rel="${relation}"`
  }
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ]
  return {
    number,
    items: items.slice((number - 1) * size, number * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  }
}

type PageOf = { readonly number: number; readonly items: readonly unknown[]; readonly headers: Headers }

function positive(text: string | undefined): number | undefined {
  const number = Number(text)
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}
