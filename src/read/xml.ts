import sax from 'sax'

/** An element where it opens. */
export type XmlElement = {
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  readonly line: number
}

/** Why a text is not read as XML, as a predicate, and where. */
export type NotXml = { readonly message: string; readonly line: number }

/** What is done at each tag; a returned message refuses the file there. */
export type XmlVisitor = {
  readonly open: (element: XmlElement) => string | undefined
  readonly close: () => void
}

/** Elements inside one another; test results have about ten. */
const MAX_DEPTH = 64
/** Characters of one start tag: a failure's message is often written into it. */
const MAX_TAG = 200_000
/** Characters that the parser is given at once; it looks at its own limits (64 KiB for a name or a value) in between. */
const CHUNK = 16_384

const REFERENCE = '&(?:amp|lt|gt|quot|apos|#[0-9]{1,8}|#x[0-9A-Fa-f]{1,8});'
const VALUE = `(?:"[^<&"]*(?:${REFERENCE}[^<&"]*)*"|'[^<&']*(?:${REFERENCE}[^<&']*)*')`
const ATTRIBUTE = `[ \\t\\r\\n]+[^\\s=/>"'<&]+[ \\t\\r\\n]*=[ \\t\\r\\n]*${VALUE}`
const ATTRIBUTES = new RegExp(ATTRIBUTE, 'g')
const START_TAG = new RegExp(`^<[^\\s=/>"'<&]+(?:${ATTRIBUTE})*[ \\t\\r\\n]*/?>$`)
const END_TAG = /^<\/[^\s=/>"'<&]+[ \t\r\n]*>$/
/** A reference to anything but a character, and the end of a CDATA section that never began. */
const NOT_TEXT = new RegExp(`&(?!${REFERENCE.slice(1)})|\\]\\]>`)
const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.[0-9]\1(?:\s+encoding\s*=\s*(["'])(?<encoding>[A-Za-z][\w.-]{0,40})\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>$/
/** XML 1.0, production 2 (https://www.w3.org/TR/xml/#charsets): these stand nowhere in a document. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * Goes through the elements of an XML text in their order. Nothing is expanded but the five named entities and characters by
 * number: a document type is refused, and with it every other entity, and so are processing instructions. The parser is
 * lenient here and there; what XML does not allow is looked for beside it. Never throws.
 */
export function readXml(text: string, visitor: XmlVisitor): NotXml | undefined {
  const forbidden = FORBIDDEN.exec(text)
  if (forbidden !== null) {
    const code = forbidden[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return { message: `has the character U+${code}, which XML does not allow`, line: lineAt(text, forbidden.index) }
  }
  const parser = new sax.SAXParser(true, {})
  // Its own table inherits from Object, so that it would take `&constructor;` for an entity.
  parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })

  let refused: NotXml | undefined
  let depth = 0
  let roots = 0
  let selfClosing = false
  /** Where the last piece of markup ended. */
  let mark = 0
  const refuse = (message: string, line = parser.line + 1) => {
    refused ??= { message, line }
  }
  const malformed = (what: string) => refuse(`is not well-formed XML: ${what}`)
  const markup = () => text.slice(parser.startTagPosition - 1, parser.position)
  const textBefore = () => {
    if (NOT_TEXT.test(text.slice(mark, parser.startTagPosition - 1)))
      malformed('its text has an entity that XML does not have')
    mark = parser.position
  }

  parser.onerror = (error) => malformed(error.message.split('\n')[0]?.toLowerCase() ?? 'an error')
  parser.ondoctype = () =>
    refuse('has a document type (`<!DOCTYPE`), in which entities can be hidden; no test result needs one')
  parser.onsgmldeclaration = () => refuse('has a declaration (`<!`) that no test result needs')
  parser.onprocessinginstruction = ({ name }) => {
    const declared = name === 'xml' && parser.startTagPosition === 1 ? DECLARATION.exec(markup()) : null
    const encoding = declared?.groups?.encoding
    if (declared === null) refuse('has a processing instruction (`<?`) that no test result needs')
    else if (encoding !== undefined && !/^(utf-?8|us-ascii|ascii)$/i.test(encoding))
      refuse(`declares the encoding \`${encoding}\`; test results are read as UTF-8`)
    textBefore()
  }
  parser.oncomment = textBefore
  parser.onopencdata = () => {
    if (depth === 0 || markup() !== '<![CDATA[') malformed('a CDATA section stands where none can')
    textBefore()
  }
  parser.onclosecdata = () => {
    mark = parser.position
  }
  parser.onopentag = ({ name, attributes, isSelfClosing }) => {
    if (refused !== undefined) return
    const tag = markup()
    const line = parser.line + 1 - (tag.split('\n').length - 1)
    textBefore()
    if (depth === 0 && ++roots > 1) return refuse('is not well-formed XML: it has a second root element', line)
    if (++depth > MAX_DEPTH) return refuse(`is nested more than ${MAX_DEPTH} deep`, line)
    if (tag.length > MAX_TAG) return refuse(`has a tag of ${tag.length} characters; at most ${MAX_TAG} are read`, line)
    if (!START_TAG.test(tag)) return refuse(`is not well-formed XML: the tag \`<${name}\` is not written as one`, line)
    const own = Object.entries(attributes).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    )
    // The parser keeps the first of two attributes with one name and says nothing.
    if (own.length !== (tag.match(ATTRIBUTES)?.length ?? 0))
      return refuse(`is not well-formed XML: \`<${name}\` gives an attribute twice`, line)
    const message = visitor.open({ name, attributes: Object.fromEntries(own), line })
    if (message !== undefined) refuse(message, line)
    selfClosing = isSelfClosing
  }
  parser.onclosetag = () => {
    if (refused !== undefined) return
    if (!selfClosing && !END_TAG.test(markup())) malformed('a closing tag is not written as one')
    if (!selfClosing) textBefore()
    selfClosing = false
    depth -= 1
    visitor.close()
  }

  try {
    for (let start = 0; start < text.length && refused === undefined; start += CHUNK)
      parser.write(text.slice(start, start + CHUNK))
    if (refused === undefined) parser.close()
  } catch (error) {
    malformed(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'an error')
  }
  if (refused === undefined && roots === 0) refuse('is not XML: it holds no element', 1)
  return refused
}

function lineAt(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
