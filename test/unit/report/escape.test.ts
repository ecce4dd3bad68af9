import { describe, expect, it } from 'vitest'
import { code, html, inert, link, logLine, md, plain, prose, row, text } from '../../../src/report/escape.ts'

/** Shows the zero-width space that keeps a reference from coming alive. */
function seen({ markdown }: { readonly markdown: string }): string {
  return markdown.replaceAll('\u200b', '·')
}

describe('what a manifest says', () => {
  it('never mentions, links or closes', () => {
    expect(
      seen({
        markdown: inert('fixes #12, acme/app#3 and GH-4 for @octo at https://x.example, www.x.example, deadbeef01'),
      }),
    ).toBe('fixes #·12, acme/app#·3 and GH-·4 for @·octo at https:·//x.example, www·.x.example, deadbe·ef01')
  })
  it('is one line without controls', () => {
    expect(plain('one\r\n two\t\u001b[31mthree\u202e')).toBe('one two �[31mthree�')
    expect(plain('a'.repeat(30), 10)).toBe('aaaaaaaaa…')
  })
})

describe('Markdown', () => {
  it('shows text as it is', () => {
    expect(seen(text('**Loan** <b>desk</b> | `x` [y](z) AT&T &lt; snake_case ~ $5'))).toBe(
      '\\*\\*Loan\\*\\* &lt;b&gt;desk&lt;/b&gt; &#124; &#96;x&#96; \\[y\\](z) AT&amp;T &amp;lt; snake\\_case \\~ \\$5',
    )
    expect(['# a', '- a', '1. a', '12) a', '2026.11', '> a'].map((each) => seen(text(each)))).toEqual([
      '\\# a',
      '\\- a',
      '1\\. a',
      '12\\) a',
      '2026.11',
      '&gt; a',
    ])
  })
  it('has code spans with a fence longer than any run of back-ticks', () => {
    expect(['plain', 'a`b', '``', ''].map((each) => seen(code(each)))).toEqual([
      '`plain`',
      '``a`b``',
      '``` `` ```',
      '`  `',
    ])
  })
  it('takes balanced back-ticks in a message for code, and one alone for a character', () => {
    expect(seen(prose('is `eror`; expected `error`, or a lone ` here'))).toBe(
      'is `eror`; expected `error`, or a lone &#96; here',
    )
    expect(seen(prose('`a` `b`'))).toBe('`a` `b`')
  })
  it('keeps the cells of a row', () => {
    expect(seen(row([code('a|b'), code('c\\|d'), text('e|f\\')]))).toBe('| `a\\|b` | `c\\·\\|d` | e&#124;f\\\\ |')
  })
  it('escapes what is put into a template, unless it is Markdown already', () => {
    expect(seen(md`**${'a*b'}** is ${3} of ${code('c')}`)).toBe('**a\\*b** is 3 of `c`')
    expect(seen(md`<b>${html('<i> & "q"')}</b>`)).toBe('<b>&lt;i&gt; &amp; &quot;q&quot;</b>')
  })
  it('encodes each part of a link', () => {
    expect(seen(link(code('x'), ['a b', '(c)', 'd?e#f'], '#L1'))).toBe('[`x`](/a%20b/%28c%29/d%3Fe%23f#L1)')
  })
})

describe('a line of the log', () => {
  it('is never a workflow command', () => {
    expect(
      ['::error::x', '  ::warning::y', 'a ##[group]b', 'std::vector'].map((each) => seen({ markdown: logLine(each) })),
    ).toEqual([':·:error::x', '  :·:warning::y', 'a ##·[group]b', 'std::vector'])
  })
})
