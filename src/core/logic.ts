import type { Question, Reasoned, Truth } from './determination.ts'
import type { Given } from './manifest.ts'
import { printRoute, type Route } from './route.ts'

/**
 * Three-valued logic over reasons. One `no` decides a conjunction and one `yes` an alternative, whatever else is unknown;
 * only answers that can still matter stay open. That is how an unknown fact that cannot create a duty never blocks.
 */

/** What an answer of the manifest means: a reason for `yes` and for `no`, and what to ask when it is missing. */
export type Meaning = {
  readonly yes: string
  readonly no: string
  readonly ask: string
  readonly cites?: readonly string[]
}

export function given(answer: Given<'yes' | 'no'>, meaning: Meaning): Reasoned {
  const from = [answer.route]
  const cites = meaning.cites ?? []
  if (answer.value === undefined) return unknown(answer, meaning.ask, cites)
  return { answer: answer.value, because: meaning[answer.value], cites, open: [], from, parts: [] }
}

export function yes(because: string, cites: readonly string[] = [], from: readonly Route[] = []): Reasoned {
  return { answer: 'yes', because, cites, open: [], from, parts: [] }
}

export function no(because: string, cites: readonly string[] = [], from: readonly Route[] = []): Reasoned {
  return { answer: 'no', because, cites, open: [], from, parts: [] }
}

/** Open because this one answer is missing. */
export function unknown(missing: Given<unknown>, ask: string, cites: readonly string[] = []): Reasoned {
  return {
    answer: 'unknown',
    because: `it is not known ${ask}`,
    cites,
    open: [{ route: missing.route, ask, cites }],
    from: [missing.route],
    parts: [],
  }
}

/** Yes when every part is; the first `no` gives the reason. `because` words the yes. */
export function all(parts: readonly Reasoned[], because: string, cites: readonly string[] = []): Reasoned {
  const refused = parts.find((part) => part.answer === 'no')
  if (refused !== undefined) return refused
  return join(parts, 'yes', because, cites)
}

/** Yes as soon as one part is, with that part's reason; `because` words the no. */
export function any(parts: readonly Reasoned[], because: string, cites: readonly string[] = []): Reasoned {
  const holding = parts.filter((part) => part.answer === 'yes')
  const [first] = holding
  if (first !== undefined)
    return { ...join(holding, 'yes', holding.map((part) => part.because).join('; '), []), open: [] }
  return join(parts, 'no', because, cites)
}

export function not(part: Reasoned): Reasoned {
  return { ...part, answer: opposite(part.answer) }
}

/** The same truth in other words. */
export function worded(
  part: Reasoned,
  words: Partial<Record<Truth, string>>,
  cites: readonly string[] = part.cites,
): Reasoned {
  return { ...part, because: words[part.answer] ?? part.because, cites: unique([...cites]) }
}

function join(parts: readonly Reasoned[], known: 'yes' | 'no', because: string, cites: readonly string[]): Reasoned {
  const open = parts.filter((part) => part.answer === 'unknown')
  if (open.length === 0) {
    return {
      answer: known,
      because,
      cites: cites.length > 0 ? cites : unique(parts.flatMap((part) => part.cites)),
      open: [],
      from: [],
      parts,
    }
  }
  const cited = unique(open.flatMap((part) => part.cites))
  return {
    answer: 'unknown',
    because: unique(open.map((part) => part.because)).join('; '),
    cites: cited,
    open: [...new Set(open.flatMap((part) => part.open))],
    from: [],
    parts,
  }
}

function opposite(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown'
  return truth === 'yes' ? 'no' : 'yes'
}

export function unique(values: readonly string[]): readonly string[] {
  return values.length < 2 ? values : [...new Set(values)]
}

/** What is shown of it: every answer that it was reached from, and every question, once. */
export function concluded({ parts, ...own }: Reasoned): Omit<Reasoned, 'parts'> {
  return { ...own, from: routesOf({ ...own, parts }), open: uniqueQuestions(own.open) }
}

/** The answers that truths were reached from, through all of their parts, each once. */
export function routesOf(...reasoned: readonly Reasoned[]): readonly Route[] {
  const routes = new Map<string, Route>()
  const seen = new Set<Reasoned>()
  const walk = (part: Reasoned) => {
    if (seen.has(part)) return
    seen.add(part)
    for (const route of part.from) routes.set(printRoute(route), route)
    part.parts.forEach(walk)
  }
  reasoned.forEach(walk)
  return [...routes.values()]
}

export function uniqueQuestions(questions: readonly Question[]): readonly Question[] {
  return uniqueBy(questions, ({ route }) => printRoute(route))
}

function uniqueBy<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return values.length < 2 ? values : [...new Map(values.map((value) => [key(value), value])).values()]
}
