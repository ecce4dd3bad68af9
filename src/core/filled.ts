/** Words that stand in for content. A block that begins with one of them says that it is not written yet. */
const PLACEHOLDER = new RegExp(
  '^[\\s*_`"\'([{<#>:.@/-]*(?:' +
    [
      'to[ -]?do|tbd|tbc|tba|fixme|xxx|wip|n\\/?a|not applicable|placeholder|lorem ipsum|(?:more )?information needed|coming soon|pending',
      'to be (?:completed|confirmed|decided|defined|determined|drafted|written|added|announced|done|filled(?: in)?|provided)',
      '(?:this|it)(?: section| part)? (?:is (?:tbd|tbc|todo|empty)|will be (?:completed|written|added|filled))',
      'fill (?:this )?in|write this|insert\\b[^.\\n]{0,60}$|your (?:text|answer) here',
      '(?:describe|explain|write|list|add|state|give|enter|provide)\\b[^.\\n]{0,80}\\bhere\\b',
    ].join('|') +
    ')(?![a-z])',
  'i',
)
/** The same, where nothing else is said: with more words they may begin a sentence that says something. In the languages that people write records in. */
const ALONE = new RegExp(
  '^[\\s*_`"\'([{<#>:.-]*(?:' +
    [
      'forthcoming(?: upon [^.\\n]{1,60})?|to follow|in progress|under construction|work in progress|draft|empty|none (?:yet|so far|provided|specified)|nothing yet',
      'not (?:yet )?(?:available|provided|specified|documented|defined|determined|written|known|done|filled(?: in)?)(?: yet)?',
      '(?:please )?see (?:above|below|here|there)|(?:same )?as above|ditto|idem',
      'pendiente|por (?:completar|definir)|sin definir|no (?:aplica|disponible)|pr[oó]ximamente',
      'a (?:definir|preencher|completar)|pendente|em breve|não (?:se aplica|disponível)',
      'à (?:compléter|définir|venir|renseigner|rédiger)|en cours|non (?:applicable|renseigné|disponible)',
      'noch offen|offen|folgt|(?:noch )?zu (?:ergänzen|klären|definieren)|(?:noch )?auszufüllen|keine angabe|nicht zutreffend|entfällt',
      'nog (?:in te vullen|te bepalen|niet bekend)|volgt|niet van toepassing|da (?:completare|definire|compilare)|in arrivo|non applicabile',
      'уточняется|будет (?:добавлено|дополнено)|нет данных|не указано|заполнить',
      '待补充|待定|待完善|暂无|未填写|不适用|未定|準備中|作成中|未記入|該当なし',
      'تکمیل شود|در دست تهیه|نامشخص|قيد الإعداد|لاحق[ًا]*|غير متوفر|लंबित|लागू नहीं',
    ].join('|') +
    ')[\\s.…!*_`"\')\\]}>。]*$',
  'i',
)
/** Characters of the longest text that ALONE matches. */
const LONGEST_ALONE = 140
/** `[name of the owner]` and nothing else. */
const BRACKETED = /^\[[^[\]\n]{1,200}\][.\s]*$/
/** In italics throughout, and telling an author what to write. */
const INSTRUCTION =
  /^([*_])(?![*_\s])(?:please|describe|explain|list|include|add|provide|write|state|give|specify|summari[sz]e|replace|note here|fill|this section|briefly|what|who|how|which|when|why|where)\b[^\n]{0,600}\1\.?$/i
/** A question alone is asked of the author. */
const QUESTION = /^[^.!?。！？؟\n]{3,300}[?？؟]$/u
/** Answers that are no text: what a part asks for is not told by them. */
const BARE = /^[\s*_"'.]*(?:unknown|true|false|null|yes|no)[\s*_"'.]*$/i
/** `<placeholder>`, `[insert the purpose]`, `{{ purpose }}`, `____`, `…`, an unticked box, an entity. */
const SLOTS =
  /<[^<>\n]{1,120}>|\[\s*(?:insert|your|enter|describe|add|fill|name|date|tbd|todo|x{2,})[^\]\n]{0,120}\](?!\()|\[[ xX]?\]|\{\{[^{}\n]*\}\}|\$\{[^{}\n]{0,120}\}|%[A-Z_]{2,40}%|_{3,}|\.{3,}|…|\?{2,}|&[#a-z0-9]{1,12};|\b(?:x{2,}|x(?=[.,]x))(?:[.,]x+)?\b|\b(?:yyyy|dd|mm)(?:[-/.](?:yyyy|mm|dd)){1,2}\b/gi
/** Words without any sign that could be a slot. */
const PLAIN = /^[\w ,;:'()-]+$/
/** Characters that nobody sees: controls, formats, fillers. */
const UNSEEN = /[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]/gu
/** `**Owner:** TBD` says no more than `TBD`. */
const LABEL = /^[\s*_]*[\p{L}\p{N}][\p{L}\p{N} /&'()-]{0,40}:[\s*_]*/u
const SHOWN_CHARACTERS = 24
/** Characters of a block that are looked at: who says nothing in so many says nothing. */
const LOOKED_AT = 2_000

/**
 * Why a piece of text does not count as content, as a predicate; undefined when it does. `blocks` are its paragraphs, list
 * items, cells and the like: one that says something is enough. A block that repeats one of the `headings` above it says nothing.
 */
export function unfilled(blocks: readonly string[], headings: readonly string[] = []): string | undefined {
  const written = blocks.map((block) => block.slice(0, LOOKED_AT).trim()).filter((block) => block !== '')
  const [first] = written
  if (first === undefined) return 'is empty'
  if (written.some((block) => saysSomething(block) && !headings.some((heading) => repeats(block, heading))))
    return undefined
  const shown = first.replace(/\s+/g, ' ').replaceAll('`', "'")
  return `says only \`${shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown}\``
}

function saysSomething(block: string): boolean {
  return says(block) && says(block.replace(LABEL, ''))
}

function repeats(block: string, heading: string): boolean {
  return block.length <= 2 * heading.length + 20 && bare(block) === bare(heading)
}

/** Letters and figures alone. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** A word of two letters, or a figure. */
function says(text: string): boolean {
  if ([PLACEHOLDER, BARE, BRACKETED, INSTRUCTION].some((empty) => empty.test(text))) return false
  if (text.length < LONGEST_ALONE && ALONE.test(text)) return false
  if (/[?？؟]$/.test(text) && QUESTION.test(text)) return false
  if (PLAIN.test(text) && /\b(?!x{2}|y{4})[a-z]{3}/i.test(text)) return true
  return /\p{L}[\p{L}\p{M}'’-]*\p{L}|\p{N}/u.test(text.replace(SLOTS, ' ').replace(UNSEEN, ''))
}
