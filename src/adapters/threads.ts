import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

export type Threads<T> = {
  /** The file that a thread runs, its arguments, and what it is given. */
  readonly script: string
  readonly argv: readonly string[]
  readonly data: unknown
  /** What stands for the answer of a thread that broke off at its question. */
  readonly lost: (question: string, why: string) => T
}

/** More cost memory and gain little: reading from the disk comes to its end. */
const MOST_THREADS = 4
/** Answers that wait for an earlier one; bounds the memory. */
const AHEAD = 8
/**
 * Megabytes for what was just made and for what lasts: with V8's own bounds, which are for speed on larger machines, each thread would
 * keep 100 MB more. A bundle that needs more gets a thread of its own without them.
 */
const YOUNG = 24
const OLD = 256

/** True in a thread that answers, which runs the same program as the command that asks. */
export const ANSWERS = !isMainThread

/** Answers one question after the other until the thread is ended; `answer` gets what all threads are given, and never throws. */
export function answering<D, T>(answer: (question: string, data: D) => Promise<T>): 0 {
  const data: D = workerData
  parentPort?.on('message', (question: string) => {
    void answer(question, data).then((given) => parentPort?.postMessage(given))
  })
  return 0
}

/** The answers to a stream of questions in their order, worked out by several threads. */
export async function* answered<T>(questions: AsyncIterable<string>, threads: Threads<T>): AsyncGenerator<T> {
  const most = Math.min(availableParallelism(), MOST_THREADS)
  const pool = poolOf(threads, most)
  const waiting: Promise<T>[] = []
  try {
    for await (const question of questions) {
      waiting.push(pool.ask(question))
      const first = waiting.length >= most * AHEAD ? waiting.shift() : undefined
      if (first !== undefined) yield await first
    }
    for (const answer of waiting) yield await answer
  } finally {
    await pool.end()
  }
}

type Thread<T> = { readonly worker: Worker; asked: Asked<T> | undefined }
type Asked<T> = { readonly question: string; readonly answer: (answer: T) => void }

function poolOf<T>({ script, argv, data, lost }: Threads<T>, most: number) {
  const queue: Asked<T>[] = []
  const all = new Set<Thread<T>>()
  const start = (bound: boolean): Thread<T> => {
    const worker = new Worker(script, {
      argv: [...argv],
      workerData: data,
      resourceLimits: bound ? { maxYoungGenerationSizeMb: YOUNG, maxOldGenerationSizeMb: OLD } : {},
    })
    const thread: Thread<T> = { worker, asked: undefined }
    all.add(thread)
    worker.on('message', (answer: T) => {
      const { asked } = thread
      thread.asked = undefined
      asked?.answer(answer)
      // What needed so much once is let go.
      if (bound) give(thread)
      else void worker.terminate()
    })
    let why = 'the thread broke off'
    let full = false
    worker.on('error', (error: unknown) => {
      why = error instanceof Error ? error.message : String(error)
      full = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    })
    worker.on('exit', () => {
      all.delete(thread)
      const { asked } = thread
      if (asked !== undefined && bound && full) put(start(false), asked)
      else asked?.answer(lost(asked.question, why))
      if (queue.length > 0 && all.size < most) give(start(true))
    })
    return thread
  }
  const put = (thread: Thread<T>, asked: Asked<T>) => {
    thread.asked = asked
    thread.worker.postMessage(asked.question)
  }
  const give = (thread: Thread<T>) => {
    const next = queue.shift()
    if (next !== undefined) put(thread, next)
  }
  return {
    ask: (question: string) =>
      new Promise<T>((answer) => {
        queue.push({ question, answer })
        const idle = [...all].find(({ asked }) => asked === undefined)
        if (idle !== undefined) give(idle)
        else if (all.size < most) give(start(true))
      }),
    async end() {
      queue.length = 0
      await Promise.all([...all].map(({ worker }) => worker.terminate()))
    },
  }
}
