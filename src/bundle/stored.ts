/** A bundle as it is stored, whatever holds it. */
export type Bundle = {
  /** The names of all its files, sorted; throws `ConfigurationError` when it is no bundle that can be listed. */
  list(): Promise<readonly string[]>
  /** Hex SHA-256, read as a stream. */
  digest(name: string): Promise<string>
  /** The bytes, or undefined for what is larger. */
  bytes(name: string, most: number): Promise<Uint8Array | undefined>
}

/** What is wrong with one file of a bundle. */
export type Fault = { readonly file: string; readonly says: string }

/** Bytes of one generated file that are read whole: the report on 1,000 systems has 113 MB. */
export const MOST = 256_000_000

/** The text, byte order mark and all; undefined when it is too large or no UTF-8. */
export async function textOf(bundle: Bundle, name: string): Promise<string | undefined> {
  const bytes = await bundle.bytes(name, MOST)
  if (bytes === undefined) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
