import type { Readable } from 'node:stream'

/** The lines of a text in UTF-8, as they come. Ends at line feeds alone: `readline` also ends a line where a name holds U+2028. */
export async function* linesOf(input: Readable): AsyncGenerator<string> {
  input.setEncoding('utf8')
  let rest = ''
  for await (const chunk of input) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
