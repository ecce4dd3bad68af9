import { describe, expect, it } from 'vitest'
import { publishComment } from '../../../src/adapters/comment.ts'
import { type FailureKind, RequestFailure } from '../../../src/adapters/github.ts'

const marker = '<!-- ai-compliance-gate:0123456789abcdef -->'
const draft = {
  marker,
  body: `${marker}\n\nOne thing blocks.\n`,
  clean: false,
  repository: 'quarry/lane',
  pull: 7,
  create: true,
}

/** A conversation whose first answer to a new comment fails so, after or before it is written. */
function conversation(kind: FailureKind, written: boolean) {
  const bodies: string[] = []
  const sent: string[] = []
  const send = async (route: string, { body }: { readonly [name: string]: unknown }): Promise<object> => {
    sent.push(route.split(' ')[0] ?? '')
    if (route.startsWith('GET ')) return bodies.map((text, id) => ({ id, body: text, user: { type: 'Bot' } }))
    if (written) bodies.push(String(body))
    throw new RequestFailure(kind, 'it fails')
  }
  return { bodies, sent, connection: { send, graphql: send, requestsLeft: () => 9 } }
}

describe('a new comment whose answer does not come', () => {
  it.each(['lost', 'timed-out'] as const)('is looked for when it is %s, and is there', async (kind) => {
    const { bodies, sent, connection } = conversation(kind, true)
    expect((await publishComment(draft, connection)).failure).toBeUndefined()
    expect(bodies).toHaveLength(1)
    expect(sent).toEqual(['GET', 'POST', 'GET'])
  })

  it.each(['lost', 'timed-out'] as const)('is not sent again when it is %s and not there', async (kind) => {
    const { sent, connection } = conversation(kind, false)
    expect((await publishComment(draft, connection)).failure?.kind).toBe(kind)
    expect(sent).toEqual(['GET', 'POST', 'GET'])
  })

  it('is given up at once when GitHub refuses it', async () => {
    const { sent, connection } = conversation('refused', false)
    expect((await publishComment(draft, connection)).failure?.kind).toBe('refused')
    expect(sent).toEqual(['GET', 'POST'])
  })
})
