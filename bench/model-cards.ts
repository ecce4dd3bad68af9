import { existsSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { readRegulation } from '../build/regulation.ts'
import { modelCard } from '../src/read/model-card.ts'
// Loaded here, so that reading is measured and not the stripping of types.
import '../src/read/card/markdown-card.ts'
import '../src/read/markdown.ts'
import { decodeText } from '../src/read/source.ts'
import { type Labelled, labelledCards, measure, table } from './labelled-cards.ts'

/** Milliseconds for all the cards of a folder, in one process that has just started. */
const BAR = 150

const [folder, ...flags] = process.argv.slice(2)
if (folder === undefined || !existsSync(join(folder, 'index.yml'))) {
  console.error(
    'Name a folder that holds model cards and an `index.yml` with their labels: node bench/model-cards.ts FOLDER',
  )
  process.exit(2)
}

// The regulation is a module only once it is built; here it is built as it is loaded.
registerHooks({
  load(url, context, next) {
    if (!/\/(?:regulation|model-cards)\.yml$/.test(url)) return next(url, context)
    const { regulation, modelCards } = readRegulation(
      dirname(fileURLToPath(url)),
      resolve(import.meta.dirname, '../schemas/regulation.schema.json'),
    )
    return {
      format: 'module',
      shortCircuit: true,
      source: `export default ${JSON.stringify(url.endsWith('/regulation.yml') ? regulation : modelCards)}`,
    }
  },
})
const { ccpaAdmt, modelCards } = await import('../src/regulations/index.ts')
const wordings = await modelCards()
const kind = ccpaAdmt.records.find(({ id }) => id === 'model-card')
if (kind === undefined) throw new Error('the regulation has no model card')

const cards: readonly Labelled[] = labelledCards(parse(readFileSync(join(folder, 'index.yml'), 'utf8')))
const texts = cards.map(({ file }) => decodeText(readFileSync(join(folder, file))))

const begin = performance.now()
const read = []
for (const [index, { file }] of cards.entries()) {
  const text = texts[index]
  read.push(text?.ok === true ? await modelCard(text.text, file, kind, wordings) : undefined)
}
const milliseconds = performance.now() - begin

const measured = measure(cards, read)
console.log(table(measured))
for (const note of measured.notes) console.log(note)
if (flags.includes('--errors')) for (const error of measured.errors) console.log(error)
console.log(`\n${cards.length} cards in ${milliseconds.toFixed(0)} ms; the bar is ${BAR} ms.`)
process.exitCode = measured.misses.length === 0 && milliseconds <= BAR ? 0 : 1
for (const miss of measured.misses) console.log(`over the bar: ${miss}`)
