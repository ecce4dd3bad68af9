import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../src/read/source.ts'

const manifest = 'version: 1\norganization: { name: Café Müller }\n'

describe('a file that is text', () => {
  test('is read as UTF-8', () => {
    expect(decodeText(Buffer.from(manifest))).toEqual({ ok: true, text: manifest })
  })

  test('loses its byte order mark', () => {
    expect(decodeText(Buffer.from(`\uFEFF${manifest}`))).toEqual({ ok: true, text: manifest })
  })

  test('may be empty', () => {
    expect(decodeText(new Uint8Array())).toEqual({ ok: true, text: '' })
  })
})

describe('a file that is not UTF-8', () => {
  const utf16 = Buffer.from(manifest, 'utf16le')
  const utf32 = Buffer.concat(Array.from(manifest, (letter) => Buffer.from([letter.codePointAt(0) ?? 0, 0, 0, 0])))
  const utf16be = Buffer.from(utf16).swap16()
  const utf32be = Buffer.from(utf32).swap32()

  test.each([
    [
      'UTF-16, little end first, with a mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      'is written in UTF-16; save it as UTF-8',
    ],
    ['UTF-16, little end first', utf16, 'is written in UTF-16; save it as UTF-8'],
    [
      'UTF-16, big end first, with a mark',
      Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]),
      'is written in UTF-16; save it as UTF-8',
    ],
    ['UTF-16, big end first', utf16be, 'is written in UTF-16; save it as UTF-8'],
    [
      'UTF-32, little end first, with a mark',
      Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), utf32]),
      'is written in UTF-32; save it as UTF-8',
    ],
    ['UTF-32, little end first', utf32, 'is written in UTF-32; save it as UTF-8'],
    [
      'UTF-32, big end first, with a mark',
      Buffer.concat([Buffer.from([0, 0, 0xfe, 0xff]), utf32be]),
      'is written in UTF-32; save it as UTF-8',
    ],
    ['UTF-32, big end first', utf32be, 'is written in UTF-32; save it as UTF-8'],
    [
      'an image',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      'is a binary file; a text file in UTF-8 is expected',
    ],
    ['a text with one zero in it', Buffer.from('version: 1\0\n'), 'is a binary file; a text file in UTF-8 is expected'],
    [
      'Latin-1',
      Buffer.from('name: Café\n', 'latin1'),
      'is not UTF-8 text: it is a binary file or in another encoding; save it as UTF-8',
    ],
  ])('%s', (_, bytes, message) => {
    expect(decodeText(bytes)).toEqual({ ok: false, message })
  })
})
