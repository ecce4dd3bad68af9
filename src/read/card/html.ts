/** A piece of HTML: a tag in lower case, `/` in front when it closes, or the text between two tags. */
export type Piece = { readonly tag: string; readonly text: string; readonly line: number }

/** The tags and texts of HTML in order, comments left out; lines count on from `line`. Time grows with the text alone. */
export function piecesOf(html: string, line: number): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let now = line
  let end = html.indexOf('\n')
  const advance = (to: number) => {
    for (; end !== -1 && end < to; end = html.indexOf('\n', end + 1)) now++
    at = to
  }
  const text = (to: number) => {
    const said = html.slice(at, to)
    const lead = /^\s*/.exec(said)?.[0].length ?? 0
    advance(at + lead)
    if (at < to) pieces.push({ tag: '', text: entities(html.slice(at, to)), line: now })
    advance(to)
  }
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) {
      text(html.length)
      break
    }
    if (html.startsWith('<!--', open)) {
      text(open)
      const close = html.indexOf('-->', open)
      advance(close === -1 ? html.length : close + 3)
      continue
    }
    TAG.lastIndex = open
    const tag = TAG.exec(html)
    if (tag === null) {
      const next = html.indexOf('<', open + 1)
      text(next === -1 ? html.length : next)
      continue
    }
    text(open)
    pieces.push({ tag: `${tag[1]}${(tag[2] ?? '').toLowerCase()}`, text: '', line: now })
    advance(TAG.lastIndex)
  }
  return pieces
}

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>])[^<>]{0,2000}>/y

const NAMED: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function entities(text: string): string {
  return text.replace(/&([a-z]{2,5});/g, (whole, name: string) => NAMED[name] ?? whole)
}
