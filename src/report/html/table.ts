import { COLUMNS, type Columns } from './columns.ts'
import { all, type Html, h, NOTHING, some } from './markup.ts'

export type Row = { readonly at?: Html; readonly cells: readonly Html[] }

/** A table that becomes a list on a narrow screen. The first cell names the row. */
export function table(kind: Columns, caption: string, rows: readonly (Row | readonly Html[])[]): Html {
  if (rows.length === 0) return NOTHING
  const heads = COLUMNS[kind].map(([name]) => h`<th scope="col">${name}</th>`)
  const lines = rows.map((row) => {
    const { at = NOTHING, cells } = 'cells' in row ? row : { cells: row }
    const [first = NOTHING, ...others] = cells
    return h`<tr${at}><th scope="row">${first}</th>${others.map((cell) => h`<td>${cell}</td>`)}</tr>`
  })
  return h`<table class="${kind}"><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${all(lines, '\n')}</tbody></table>`
}

/** A word with the colour of what it means; the word alone says it too. */
export function mark(kind: string, word: string): Html {
  return h`<span class="mark ${kind}">${word}</span>`
}

export function code(text: string): Html {
  return h`<code>${text}</code>`
}

export function list(items: readonly (Html | { readonly at: Html; readonly item: Html })[]): Html {
  if (items.length === 0) return NOTHING
  const lines = items.map((one) => ('html' in one ? h`<li>${one}</li>` : h`<li${one.at}>${one.item}</li>`))
  return h`<ul>${all(lines, '\n')}</ul>`
}

/** Folded until somebody wants it; on paper everything is unfolded. */
export function fold(summary: Html | string, content: Html, open = false): Html {
  if (content.html === '') return NOTHING
  return open
    ? h`<details open><summary>${summary}</summary>${content}</details>`
    : h`<details><summary>${summary}</summary>${content}</details>`
}

export function section(id: string, title: string, ...parts: readonly Html[]): Html {
  const shown = some(parts)
  return shown.length === 0
    ? NOTHING
    : h`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${all(shown, '\n')}</section>`
}
