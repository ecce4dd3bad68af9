import type { Route } from '../../core/route.ts'
import type { Json } from './json.ts'
import { type Card, type CardWriter, cardWriter } from './passage.ts'

/**
 * A card in JSON or YAML: each key is a label, each scalar a piece of text. Of a CycloneDX bill of materials only the models
 * count (https://cyclonedx.org/docs/1.6/json/#components): a library's version says nothing of the model.
 */
export function dataCard(source: Json): Card | undefined {
  const top = source.written
  if (!isMap(top)) return undefined
  const writer = cardWriter()
  const models = modelsOf(top)
  if (models === undefined) write(writer, top, [], 1, source)
  else for (const { value, route } of models) write(writer, value, route, 1, source)
  return { title: undefined, labels: writer.labels, passages: writer.passages }
}

/** The lines that a value says: those of front matter stand in their own file. */
export function write(
  writer: CardWriter,
  value: unknown,
  route: Route,
  depth: number,
  { locate }: Pick<Json, 'locate'>,
): void {
  const line = (what: 'key' | 'value') => () => locate(route, what)?.startLine ?? 1
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) write(writer, item, [...route, index], depth, { locate })
  } else if (isMap(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const below = [...route, key]
      writer.label('key', spaced(key), depth, () => locate(below, 'key')?.startLine ?? 1)
      write(writer, inner, below, depth + 1, { locate })
      writer.end(depth)
    }
  } else if (value !== null && value !== undefined && !isEncoded(value)) {
    writer.say('value', String(value), line('value'))
  }
}

/** `outOfScopeUse` and `out_of_scope_use` in words. */
function spaced(key: string): string {
  return key
    .slice(0, 200)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll('_', ' ')
}

/** Images and files as base64: long, and without a space. */
function isEncoded(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length > 400 &&
    !/\s/.test(value.slice(0, 400)) &&
    /^[\w+/=:;,.-]*$/.test(value.slice(0, 400))
  )
}

function modelsOf(top: { readonly [key: string]: unknown }) {
  if (top.bomFormat !== 'CycloneDX') return undefined
  const found: { readonly value: unknown; readonly route: Route }[] = []
  const visit = (value: unknown, route: Route) => {
    if (!isMap(value)) return
    if (value.type === 'machine-learning-model') {
      found.push({ value, route })
    } else if (Array.isArray(value.components)) {
      for (const [index, item] of value.components.entries()) visit(item, [...route, 'components', index])
    }
  }
  visit(top, [])
  if (isMap(top.metadata)) visit(top.metadata.component, ['metadata', 'component'])
  return found
}

export function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
