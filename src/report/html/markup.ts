import { plain, segments } from '../escape.ts'

/** Text that is safe to stand in a page, between tags or in a quoted attribute. Only this file makes it from text. */
export type Html = { readonly html: string }

/** Builds a page: text in the template is ours, a string that is put in is escaped, and markup is kept. */
export function h(ours: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[])[]): Html {
  return { html: ours.map((part, index) => part + (index < values.length ? inside(values[index] ?? '') : '')).join('') }
}

/** A sentence of ours in which the user's spelling stands in back-ticks. */
export function prose(value: string, most?: number): Html {
  return {
    html: segments(plain(value, most))
      .map((part) => (part.code ? `<code>${escaped(part.text)}</code>` : escaped(part.text)))
      .join(''),
  }
}

export function all(parts: readonly Html[], between = ''): Html {
  return { html: parts.map(({ html }) => html).join(between) }
}

/** The parts that say something. */
export function some(parts: readonly Html[]): readonly Html[] {
  return parts.filter(({ html }) => html !== '')
}

export const NOTHING: Html = { html: '' }

/**
 * A name for a place in the page, different for different names: letters, digits and hyphens stay, any other sign is its number between
 * underscores, and a full stop stands between the parts.
 */
export function anchor(...names: readonly string[]): string {
  return names
    .map((name) => name.replace(/[^A-Za-z0-9-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`))
    .join('.')
}

/** A relative address of a file in the bundle; undefined for a path that would lead anywhere else. */
export function address(path: string): string | undefined {
  const parts = path.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return undefined
  // A lone surrogate has no UTF-8, and no file is called by one.
  return parts.map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'))).join('/')
}

function inside(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'string') return escaped(plain(value))
  if (typeof value === 'number') return String(value)
  return 'html' in value ? value.html : value.map(({ html }) => html).join('')
}

const ENTITIES: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
}
