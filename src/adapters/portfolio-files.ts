import { randomUUID } from 'node:crypto'
import { closeSync, createReadStream, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationError } from '../core/errors.ts'
import type { Entry } from '../core/portfolio.ts'
import { linesOf } from './lines.ts'

/** A file that is written piece by piece. */
export type Written = { write(text: string): void; close(): void }

/** The files of a portfolio while they are made: each takes its place when all are whole. */
export type PortfolioFiles = {
  /** Keeps an entry on the disk. */
  keep(entry: Entry): void
  /** Those that were kept, in their order, as often as it is asked. */
  kept(): AsyncGenerator<Entry>
  create(name: string): Written
  /** Puts every file in its place. */
  finish(): void
  /** Takes away what is not in its place. */
  discard(): void
}

/** Begins a portfolio in a folder, which is made. Throws `ConfigurationError` when it cannot be written. */
export function portfolioFiles(folder: string): PortfolioFiles {
  const mark = randomUUID()
  const scratch = join(folder, `.portfolio-${mark}.jsonl`)
  const parts = new Map<string, string>()
  const attempt = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw new ConfigurationError(
        `\`--out\` is \`${folder}\`, which cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
        'Name a folder that can be written, on a disk with room.',
      )
    }
  }
  attempt(() => mkdirSync(folder, { recursive: true }))
  const open = new Set<Written>()
  const writing = (path: string): Written => {
    const file = attempt(() => openSync(path, 'wx'))
    let pending: string[] = []
    let size = 0
    const flush = () => {
      const bytes = Buffer.from(pending.join(''))
      pending = []
      size = 0
      attempt(() => {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      })
    }
    const written: Written = {
      write(text) {
        pending.push(text)
        size += text.length
        if (size >= PENDING) flush()
      },
      close() {
        if (!open.delete(written)) return
        flush()
        attempt(() => closeSync(file))
      },
    }
    open.add(written)
    return written
  }
  const entries = writing(scratch)
  return {
    keep: (entry) => entries.write(`${JSON.stringify(entry)}\n`),
    async *kept() {
      entries.close()
      for await (const line of linesOf(createReadStream(scratch))) {
        const entry: Entry = JSON.parse(line)
        yield entry
      }
    },
    create(name) {
      const part = join(folder, `.${name}-${mark}.part`)
      parts.set(name, part)
      return writing(part)
    },
    finish() {
      for (const written of open) written.close()
      attempt(() => {
        for (const [name, part] of parts) renameSync(part, join(folder, name))
        rmSync(scratch)
      })
    },
    discard() {
      for (const path of [scratch, ...parts.values()]) rmSync(path, { force: true })
    },
  }
}

/** Characters that are written at once. */
const PENDING = 256 * 1024
