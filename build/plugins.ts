import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readRegulation } from './regulation.ts'
import { recordModule, validatorModule } from './schema.ts'

type Context = {
  addWatchFile(file: string): void
  resolve(source: string, importer?: string): Promise<{ readonly id: string } | null>
}

/** What Rolldown and Vitest both take: the part of their plugin interfaces that is used here. */
type Plugin = {
  readonly name: string
  /** Before Vite's own handling of JSON and of queries; Rolldown has no such order and ignores it. */
  readonly enforce: 'pre'
  resolveId?(this: Context, source: string, importer: string | undefined): Promise<string | undefined>
  load(this: Context, id: string): { code: string; moduleType: 'js' } | undefined
}

/** `…/regulations/<id>/regulation.yml` as a module: the whole regulation, checked against its schema, its keys in camel case; `model-cards.yml` beside it as another. */
export function regulations(schemaFile = resolve('schemas/regulation.schema.json')): Plugin {
  return {
    name: 'regulations',
    enforce: 'pre',
    load(id) {
      const [, file] = /[\\/]regulations[\\/][^\\/]+[\\/](regulation|model-cards)\.yml$/.exec(id) ?? []
      if (file === undefined) return undefined
      const { regulation, modelCards, files } = readRegulation(dirname(id), schemaFile)
      for (const file of [...files, schemaFile]) this.addWatchFile(file)
      // JSON.parse of a string starts faster than an object literal of the same size.
      const json = JSON.stringify(file === 'regulation' ? regulation : modelCards)
      return { code: `export default JSON.parse(${JSON.stringify(json)})`, moduleType: 'js' }
    },
  }
}

/** Keeps schemas as text until they are read: JSON.parse of a string starts faster than an object literal of the same size. */
export function schemas(): Plugin {
  return {
    name: 'schemas',
    enforce: 'pre',
    load(id) {
      // A package reads its own as it is used to.
      if (!id.endsWith('.schema.json') || /[\\/]node_modules[\\/]/.test(id)) return undefined
      const schema: unknown = JSON.parse(readFileSync(id, 'utf8'))
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(schema))})`, moduleType: 'js' }
    },
  }
}

/** Marks a module that is no file; the suffix keeps the bundlers' handling of JSON away from it. */
const PREFIX = '\0validator:'
const SUFFIX = '.js'

/** What a query makes of a schema. */
const MODULES: ReadonlyMap<string, (schemaFile: string) => string> = new Map([
  ['validate', (file: string) => validatorModule(file, 'validate')],
  ['valid', (file: string) => validatorModule(file, 'valid')],
  ['record', recordModule],
])

/** `…/x.schema.json?validate`, `?valid` and `?record` as modules: the schema's validators, compiled now, so that no compiler is shipped. */
export function validators(): Plugin {
  return {
    name: 'validators',
    enforce: 'pre',
    async resolveId(source, importer) {
      const [file = '', mode = ''] = source.split('?')
      if (!file.endsWith('.schema.json') || !MODULES.has(mode)) return undefined
      const schema = await this.resolve(file, importer)
      return schema === null ? undefined : `${PREFIX}${mode}:${schema.id}${SUFFIX}`
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined
      const [mode = ''] = id.slice(PREFIX.length).split(':', 1)
      const schemaFile = id.slice(`${PREFIX}${mode}:`.length, -SUFFIX.length)
      const make = MODULES.get(mode)
      if (make === undefined) return undefined
      this.addWatchFile(schemaFile)
      return { code: make(schemaFile), moduleType: 'js' }
    },
  }
}
