import { property } from '../problems.ts'
import type { Check } from './check.ts'

/** 11 CCR 7221(c): one way to opt out is in the channel in which the business mainly deals with people. */
export const checkMethods: Check = (written, { kind }) => {
  const methods = property(written, 'methods')
  if (kind.id !== 'opt-out-procedure' || !Array.isArray(methods) || methods.length === 0) return []
  // Where it is not told yet, the schema says so.
  if (methods.some((method) => [undefined, 'yes', true].some((answer) => property(method, 'primary') === answer)))
    return []
  const message = () => 'has no way in the channel in which you mainly deal with people'
  return [{ route: ['methods'], at: 'key', message, next: 'add that way, with `primary: yes`' }]
}
