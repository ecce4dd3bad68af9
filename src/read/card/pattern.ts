/** Patterns of `model-cards.yml` as one expression: `…` spans up to 80 characters of a sentence, `*` any ending, `@` a name. */
export function patternOf(patterns: readonly string[] | undefined): RegExp | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined
  return new RegExp(patterns.map(sourceOf).join('|'), 'gu')
}

/** The gap ends with the sentence, and a name is one to four words that begin with a capital letter. */
const GAP = '[^.!?;。！？؟\\n]{0,80}?'
const NAME =
  "(?:(?:the|a|an|our|researchers|engineers|scientists|people|members|students|at|of|from|team) ){0,4}(\\p{Lu}[\\p{L}\\p{N}.&’'-]{0,40}(?: \\p{Lu}[\\p{L}\\p{N}.&’'-]{0,40}){0,4})"

function sourceOf(pattern: string): string {
  const start = pattern.startsWith('^')
  const body = start ? pattern.slice(1) : pattern
  const source = body
    .replace(/(?<!\\)\((?!\?)/g, '(?:')
    .replaceAll(' … ', `\\s${GAP}(?<=\\s)`)
    .replaceAll('…', GAP)
    .replace(/(?<=[\p{L}\p{N})\]])\*/gu, '[\\p{L}\\p{M}]*')
    .replaceAll('@', NAME)
    .replace(/ /g, '\\s')
  const before = start
    ? '(?<=^|[.!?:;。！？\\n]\\s{0,3})'
    : /^[\p{Script=Latin}\p{Script=Cyrillic}(@[]/u.test(body)
      ? '(?<![\\p{L}\\p{N}])'
      : ''
  const after = /[\p{Script=Latin}\p{Script=Cyrillic})]$/u.test(body) && !body.endsWith('*') ? '(?![\\p{L}\\p{N}])' : ''
  // A group at the end may be empty or in a script without spaces; then the boundary would ask too much.
  return `${before}(?:${source})${/[\u3040-\u30ff\u4e00-\u9fff]/u.test(body) ? '' : after}`
}

/** The sentence of `text` around a place in it, ends of lines counted as ends. */
export function sentenceAround(text: string, index: number, length: number): string {
  let from = index
  while (from > 0 && index - from < 300 && !isEnd(text, from - 1)) from--
  let to = index + length
  while (to < text.length && to - index < 400 && !isEnd(text, to)) to++
  return text.slice(from, to)
}

function isEnd(text: string, at: number): boolean {
  const letter = text.charAt(at)
  return /[!?;。！？؟\n]/.test(letter) || (letter === '.' && !/\d/.test(text.charAt(at + 1)))
}
