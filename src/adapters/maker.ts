import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { Maker } from '../bundle/statement.ts'
import { tool } from '../tool.ts'

/** Who runs: the version, and one SHA-256 over every file of `dist`, which is the same for the command line and for the Action. */
export function maker(entry: string | undefined): Maker {
  // An installed command is a link to the program.
  const dist = dirname(realpathSync(entry ?? '.'))
  const hash = createHash('sha256')
  for (const name of readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => relative(dist, join(each.parentPath, each.name)).split(sep).join('/'))
    .sort())
    hash.update(
      `${createHash('sha256')
        .update(readFileSync(join(dist, name)))
        .digest('hex')}  ${name}\n`,
    )
  return { name: tool.name, version: tool.version, dist: hash.digest('hex') }
}
