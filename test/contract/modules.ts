import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseAst } from 'rolldown/parseAst'

/** What a contract test needs to know of one source file. */
export type Module = {
  /** Specifiers of `import … from` and `export … from`, types included. */
  readonly imports: readonly string[]
  /** Specifiers of `import()`, and of a `require()` of our own files that waits inside a function. */
  readonly dynamic: readonly string[]
  /** Specifiers of `require()`, under whatever name a bundler gives the function. */
  readonly required: readonly string[]
  /** Names that the file uses as values, properties and keys left out. */
  readonly names: ReadonlySet<string>
}

/** Parses TypeScript or JavaScript and lists its imports and names. */
export function parseModule(source: string): Module {
  const imports: string[] = []
  const dynamic: string[] = []
  const required: string[] = []
  const names = new Set<string>()
  const visit = (node: unknown, waits = false): void => {
    if (Array.isArray(node)) for (const inner of node) visit(inner, waits)
    if (!isObject(node) || Array.isArray(node)) return
    const specifier = textOf(node.source)
    if (node.type === 'ImportExpression' && specifier !== undefined) dynamic.push(specifier)
    else if (node.type !== 'ImportExpression' && specifier !== undefined) imports.push(specifier)
    if (node.type === 'CallExpression') {
      for (const name of requiredBy(node)) (waits && name.startsWith('.') ? dynamic : required).push(name)
    }
    if (node.type === 'Identifier' && typeof node.name === 'string') names.add(node.name)
    for (const [key, inner] of Object.entries(node)) {
      const isName = (key === 'property' || key === 'key') && node.computed === false
      if (!isName) visit(inner, waits || /Function/.test(String(node.type)))
    }
  }
  visit(parseAst(source, { lang: 'ts', sourceType: 'module' }).body)
  return { imports, dynamic, required, names }
}

/** Paths below `folder`, with forward slashes and sorted. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort()
}

export type Graph = {
  /** Every file that loading the entry loads at once. */
  readonly files: readonly string[]
  /** What these import from outside. */
  readonly outside: readonly string[]
  /** The files that these may load later. */
  readonly lazy: readonly string[]
}

/** What the entry loads; dynamic imports are listed and not followed. */
export function staticGraph(entry: string): Graph {
  const files = new Set([entry])
  const outside = new Set<string>()
  const lazy = new Set<string>()
  for (const file of files) {
    const { imports, dynamic, required } = parseModule(readFileSync(file, 'utf8'))
    for (const specifier of [...imports, ...required]) {
      if (specifier.startsWith('.')) files.add(posix.join(posix.dirname(file), specifier))
      else outside.add(specifier)
    }
    for (const specifier of dynamic) lazy.add(posix.join(posix.dirname(file), specifier))
  }
  return { files: [...files].sort(), outside: [...outside].sort(), lazy: [...lazy].sort() }
}

/** What `require(…)` or `createRequire(…)(…)` names. */
function requiredBy(call: { readonly [key: string]: unknown }): readonly string[] {
  const callee = isObject(call.callee) && call.callee.type === 'CallExpression' ? call.callee.callee : call.callee
  const name = isObject(callee) && typeof callee.name === 'string' ? callee.name : ''
  const [first] = Array.isArray(call.arguments) ? call.arguments : []
  const specifier = textOf(first)
  return /require/i.test(name) && specifier !== undefined ? [specifier] : []
}

/** The text of a literal; a minifier writes it as a template. */
function textOf(node: unknown): string | undefined {
  if (!isObject(node)) return undefined
  if (typeof node.value === 'string') return node.value
  if (!Array.isArray(node.quasis) || node.quasis.length !== 1) return undefined
  const [quasi] = node.quasis
  return isObject(quasi) && isObject(quasi.value) && typeof quasi.value.cooked === 'string'
    ? quasi.value.cooked
    : undefined
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null
}
