import { readFileSync, readdirSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { readRegulation } from '../build/regulation.ts'
import { modelCard } from '../src/read/model-card.ts'
registerHooks({ load(url, context, next) { if (!url.endsWith('/regulation.yml')) return next(url, context)
 const { regulation } = readRegulation('src/regulations/ccpa-admt', 'schemas/regulation.schema.json'); return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(regulation)}` } } })
const { ccpaAdmt } = await import('../src/regulations/index.ts')
await import("../src/read/markdown/blocks.ts"); await import("../src/read/card/markdown-card.ts"); await import("../src/read/markdown.ts")
const parts = ccpaAdmt.records.find(({ id }) => id === 'model-card')?.parts ?? []
const dir = process.argv[2] ?? ''
const files = readdirSync(dir).filter((f) => /^\d\d-/.test(f))
const texts = files.map((f) => readFileSync(dir + '/' + f, 'utf8'))
for (let k = 0; k < 3; k++) {
  const c0 = process.cpuUsage(); let total = 0; const rows = []
  for (const [i, f] of files.entries()) { const b = performance.now(); await modelCard(texts[i] ?? '', f, parts, ccpaAdmt.modelCards); const t = performance.now() - b; total += t; rows.push([f, t.toFixed(1)]) }
  const c = process.cpuUsage(c0)
  console.log(k, total.toFixed(0), 'cpu', (c.user / 1000).toFixed(0), k === 0 ? rows.map((r) => r.join(' ')).join(', ') : '')
}
