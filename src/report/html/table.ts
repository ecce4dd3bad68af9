import { all, type Html, h, NOTHING } from './markup.ts'

/** A table that becomes a list on a narrow screen: each cell then says its column. The first cell names the row. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Html[])[]): Html {
  if (rows.length === 0) return NOTHING
  const heads = columns.map((name) => h`<th scope="col">${name}</th>`)
  const lines = rows.map(([first = NOTHING, ...cells]) => {
    const others = cells.map((cell, index) => h`<td data-name="${columns[index + 1] ?? ''}">${cell}</td>`)
    return h`<tr><th scope="row">${first}</th>${others}</tr>`
  })
  return h`<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${all(lines)}</tbody></table></div>`
}

/** A word with the colour of what it means; the word alone says it too. */
export function mark(kind: string, word: string): Html {
  return h`<span class="mark ${kind}">${word}</span>`
}

export function list(items: readonly Html[]): Html {
  return items.length === 0 ? NOTHING : h`<ul>${items.map((item) => h`<li>${item}</li>`)}</ul>`
}

export function section(id: string, title: string, ...parts: readonly Html[]): Html {
  const shown = parts.filter(({ html }) => html !== '')
  return shown.length === 0
    ? NOTHING
    : h`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${shown}</section>`
}
