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
