import { resolve } from 'node:path'
import { defineConfig, type RolldownOptions } from 'rolldown'
import { commonJs } from './build/common-js.ts'
import { licenses } from './build/licenses.ts'
import { regulations, schemas, validators } from './build/plugins.ts'

const licensesOfAll = licenses()

/** Each entry by itself: it loads one file, and the parts that few runs need lie beside it. Nothing of the Action reaches the command line. */
function bundle(name: 'cli' | 'action' | 'report' | 'upload', source = `src/${name}.ts`): RolldownOptions {
  return {
    input: { [name]: source },
    platform: 'node',
    // The same source as what Node would get, in modules that can be left out where they are not used.
    resolve: {
      alias: {
        yaml: resolve('node_modules/yaml/browser/dist/index.js'),
        // Without the XML that its own entry adds, which wants a package that is not here.
        '@cyclonedx/cyclonedx-library/Serialize': resolve(
          'node_modules/@cyclonedx/cyclonedx-library/dist.node/serialize/index.common.js',
        ),
      },
    },
    plugins: [schemas(), regulations(), validators(), licensesOfAll, commonJs()],
    transform: { target: 'node20' },
    // Packages are imported for what they export. Without this, @actions/core would drag its HTTP client into action.js.
    treeshake: {
      moduleSideEffects: [{ test: /[\\/]node_modules[\\/]/, sideEffects: false }],
      // An unused member of one of Node's modules is not read.
      propertyReadSideEffects: false,
    },
    output: {
      dir: 'dist',
      // Node loads CommonJS some milliseconds faster.
      format: 'cjs',
      // No hashes: the committed names stay the same from build to build.
      entryFileNames: '[name].js',
      chunkFileNames: `${name}/[name].js`,
      // Everything that each run loads is one file: a dozen small ones cost a dozen milliseconds.
      codeSplitting: { groups: [{ name: 'gate', tags: ['$initial'] }] },
      // Short names and ASCII alone are read faster; `src` is there for who wants to read.
      minify: { compress: { target: 'node20' }, mangle: true, codegen: { removeWhitespace: true, asciiOnly: true } },
      sourcemap: false,
    },
  }
}

/** The thread that uploads is a file of its own: GitHub's client with what it stands on is larger than all the rest. */
export default defineConfig([
  bundle('cli'),
  bundle('action'),
  bundle('report', 'src/reporter.ts'),
  bundle('upload', 'src/adapters/upload-thread.ts'),
])
