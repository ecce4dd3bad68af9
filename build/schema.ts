import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import formats from 'ajv-formats'

/** `validate` finds every mistake; `valid` stops at the first, which is all that a manifest without one needs to load. */
export type Mode = 'validate' | 'valid'

/** A validator of the schema in `schemaFile`, for use at build time and in tests. Throws when the schema itself is wrong. */
export function ajvOf(schemaFile: string, mode: Mode = 'validate') {
  const { ajv, schema } = compilerOf(schemaFile, mode)
  return ajv.compile(schema)
}

/** The source of a module whose default export validates by the schema in `schemaFile`, without a compiler of schemas. Throws when the schema is wrong. */
export function validatorModule(schemaFile: string, mode: Mode, inlineRefs = true): string {
  const { ajv, schema } = compilerOf(schemaFile, mode, inlineRefs)
  const code = standaloneCode.default(ajv, ajv.compile(schema))
  return withImports(code)
}

/** The same with the schema beside it, as text until somebody asks: `validate` judges, `schema()` has the words for what it finds. */
export function recordModule(schemaFile: string): string {
  const schema: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'))
  const text = JSON.stringify(JSON.stringify(schema))
  // Texts and lists of texts stand in many places: as functions they are written once.
  return `${validatorModule(schemaFile, 'validate', false)}\nexport function schema() { return JSON.parse(${text}) }\n`
}

function compilerOf(schemaFile: string, mode: Mode, inlineRefs = true) {
  const schema = withoutProse(JSON.parse(readFileSync(schemaFile, 'utf8')))
  const ajv = new Ajv2020({
    allErrors: mode === 'validate',
    // Our own words say what is wrong.
    messages: false,
    strict: true,
    inlineRefs,
    // Text and numbers are both an answer in YAML; the schemas say so with `type: [string, number]`.
    allowUnionTypes: true,
    code: { source: true, esm: true },
    // The patterns are plain ASCII, and are compiled at each start.
    unicodeRegExp: false,
  })
  // The plugin's own default export is typed for CommonJS; under Node it stands one step deeper.
  formats.default(ajv)
  return { ajv, schema }
}

/** The schema without what only editors show: Ajv keeps whole schemas in its code, so every example would be loaded at each start. */
function withoutProse(schema: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !PROSE.has(key))
      .map(([key, value]) => {
        if (NAMED.has(key)) return [key, mapValues(value, withoutProse)]
        if (Array.isArray(value) && NESTED.has(key)) return [key, value.map(withoutProse)]
        return [key, NESTED.has(key) && isSchema(value) ? withoutProse(value) : value]
      }),
  )
}

type Schema = { readonly [key: string]: unknown }
const PROSE = new Set(['title', 'description', 'examples', '$comment'])
/** JSON Schema 2020-12: keywords whose value maps names to schemas, and keywords whose value is a schema or a list of them. */
const NAMED = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas'])
const NESTED = new Set([
  'items',
  'prefixItems',
  'additionalProperties',
  'propertyNames',
  'contains',
  'anyOf',
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
])

function mapValues(value: unknown, map: (schema: Schema) => Schema): unknown {
  if (!isSchema(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, isSchema(inner) ? map(inner) : inner]))
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Ajv requires what its code needs at run time even in a module; imports let the bundler take it in. Those files are CommonJS
 * made from modules, so what `require` gave stands one step deeper for whoever keeps to Node's rule for imports.
 */
function withImports(code: string): string {
  const names = new Map<string, string>()
  const body = code.replace(/require\("([^"]+)"\)/g, (_, source: string) => {
    const name = names.get(source) ?? `runtime${names.size}`
    names.set(source, name)
    return name
  })
  const imports = [...names].map(
    ([source, name]) =>
      `import * as ${name}_ from ${JSON.stringify(source)}\nconst ${name} = ${name}_.default?.__esModule ? ${name}_.default : ${name}_\n`,
  )
  return imports.join('') + body
}
