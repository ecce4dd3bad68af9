/** Without case, numbering, punctuation and a citation in brackets: `3.2 Purpose (7152(a)(1)):` reads `purpose`. */
export function normalizeHeading(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\((?:[^()]|\([^()]*\))*\)/g, ' ')
    .replace(/^\s*(?:(?:part|section|element)\s+)?(?:[0-9]+|[a-z]|[ivx]+)(?:[.)]|(?:\.[0-9]+)+\.?)\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The same for our own wordings, which hold no other punctuation than hyphens and commas: a thousand are compared in a run. */
export function normalizeWording(wording: string): string {
  return wording.toLowerCase().replace(/[-,] ?/g, ' ')
}
