import type { ModelCards, RecordPart } from '../../core/regulation.ts'

/** What a label names: a part by itself, parts beside other matters, or a section that says nothing of any part. */
export type Named = {
  readonly own?: string
  readonly shared: readonly string[]
  readonly elsewhere: boolean
  /** What stands under it: the model's name, its version, the day of either. */
  readonly tells?: Telling
}
type Telling = 'name' | 'version' | 'date'

export type LabelReader = { named(label: string): Named }

/** Labels that are remembered over all cards. */
const MOST_KNOWN = 2_000

/** Words of a label; a longer one is a sentence and names nothing. */
const MOST_WORDS = 12

/** Tells what labels name, by the wordings of the regulation; each label is looked up once. */
export function labelReader(cards: ModelCards, parts: readonly RecordPart[]): LabelReader {
  const filler = new Set(cards.filler.map(plain))
  const joiners = new Set(cards.joiners.map(plain))
  const own = new Map<string, string>()
  const shared = new Map<string, string[]>()
  const stems: { readonly words: string; readonly part: string }[] = []
  // “Features of the model” are of the model; “features” alone may be of the program.
  const add = (label: string, part: string) => {
    const core = bare(label, filler)
    own.set(plain(label), part)
    if (core.includes(' ')) own.set(core, part)
  }
  for (const { id, title, headings } of parts) for (const label of [id, title, ...headings]) add(label, id)
  for (const part of cards.parts) {
    for (const label of part.labels) add(label, part.id)
    for (const label of part.shared ?? []) {
      const words = bare(label, filler)
      shared.set(words, [...(shared.get(words) ?? []), part.id])
    }
    for (const stem of part.stems ?? []) stems.push({ words: sought(plain(stem)), part: part.id })
  }
  const elsewhere = new Set(cards.elsewhere.map((label) => bare(label, filler)))
  const telling = new Map<string, Telling>()
  for (const [tells, labels] of [
    ['date', cards.dates],
    ['version', cards.versions],
    ['name', cards.names],
  ] as const)
    for (const label of labels) for (const words of [plain(label), bare(label, filler)]) telling.set(words, tells)
  const known = new Map<string, Named>()

  function find(label: string): Named {
    const words = plain(label)
    if (words === '' || words.split(' ').length > MOST_WORDS) return NOTHING
    const core = bare(label, filler)
    const exact = own.get(words) ?? own.get(core)
    const wider = shared.get(words) ?? shared.get(core)
    if (exact === undefined && wider !== undefined) return { shared: wider, elsewhere: false }
    if (exact === undefined && (elsewhere.has(core) || elsewhere.has(words))) return ELSEWHERE
    const pieces = piecesOf(label, joiners).flatMap((piece) => own.get(bare(piece, filler)) ?? [])
    const padded = ` ${words} `
    const held = stems.filter((stem) => padded.includes(stem.words)).map(({ part }) => part)
    const others = [...new Set([...pieces, ...held, ...(wider ?? [])])].filter((part) => part !== exact)
    return { ...(exact === undefined ? {} : { own: exact }), shared: others, elsewhere: false }
  }

  return {
    named(label) {
      const before = known.get(label)
      if (before !== undefined) return before
      const tells = telling.get(plain(label)) ?? telling.get(bare(label, filler))
      const found = tells === undefined ? find(label) : { ...find(label), tells }
      if (known.size < MOST_KNOWN) known.set(label, found)
      return found
    },
  }
}

const NOTHING: Named = { shared: [], elsewhere: false }
const ELSEWHERE: Named = { shared: [], elsewhere: true }

/** In lower case, without numbering, brackets and punctuation. */
export function plain(label: string): string {
  const lower = label.slice(0, 300).toLowerCase()
  // Nearly all wordings are plain already, and a thousand are read in a run.
  if (/^[a-z]+(?: [a-z]+)*$/.test(lower)) return lower
  return lower
    .replace(/\([^()]{0,100}\)|\[[^[\]]{0,100}\]/g, ' ')
    .replace(/^\s*(?:[0-9]{1,3}|[a-z]|[ivx]{1,4})(?:[.)]|(?:\.[0-9]{1,3}){1,4}\.?)\s+/, '')
    .replace(/[’']s\b/g, '')
    .replace(/[^\p{L}\p{M}\p{N}\u200c]+/gu, ' ')
    .trim()
}

/** Without words that mean nothing beside a wording, in front and behind. */
function bare(label: string, filler: ReadonlySet<string>): string {
  const words = plain(label).split(' ')
  while (words.length > 1 && filler.has(words[0] ?? '')) words.shift()
  while (words.length > 1 && filler.has(words.at(-1) ?? '')) words.pop()
  return words.join(' ')
}

/** `Bias, risks and limitations` is three matters. */
function piecesOf(label: string, joiners: ReadonlySet<string>): readonly string[] {
  const words = label
    .toLowerCase()
    .replace(/[,&/+、，：:—–-]/g, ' , ')
    .split(/\s+/)
  const pieces: string[][] = [[]]
  for (const word of words) {
    if (word === ',' || joiners.has(word)) pieces.push([])
    else pieces.at(-1)?.push(word)
  }
  const split = pieces.map((piece) => piece.join(' ')).filter((piece) => piece !== '')
  // Chinese and Japanese join without a space.
  return split.flatMap((piece) => (/[\u3040-\u30ff\u4e00-\u9fff]/.test(piece) ? piece.split(/[和与及と]/) : [piece]))
}

/** Whole words, save in scripts that write without spaces. */
function sought(stem: string): string {
  return /[\u3040-\u30ff\u4e00-\u9fff]/.test(stem) ? stem : ` ${stem} `
}
