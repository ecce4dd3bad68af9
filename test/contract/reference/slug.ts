/** The fragment that GitHub gives a heading: small letters, no punctuation but hyphens and underscores, hyphens for spaces. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-')
}
