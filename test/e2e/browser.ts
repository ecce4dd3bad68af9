import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'

/** Where Linux distributions and GitHub's machines have one; `CHROME_BIN` names another. */
const USUAL = ['/usr/bin/chromium', '/usr/bin/google-chrome']

/** The Chromium of this machine; undefined when there is none. One that is named must be there. */
export function chromium(named = process.env.CHROME_BIN): string | undefined {
  if (named === undefined || named === '') return USUAL.find((path) => existsSync(path))
  if (!existsSync(named)) throw new Error(`CHROME_BIN is ${named}, where nothing is`)
  return named
}

export type Browser = {
  /** A new page of that address, once it is loaded. */
  open(url: string): Promise<Tab>
  close(): Promise<void>
}
export type Tab = {
  /** A command of the DevTools protocol, and what it answers. */
  send(method: string, params?: object): Promise<unknown>
  /** The value of an expression in the page, which may be a promise. */
  evaluate(expression: string): Promise<unknown>
  /** Addresses that the page asked for since it was opened. */
  readonly requests: readonly string[]
}

/** One headless browser, led through a pipe by the DevTools protocol: no port, no driver, nothing that is downloaded. */
export function browser(program: string): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'browser-'))
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars']
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  const child = spawn(program, [...flags, ...quiet, `--user-data-dir=${profile}`, '--remote-debugging-pipe'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const [, , , to, from] = child.stdio
  if (!(to instanceof Writable) || !(from instanceof Readable)) throw new Error('the browser has no pipe')
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (why: Error) => void }
  >()
  const listeners = new Set<(message: Message) => void>()
  let last = 0
  let text = ''
  from.setEncoding('utf8').on('data', (piece: string) => {
    const messages = `${text}${piece}`.split('\0')
    text = messages.pop() ?? ''
    for (const each of messages) {
      const message: Message = JSON.parse(each)
      const asked = message.id === undefined ? undefined : waiting.get(message.id)
      if (message.error !== undefined) asked?.reject(new Error(`${message.error.message} (${message.id})`))
      else asked?.resolve(message.result)
      for (const listener of listeners) listener(message)
    }
  })
  child.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser ended'))
  })
  const send = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    })
  return {
    async open(url) {
      const target = await send('Target.createTarget', { url: 'about:blank' })
      const session = await send('Target.attachToTarget', { targetId: get(target, 'targetId'), flatten: true })
      const sessionId = String(get(session, 'sessionId'))
      const requests: string[] = []
      const loaded = new Promise<void>((resolve) => {
        listeners.add((message) => {
          if (message.sessionId !== sessionId) return
          if (message.method === 'Page.loadEventFired') resolve()
          if (message.method === 'Network.requestWillBeSent')
            requests.push(String(get(get(message.params, 'request'), 'url')))
        })
      })
      const tell = (method: string, params: object = {}) => send(method, params, sessionId)
      await tell('Page.enable')
      await tell('Network.enable')
      await tell('Page.navigate', { url })
      await loaded
      return {
        send: tell,
        requests,
        async evaluate(expression) {
          const answer = await tell('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
          const failed = get(answer, 'exceptionDetails')
          if (failed !== undefined) throw new Error(JSON.stringify(failed))
          return get(get(answer, 'result'), 'value')
        },
      }
    },
    async close() {
      await send('Browser.close').catch(() => {})
      await gone
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

type Message = {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

function get(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
