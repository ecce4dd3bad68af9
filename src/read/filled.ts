/** Words that stand in for content. A block that begins with one of them says that it is not written yet. */
const PLACEHOLDER =
  /^[\s*_`"'([{<#>:.-]*(todo|tbd|tbc|tba|fixme|xxx|wip|n\/?a|not applicable|placeholder|lorem ipsum|more information needed|information needed|to be (?:completed|confirmed|decided|determined|written|added|announced|done|filled(?: in)?|provided)|coming soon|fill (?:this )?in|write (?:here|this)|insert |your (?:text|answer) here|pending)(?![a-z])/i
/** `<placeholder>`, `[insert the purpose]`, `{{ purpose }}`, `____`, `…`. */
const SLOTS =
  /<[^<>\n]{1,120}>|\[\s*(?:insert|your|enter|describe|add|fill|name|date|tbd|todo|x{2,})[^\]\n]{0,120}\](?!\()|\{\{[^{}\n]*\}\}|_{3,}|\.{3,}|…|\?{2,}/gi
const SHOWN_CHARACTERS = 24

/**
 * Why a piece of text does not count as content, as a predicate; undefined when it does. `blocks` are its paragraphs, list
 * items, cells and the like: one that says something is enough.
 */
export function unfilled(blocks: readonly string[]): string | undefined {
  const written = blocks.map((block) => block.trim()).filter((block) => block !== '')
  const [first] = written
  if (first === undefined) return 'is empty'
  if (written.some(saysSomething)) return undefined
  const shown = first.replace(/\s+/g, ' ').replaceAll('`', "'")
  return `says only \`${shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown}\``
}

function saysSomething(block: string): boolean {
  return says(block) && says(block.replace(LABEL, ''))
}

/** `**Owner:** TBD` says no more than `TBD`. */
const LABEL = /^[\s*_]*[\p{L}\p{N}][\p{L}\p{N} /&'()-]{0,40}:[\s*_]*/u

function says(text: string): boolean {
  return !PLACEHOLDER.test(text) && /[\p{L}\p{N}]/u.test(text.replace(SLOTS, ' '))
}
