/** Words that stand in for content. A block that begins with one of them says that it is not written yet. */
const PLACEHOLDER = new RegExp(
  '^[\\s*_`"\'([{<#>:.@/-]*(?:' +
    [
      'to[ -]?do|tbd|tbc|tba|fixme|xxx|wip|n\\/?a|not applicable|placeholder|lorem ipsum|(?:more )?information needed|coming soon|pending',
      'to be (?:completed|confirmed|decided|defined|determined|drafted|written|added|announced|done|filled(?: in)?|provided)',
      '(?:this|it)(?: section| part)? (?:is (?:tbd|tbc|todo|empty)|will be (?:completed|written|added|filled))',
      '(?:draft|empty|(?:see|same as) above|work in progress|not (?:yet )?(?:written|available)(?: yet)?)[.!)\\]]*$',
      'fill (?:this )?in|write this|insert\\b[^.\\n]{0,60}$|your (?:text|answer) here',
      '(?:describe|explain|write|list|add|state|give|enter|provide)\\b[^.\\n]{0,80}\\bhere\\b',
    ].join('|') +
    ')(?![a-z])',
  'i',
)
/** Answers that are no text: what a part asks for is not told by them. */
const BARE = /^[\s*_"'.]*(?:unknown|true|false|null|yes|no)[\s*_"'.]*$/i
/** `<placeholder>`, `[insert the purpose]`, `{{ purpose }}`, `____`, `…`, an unticked box, an entity. */
const SLOTS =
  /<[^<>\n]{1,120}>|\[\s*(?:insert|your|enter|describe|add|fill|name|date|tbd|todo|x{2,})[^\]\n]{0,120}\](?!\()|\[[ xX]?\]|\{\{[^{}\n]*\}\}|\$\{[^{}\n]{0,120}\}|\bx{3,}\b|%[A-Z_]{2,40}%|_{3,}|\.{3,}|…|\?{2,}|&[#a-z0-9]{1,12};/gi
/** Characters that nobody sees: controls, formats, fillers. */
const UNSEEN = /[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]/gu
/** `**Owner:** TBD` says no more than `TBD`. */
const LABEL = /^[\s*_]*[\p{L}\p{N}][\p{L}\p{N} /&'()-]{0,40}:[\s*_]*/u
const SHOWN_CHARACTERS = 24
/** Characters of a block that are looked at: who says nothing in so many says nothing. */
const LOOKED_AT = 2_000

/**
 * Why a piece of text does not count as content, as a predicate; undefined when it does. `blocks` are its paragraphs, list
 * items, cells and the like: one that says something is enough.
 */
export function unfilled(blocks: readonly string[]): string | undefined {
  const written = blocks.map((block) => block.slice(0, LOOKED_AT).trim()).filter((block) => block !== '')
  const [first] = written
  if (first === undefined) return 'is empty'
  if (written.some(saysSomething)) return undefined
  const shown = first.replace(/\s+/g, ' ').replaceAll('`', "'")
  return `says only \`${shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown}\``
}

function saysSomething(block: string): boolean {
  return says(block) && says(block.replace(LABEL, ''))
}

/** A word of two letters, or a figure. */
function says(text: string): boolean {
  if (PLACEHOLDER.test(text) || BARE.test(text)) return false
  return /\p{L}[\p{L}\p{M}'’-]*\p{L}|\p{N}/u.test(text.replace(SLOTS, ' ').replace(UNSEEN, ''))
}
