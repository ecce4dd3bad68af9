/** The keys and positions that lead from the top of a document to a value: `['systems', 0, 'data', 'inputs']`. */
export type Route = readonly (string | number)[]

/** A span of text; lines and columns count from 1, the end column is the one after the last character. */
export type Region = {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where something stands. Rules name a route; the region is found at the edge, for what is to be mended, and its absence means that it is not known. */
export type Location = {
  readonly file: string
  readonly route: Route
  readonly region?: Region
}

/** `systems[0].data.inputs`: a route as a person reads it, and as a key for maps, for which the same routes are printed often. */
export function printRoute(route: Route): string {
  const known = printed.get(route)
  if (known !== undefined) return known
  let text = ''
  for (const step of route) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`
  printed.set(route, text)
  return text
}

const printed = new WeakMap<Route, string>()
