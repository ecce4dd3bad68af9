/**
 * Everything that comes from the repository is hostile: names, prose, paths, keys. Each sink has its own escape, and markup is only
 * ever made by `md`, which escapes what it is not told to trust.
 */

/** Text that is safe to stand in Markdown. Only this file makes it from text. */
export type Markdown = { readonly markdown: string }

/** Zero-width space: invisible, and enough to keep GitHub from seeing a mention or a reference. */
const BREAK = '\u200b'
/** Controls, bidi and other invisible format characters, line separators and lone surrogates; joiners stay, as some scripts are spelt with them. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** One line with as many characters as before: white space becomes a space and what must not reach a screen becomes `�`. */
export function visible(text: string): string {
  if (SEEN.test(text)) return text
  return text.replace(/[\t\n\v\f\r\u2028\u2029]/g, ' ').replace(UNSEEN, '\ufffd')
}

/** Nothing but letters and signs of ASCII, as most texts are: the pages of a large report ask this a hundred thousand times. */
const SEEN = /^[ -~]*$/

/** One line, single spaces, no more than `most` characters. */
export function plain(text: string, most = 2_000): string {
  return visible(cap(text, most)).replace(/\s+/gu, ' ').trim()
}

/**
 * A line that the runner does not take for a command: it reads `::name` after leading spaces and `##[name]` anywhere
 * (actions/runner, ActionCommand.cs).
 */
export function logLine(line: string): string {
  return line.replace(/^(\s*):(?=:)/u, `$1:${BREAK}`).replaceAll('##[', `##${BREAK}[`)
}

/** Plain text for GitHub: nothing in it notifies, links or closes. A backslash would not help (github/markup#1168). */
export function inert(text: string): string {
  return plain(text)
    .replaceAll('@', `@${BREAK}`)
    .replace(/#(?=\d|$)/g, `#${BREAK}`)
    .replaceAll('##[', `##${BREAK}[`)
    .replace(/(gh)-(?=\d|$)/gi, `$1-${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/(www)\./gi, `$1${BREAK}.`)
    .replace(/(?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])/gi, (hex) => hex.replace(/.{6}(?=.)/g, `$&${BREAK}`))
}

/** Text as Markdown that shows it unchanged, in a paragraph, a list item or a table cell. */
export function text(value: string): Markdown {
  const safe = inert(value)
    .replace(/&(?=[#a-z])/gi, '&amp;')
    .replace(/[<>`|]/g, (found) => ENTITIES[found] ?? '')
    .replace(/[\\*_[\]~$]/g, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
  return { markdown: safe }
}

/** A code span whose fence is longer than any run of back-ticks in it. */
export function code(value: string): Markdown {
  const inside = inert(value)
  const longest = Math.max(0, ...(inside.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = inside === '' || inside.startsWith('`') || inside.endsWith('`') ? ' ' : ''
  return { markdown: `${fence}${pad}${inside}${pad}${fence}` }
}

/** Text between or in HTML tags. */
export function html(value: string): Markdown {
  return { markdown: inert(value).replace(/[&<>"'`]/g, (found) => ENTITIES[found] ?? '') }
}

/** A sentence of ours between HTML tags, where back-ticks would stay back-ticks. */
export function htmlProse(value: string): Markdown {
  return join(segments(value).map((part) => (part.code ? md`<code>${html(part.text)}</code>` : spacedHtml(part.text))))
}

/** A sentence of ours in which the user's spelling stands in back-ticks: each part is escaped for where it stands. */
export function prose(value: string): Markdown {
  return join(segments(value).map((part) => (part.code ? code(part.text) : spaced(part.text))))
}

/** One line of the Markdown that OSCAL takes (pages.nist.gov/OSCAL, “Markup”): shows the text unchanged, the user's spelling as code, and inserts nothing. */
export function oscalMarkup(value: string): string {
  const line = plain(value)
  const escaped = segments(line)
    // A code span loses a space at its ends, and where back-ticks stand together nobody knows which of them makes one.
    .map(({ code, text }) =>
      code && text === text.trim() && !line.includes('``')
        ? `\`${text}\``
        : (code ? `\`${text}\`` : text).replace(/[\\`*_[\]<>&~^{}"'|]/g, '\\$&'),
    )
    .join('')
    .replace(/^(?=[#+=-])/, '\\')
    .replace(/^(\d{1,9})(?=[.)])/, '$1\\')
  return escaped === '' ? '—' : escaped
}

/** A table row; the number of cells is the number given. */
export function row(cells: readonly Markdown[]): Markdown {
  return { markdown: `| ${cells.map((cell) => pipeless(cell.markdown)).join(' | ')} |` }
}

/** A link of ours; each part of the path is encoded. */
export function link(label: Markdown, path: readonly string[], fragment: string): Markdown {
  return { markdown: `[${label.markdown}](${path.map((part) => `/${encodePart(part)}`).join('')}${fragment})` }
}

/** A path as a relative reference (RFC 3986): each step is encoded, so that none is taken for a scheme or a query. */
export function pathReference(path: string): string {
  return path
    .split('/')
    .map((step) => encodeURIComponent(step.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/')
}

/** A link to an address of ours on another page; anything but plain http(s) without a query is shown as text. */
export function linkTo(label: Markdown, url: string): Markdown {
  return /^https?:\/\/[\w.:-]+(?:\/[\w.%~+-]+)*$/.test(url) ? { markdown: `[${label.markdown}](${url})` } : label
}

/** A hex SHA-256 that can be copied: nothing is put into it, as nothing in a code span becomes a link. */
export function digest(sha256: string): Markdown {
  return /^[0-9a-f]{64}$/.test(sha256) ? { markdown: `\`${sha256}\`` } : code(sha256)
}

/** Builds Markdown: text in the template is ours, a string that is put in is escaped, and Markdown is kept. */
export function md(ours: TemplateStringsArray, ...values: readonly (string | number | Markdown)[]): Markdown {
  const parts = ours.flatMap((part, index) => {
    const value = values[index]
    if (value === undefined) return [part]
    return [
      part,
      typeof value === 'object' ? value.markdown : typeof value === 'number' ? String(value) : text(value).markdown,
    ]
  })
  return { markdown: parts.join('') }
}

export function join(parts: readonly Markdown[], between = ''): Markdown {
  return { markdown: parts.map((part) => part.markdown).join(between) }
}

/** Splits at balanced back-ticks; one without a partner stays in the text. */
export function segments(value: string): readonly { readonly code: boolean; readonly text: string }[] {
  return value
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`[^`]+`$/.test(part) ? { code: true, text: part.slice(1, -1) } : { code: false, text: part }))
}

/** At most so many characters, the last of them `…` where something was cut; a character is never halved. */
export function cap(value: string, most: number): string {
  if (value.length <= most) return value
  const characters = [...value]
  return characters.length <= most ? value : `${characters.slice(0, Math.max(0, most - 1)).join('')}…`
}

/** At most so many bytes of UTF-8, the last of them `…` where something was cut. */
export function capBytes(value: string, most: number): string {
  if (byteLength(value) <= most) return value
  let room = most - 3
  let kept = ''
  for (const character of value) {
    room -= byteLength(character)
    if (room < 0) break
    kept += character
  }
  return most < 3 ? '' : `${kept}…`
}

/** Bytes of UTF-8, as GitHub counts them. */
export function byteLength(value: string): number {
  return new TextEncoder().encode(value).length
}

const ENTITIES: { readonly [character: string]: string } = {
  '<': '&lt;',
  '>': '&gt;',
  '`': '&#96;',
  '|': '&#124;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text between two code spans keeps the spaces at its ends. */
function spaced(value: string): Markdown {
  const [before] = /^\s*/u.exec(value) ?? ['']
  const [after] = /\s*$/u.exec(value) ?? ['']
  const inside = text(value).markdown
  if (inside === '') return { markdown: value === '' ? '' : ' ' }
  return { markdown: `${before === '' ? '' : ' '}${inside}${after === '' ? '' : ' '}` }
}

function spacedHtml(value: string): Markdown {
  const inside = html(value).markdown
  return { markdown: `${/^\s/u.test(value) ? ' ' : ''}${inside}${inside !== '' && /\s$/u.test(value) ? ' ' : ''}` }
}

/** GitHub ends a cell at `|` even in a code span, and at `\\|`: the bar is escaped and a backslash before it kept away from it. */
function pipeless(cell: string): string {
  return cell.replace(/\\(?=\|)/g, `\\${BREAK}`).replaceAll('|', '\\|')
}

function encodePart(part: string): string {
  return encodeURIComponent(visible(part)).replace(
    /[!'()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
