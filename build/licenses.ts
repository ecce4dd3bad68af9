import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'rolldown'

type Bundled = { readonly title: string; readonly text: string; readonly chunks: Set<string> }

/** Writes `licenses.txt`: every package with code in a bundle so far, the files that hold it, and its licence; sorted by name. */
export function licenses(): Plugin {
  const packages = new Map<string, Bundled>()
  return {
    name: 'licenses',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        for (const [id, module] of Object.entries(chunk.modules)) {
          if (module.renderedLength === 0 || !/[\\/]node_modules[\\/]/.test(id)) continue
          const { title, text } = describe(packageFolder(id))
          const bundled = packages.get(title) ?? { title, text, chunks: new Set() }
          packages.set(title, bundled)
          bundled.chunks.add(chunk.fileName)
        }
      }
      const titles = [...packages.keys()].sort()
      const source = titles
        .flatMap((title) => packages.get(title) ?? [])
        .map(printed)
        .join('\n')
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source })
    },
  }
}

/** The folder of the package that a module belongs to: the nearest one whose `package.json` has a version. */
function packageFolder(id: string): string {
  for (let folder = dirname(id.replace(/^\0/, '')); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && 'version' in JSON.parse(readFileSync(file, 'utf8'))) return folder
  }
  throw new Error(`No package was found around the bundled module \`${id}\``)
}

function describe(folder: string): { title: string; text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder)
    .sort()
    .find((entry) => /^licen[cs]e/i.test(entry))
  if (file === undefined)
    return { title: `${name} ${version} (${license})`, text: 'The package ships no license text.' }
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
  return { title: `${name} ${version} (${license})`, text }
}

function printed({ title, text, chunks }: Bundled): string {
  return `${'='.repeat(80)}\n${title}\nin ${[...chunks].sort().join(', ')}\n\n${text}\n`
}
