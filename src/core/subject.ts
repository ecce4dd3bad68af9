import type { Manifest } from './manifest.ts'
import { printRoute, type Route } from './route.ts'

/** A place in the manifest by keys, never by positions: `resume-screener/decisions.hiring.human-involvement.reviewer`. */
export function subjectOf(route: Route, manifest: Manifest): string {
  const [top, index, ...rest] = route
  if (top === 'systems' && typeof index === 'number') {
    const system = manifest.systems[index]
    if (system === undefined) return printRoute(route)
    const keyed = rest.map((step, at) => {
      if (typeof step !== 'number') return step
      if (rest[at - 1] === 'decisions') return system.decisions.value?.[step]?.key ?? `[${step}]`
      if (rest[at - 1] === 'inputs') return system.data.inputs.value?.[step]?.key ?? `[${step}]`
      return `[${step}]`
    })
    return keyed.length === 0 ? system.id : `${system.id}/${keyed.join('.').replaceAll('.[', '[')}`
  }
  return index === undefined ? printRoute(route) : `${String(top)}/${printRoute([index, ...rest].map(String))}`
}
