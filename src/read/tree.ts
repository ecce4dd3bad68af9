import { type Alias, isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml'
import { MAX_ALIASES, MAX_DEPTH, MAX_ITEMS, MAX_VALUES } from './limits.ts'

/** The node each alias stands for. */
export type Targets = ReadonlyMap<Alias, ParsedNode>
/** Something that YAML allows and a manifest does not, at the text of a node. */
export type Refusal = { readonly node: ParsedNode; readonly message: (lineOf: (node: ParsedNode) => number) => string }

/**
 * Goes through the nodes as they are written, following no alias: finds what each alias stands for, and refuses what is
 * not plain JSON or says one thing twice.
 */
export function inspect(root: ParsedNode): { readonly targets: Targets; readonly refusals: readonly Refusal[] } {
  const anchors = new Map<string, ParsedNode>()
  const targets = new Map<Alias, ParsedNode>()
  const refusals: Refusal[] = []
  const refuse = (node: ParsedNode, message: string) => {
    refusals.push({ node, message: () => message })
  }

  function visit(node: ParsedNode): void {
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target !== undefined) targets.set(node, target)
      else
        refuse(
          node,
          `refers to \`*${node.source}\`, but nothing before it is marked \`&${node.source}\`; put a text that starts with \`*\` in quotes`,
        )
      return
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node)
    if (isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value))
      refuse(node, `has \`${node.source}\`, which is no number to count with`)
    if ('items' in node && node.items.length > MAX_ITEMS) {
      refuse(
        node,
        `starts a list or mapping of ${node.items.length.toLocaleString('en')} entries; at most ${MAX_ITEMS.toLocaleString('en')} are read`,
      )
      return
    }
    if (isSeq(node)) node.items.forEach(visit)
    if (!isMap(node)) return
    const seen = new Map<string, ParsedNode>()
    for (const { key, value } of node.items) {
      const name = keyOf(key)
      const earlier = name === undefined ? undefined : seen.get(name)
      if (name === undefined) refuse(key, 'has a key that is not text; a key is a word')
      else if (name === '__proto__') refuse(key, 'has the key `__proto__`, which is refused')
      else if (earlier === undefined) seen.set(name, key)
      else
        refusals.push({
          node: key,
          message: (lineOf) => `has \`${name}\` a second time; line ${lineOf(earlier)} has it already`,
        })
      if (value !== null) visit(value)
    }
  }

  visit(root)
  return { targets, refusals }
}

/** The value of a node as plain JSON, aliases written out; or the place at which that becomes too much. */
export function plain(root: ParsedNode, targets: Targets): { readonly value: unknown } | { readonly refusal: Refusal } {
  let refusal: Refusal | undefined
  let values = 0
  let aliases = 0
  const open = new Set<ParsedNode>()

  /** Inside an aliased value, the place to mend is the outermost alias, `via`. */
  function read(node: ParsedNode | null, depth: number, via?: Alias.Parsed): unknown {
    if (node === null || refusal !== undefined) return null
    const refuse = (message: string) => {
      refusal = { node: via ?? node, message: () => message }
      return null
    }
    if (++values > MAX_VALUES)
      return refuse(`is as far as is read: a file holds at most ${MAX_VALUES.toLocaleString('en')} values`)
    if (depth > MAX_DEPTH) return refuse(`nests more than ${MAX_DEPTH} levels deep; write it flatter`)
    if (isScalar(node)) return node.value
    if (open.has(node)) return refuse(`refers to itself through an alias; write the value out`)
    open.add(node)
    const value = readInside(node, depth + 1, via, refuse)
    open.delete(node)
    return value
  }

  function readInside(
    node: Exclude<ParsedNode, Scalar>,
    depth: number,
    via: Alias.Parsed | undefined,
    refuse: (message: string) => null,
  ): unknown {
    if (isAlias(node)) {
      if (++aliases > MAX_ALIASES) return refuse(`uses more than ${MAX_ALIASES} aliases; write the values out`)
      return read(targets.get(node) ?? null, depth, via ?? node)
    }
    if (isSeq(node)) return node.items.map((item) => read(item, depth, via))
    return Object.fromEntries(node.items.map(({ key, value }) => [keyOf(key) ?? '', read(value, depth, via)]))
  }

  const value = read(root, 1)
  return refusal === undefined ? { value } : { refusal }
}

/** The text of a key; undefined for a key that is a list, a mapping, an alias or nothing. */
export function keyOf(key: unknown): string | undefined {
  return isScalar(key) && typeof key.value === 'string' ? key.value : undefined
}
