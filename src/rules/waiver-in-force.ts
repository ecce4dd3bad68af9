import { daysBetween, inDays } from '../core/dates.ts'
import type { Manifest, Waiver } from '../core/manifest.ts'
import { LONGEST_WAIVER_MONTHS } from '../core/policy.ts'
import { defineRule, fail, open, pass, type Subject } from '../core/rule.ts'
import { whyNotCounted } from '../core/waiver-approval.ts'

type Waived = Subject & { readonly waiver: Waiver; readonly manifest: Manifest }

/** Days before its end from which a waiver is reported. */
const NOTICE_DAYS = 30

export default defineRule<Waived>({
  id: 'waiver/in-force',
  level: 'error',
  summary: `Every waiver names a system, an obligation, a reason, a named approver and an expiry date at most ${LONGEST_WAIVER_MONTHS} months ahead, has not expired, and stands at the base or is approved by a review of its approver on the head commit.`,
  why: 'A waiver without an end is a duty given up in silence.',
  fix: 'Complete the waiver, or remove it and meet the duty.',
  cites: [],

  subjects: ({ manifest }) =>
    manifest?.waivers.map((waiver) => ({
      subject: `waivers/${waiver.system.value ?? 'unknown'}/${waiver.obligations.value?.join('+') ?? 'unknown'}`,
      scope: waiver.system.value ?? 'organization',
      route: waiver.route,
      waiver,
      manifest,
      ...(waiver.approvedBy.value === undefined ? {} : { owner: waiver.approvedBy.value }),
    })) ?? [],

  check({ waiver, manifest }, facts) {
    const why = whyNotCounted(waiver, manifest, facts)
    if (why?.untold) return open(why.message, why.next, { at: [why.at], level: 'error' })
    if (why !== undefined) return fail(why.message, why.next, { at: [why.at] })
    const until = waiver.expiresOn.value ?? ''
    const left = daysBetween(facts.asOf, until)
    return left > NOTICE_DAYS
      ? pass(`is in force until ${until}`)
      : fail(`ends in ${inDays(left)}, on ${until}`, 'meet the duty before then', {
          level: 'warning',
          at: ['expires-on'],
        })
  },
})
