import { Document } from 'yaml'
import { code, join, type Markdown, md, prose, row } from '../../../src/report/escape.ts'
import { thousands } from '../../../src/report/words.ts'
import { slug } from './slug.ts'

/** The parts of JSON Schema that the manifest's schema uses. */
export type Schema = {
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly required?: readonly string[]
  readonly properties?: { readonly [key: string]: Schema }
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly $ref?: string
  readonly $defs?: { readonly [name: string]: Schema }
}

/** Lists of ids that have a page of their own, instead of their members in a cell. */
export type Lists = readonly { readonly ids: readonly string[]; readonly link: Markdown }[]

/** Every key of the schema, nested in its order; an object that stands in several places is told at the first and linked from the others. */
export function manifestPage(root: Schema, lists: Lists): string {
  const told = objectsBelow(root, root)
  const sections = [...told].map(([schema, { route, example }]) => {
    const rows = Object.entries(schema.properties ?? {}).map(([key, given]) =>
      keyRow(route === '' ? key : `${route}.${key}`, { key, given, required: schema.required?.includes(key) === true }),
    )
    return section(schema, route, example, rows)
  })
  return `${join(sections, '\n\n').markdown}\n`

  function keyRow(at: string, { key, given, required }: Key): Markdown {
    const schema = resolved(given, root)
    const [object] = objectsIn(given, root)
    const place = object === undefined ? undefined : told.get(object.schema)?.route
    const takes =
      place === undefined
        ? typeWords(schema, root, lists)
        : md`${objectWords(schema, root, lists)}: [${code(place)}](${{ markdown: `#${slug(place)}` }})`
    const example = place === undefined ? (given.examples ?? schema.examples)?.[0] : undefined
    const fallback = given.default ?? schema.default
    const described = prose(given.description ?? schema.description ?? '')
    return row([
      md`${{ markdown: `<a id="${at.replaceAll(/[^\w.-]/g, '')}"></a>` }}${code(key)}${required ? md`<br>required` : md``}`,
      fallback === undefined ? takes : md`${takes}<br>default ${code(flow(fallback))}`,
      example === undefined ? described : md`${described}<br>${code(`${key}: ${flow(example)}`)}`,
    ])
  }
}

type Key = { readonly key: string; readonly given: Schema; readonly required: boolean }
type Told = { readonly route: string; readonly example?: Example }
/** A key with what may stand there. */
type Example = { readonly key: string; readonly value: unknown }

/** Each object of the schema with the first place where it stands. */
function objectsBelow(
  schema: Schema,
  root: Schema,
  at: Told = { route: '' },
  told = new Map<Schema, Told>(),
): ReadonlyMap<Schema, Told> {
  if (told.has(schema)) return told
  told.set(schema, at)
  for (const [key, given] of Object.entries(schema.properties ?? {})) {
    const route = at.route === '' ? key : `${at.route}.${key}`
    const value = (given.examples ?? resolved(given, root).examples)?.at(-1)
    for (const { schema: inner, suffix } of objectsIn(given, root)) {
      const example = value === undefined ? {} : { example: { key, value } }
      objectsBelow(inner, root, { route: `${route}${suffix}`, ...example }, told)
    }
  }
  return told
}

function section(schema: Schema, route: string, example: Example | undefined, rows: readonly Markdown[]): Markdown {
  const heading = route === '' ? md`## The top of the file` : md`## ${code(route)}`
  const yaml = example === undefined ? '' : new Document({ [example.key]: example.value }).toString({ lineWidth: 0 })
  const shown = yaml === '' ? [] : [{ markdown: `\`\`\`yaml\n${yaml}\`\`\`` }]
  const head = [row([md`Key`, md`Takes`, md`What`]), row([md`---`, md`---`, md`---`])]
  return join([heading, prose(schema.description ?? ''), ...shown, join([...head, ...rows], '\n')], '\n\n')
}

/** The objects that a value may be, or hold in a list or under keys of the user's own. */
function objectsIn(given: Schema, root: Schema): readonly { readonly schema: Schema; readonly suffix: string }[] {
  const schema = resolved(given, root)
  if (schema.properties !== undefined) return [{ schema, suffix: '' }]
  const inner = typeof schema.additionalProperties === 'object' ? objectsIn(schema.additionalProperties, root) : []
  const items = schema.items === undefined ? [] : objectsIn(schema.items, root)
  const choices = (schema.anyOf ?? []).flatMap((choice) => objectsIn(choice, root))
  return [
    ...inner.map((each) => ({ ...each, suffix: `.<key>${each.suffix}` })),
    ...items.map((each) => ({ ...each, suffix: `[]${each.suffix}` })),
    ...choices,
  ].filter((each, index, all) => all.findIndex(({ schema: other }) => other === each.schema) === index)
}

function resolved(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const [, name = '', ...keys] = /^#\/\$defs\/([^/]+)(?:\/properties\/([^/]+))?$/.exec(schema.$ref) ?? []
  const found = keys.reduce<Schema | undefined>(
    (inner, key) => (key === undefined ? inner : inner?.properties?.[key]),
    root.$defs?.[name],
  )
  if (found === undefined) throw new Error(`the schema has no ${schema.$ref}`)
  const target = resolved(found, root)
  // An object is known by itself; of a scalar, what is said where it stands comes first.
  return target.properties === undefined ? { ...target, ...without$ref(schema) } : target
}

function without$ref({ $ref: _, ...own }: Schema): Schema {
  return own
}

/** `A map`, `A list`, or what else may stand there instead. */
function objectWords(given: Schema, root: Schema, lists: Lists): Markdown {
  const schema = resolved(given, root)
  if (schema.properties !== undefined) return md`A map`
  if (schema.type === 'array') return md`A list`
  if (typeof schema.additionalProperties === 'object') return md`A map with keys of your own`
  if (schema.anyOf === undefined) return typeWords(schema, root, lists)
  const choices = schema.anyOf.map((choice) => objectWords(choice, root, lists))
  return { markdown: join(choices, ', or ').markdown.replaceAll(', or A ', ', or a ') }
}

/** What a scalar, or a list of scalars, may be; `name` is what the choices are called together. */
function typeWords(given: Schema, root: Schema, lists: Lists, name?: string): Markdown {
  const schema = resolved(given, root)
  const title = schema.title ?? name
  if (schema.anyOf !== undefined)
    return join(
      schema.anyOf.map((choice) => typeWords(choice, root, lists, title)),
      ', or ',
    )
  if (schema.const !== undefined) return code(flow(schema.const))
  if (schema.enum !== undefined) return choicesOf(schema.enum, lists)
  if (schema.type === 'array')
    return schema.items === undefined ? md`A list` : md`A list of ${typeWords(schema.items, root, lists)}`
  const { minimum, maximum } = schema
  if (title !== undefined && /\d/.test(title)) return prose(title)
  const between =
    minimum === undefined || maximum === undefined ? '' : `, ${thousands(minimum)} to ${thousands(maximum)}`
  return md`${prose(title ?? schema.type ?? 'anything')}${between}`
}

function choicesOf(choices: readonly unknown[], lists: Lists): Markdown {
  const ids = choices.map(flow)
  const list = lists.find((each) => ids.length > 10 && ids.every((id) => each.ids.includes(id)))
  return list === undefined ? join(ids.map(code), ', ') : md`one of the ${list.link}`
}

/** A value on one line, as it would be written. */
function flow(value: unknown): string {
  return new Document(value).toString({ collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim()
}
