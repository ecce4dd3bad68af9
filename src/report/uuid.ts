import { createHash } from 'node:crypto'

/** Ours alone: the version 5 UUID of `urn:ai-compliance-gate` in the name space of URLs. */
const NAMESPACE = '1482ad2c-99c9-5615-9b95-8adf3f3b64d0'

/** A UUID, version 5 (RFC 9562, 5.5): the same parts give the same one on every machine. */
export function uuidOf(...parts: readonly string[]): string {
  return nameBased(NAMESPACE, JSON.stringify(parts))
}

export function nameBased(namespace: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
