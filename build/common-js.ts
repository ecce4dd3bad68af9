import type { Plugin } from 'rolldown'

/** Tells Node that `dist` holds CommonJS, though the package holds modules. */
export function commonJs(): Plugin {
  return {
    name: 'common-js',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' })
    },
  }
}
