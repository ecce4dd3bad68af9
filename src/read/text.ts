export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string }

/** The text of a UTF-8 file without its byte order mark, or a predicate that says why it is not one. Never throws. */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = otherEncoding(bytes)
  if (encoding !== undefined) return { ok: false, message: `is written in ${encoding}; save it as UTF-8` }
  if (bytes.includes(0)) return { ok: false, message: 'is a binary file; a text file in UTF-8 is expected' }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { ok: false, message: 'is not UTF-8 text: it is a binary file or in another encoding; save it as UTF-8' }
  }
}

/** YAML 1.2.2, section 5.2: by the byte order mark, else by where the zeros stand around the first, plain ASCII character. */
function otherEncoding(bytes: Uint8Array): string | undefined {
  const [first = 1, second = 1, third = 1, fourth = 1] = bytes
  const mark = (...expected: readonly number[]) => expected.every((byte, index) => bytes[index] === byte)
  if (mark(0x00, 0x00, 0xfe, 0xff) || (first === 0 && second === 0 && third === 0 && fourth > 0)) return 'UTF-32'
  if (mark(0xff, 0xfe, 0x00, 0x00) || (first > 0 && second === 0 && third === 0 && fourth === 0)) return 'UTF-32'
  if (mark(0xfe, 0xff) || (first === 0 && second > 0 && third === 0 && fourth > 0)) return 'UTF-16'
  if (mark(0xff, 0xfe) || (first > 0 && second === 0 && third > 0 && fourth === 0)) return 'UTF-16'
  return undefined
}
