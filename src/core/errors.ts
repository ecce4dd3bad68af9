/** The user's input keeps the gate from looking: bad usage, a file that cannot be read. Ends with exit code 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  /** What to do next; one sentence. */
  readonly next: string
  constructor(message: string, next: string) {
    super(message)
    this.next = next
  }
}
