/** True for a path whose text is read as YAML or JSON; every other record is Markdown. */
export function isStructured(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path)
}
