import { type DefaultTreeAdapterTypes, parse } from 'parse5'

/** An element of a page as a browser reads it. */
export type Element = {
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  readonly children: readonly Element[]
  readonly text: string
}

/** The page as any browser parses it, by the standard. */
export function parsePage(html: string): Element {
  const root = parse(html).childNodes.find((node) => 'tagName' in node)
  if (root === undefined || !('tagName' in root)) throw new Error('the page is empty')
  return element(root)
}

/** The element and everything in it, in reading order. */
export function every(root: Element): readonly Element[] {
  return [root, ...root.children.flatMap(every)]
}

export function named(root: Element, name: string): readonly Element[] {
  return every(root).filter((one) => one.name === name)
}

export function byId(root: Element, id: string): Element | undefined {
  return every(root).find((one) => one.attributes.id === id)
}

function element(node: DefaultTreeAdapterTypes.Element): Element {
  const inside = 'content' in node ? [] : node.childNodes
  return {
    name: node.tagName,
    attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
    children: inside.flatMap((child) => ('tagName' in child ? [element(child)] : [])),
    text: textOf(node),
  }
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}
