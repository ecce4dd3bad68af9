import type { Manifest } from '../../core/manifest.ts'
import type { RecordKind, Regulation } from '../../core/regulation.ts'
import type { Route } from '../../core/route.ts'
import type { Mistake } from '../problems.ts'

/** What a structured record is held against besides its schema. */
export type Context = {
  readonly kind: RecordKind
  readonly regulation: Regulation
  readonly people: Manifest['people']
  /** `YYYY-MM-DD`. */
  readonly asOf: string
}

/** A mistake that no schema can see. */
export type Found = Mistake & {
  readonly next: string
  /** True where the law asks for nothing of the kind: good practice, which warns at most. */
  readonly warns?: true
  /** Whether it follows from what is read at a place: where the schema refuses that, only that is told. */
  restsOn?(place: Route): boolean
}

export type Check = (written: unknown, context: Context) => readonly Found[]
