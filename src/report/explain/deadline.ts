import { day, figure, type Obligation, type Regulation } from '../../core/regulation.ts'
import { counted, uncapital } from '../words.ts'

/** From when, or by when, an obligation binds: `determine/deadlines.ts` in words, with the dates of the data. */
export function deadlineWords({ deadline, scope, leadDays }: Obligation, regulation: Regulation): string {
  const due = kindWords({ deadline, scope }, regulation)
  return leadDays === undefined ? due : `${due} Its proof is asked for from ${counted(leadDays, 'day')} before.`
}

function kindWords({ deadline, scope }: Pick<Obligation, 'deadline' | 'scope'>, regulation: Regulation): string {
  const effective = day(regulation, 'effective')
  switch (deadline) {
    case 'now':
      return scope === 'organization'
        ? `Since ${effective}.`
        : `Since ${effective}, or from the first day of use where that is later; before use of what is planned.`
    case 'article-11':
      return `From ${day(regulation, 'article-11-existing-uses')} for a use that runs by then, else from its first day.`
    case 'risk-assessment':
      return `${before(effective)}; ${uncapital(legacy(regulation))}`
    case 'new-processing':
      return `${before(effective)}.`
    case 'legacy-processing':
      return legacy(regulation)
    case 'material-change':
      return `Within ${counted(figure(regulation, 'material-change-update'), 'calendar day')} of the change.`
    case 'risk-assessment-submission':
      return `By ${day(regulation, 'first-submission')} for the first assessments, then by the same day of the year after each.`
    case 'cybersecurity-audit': {
      const first = ['audit-over-100m', 'audit-50m-to-100m', 'audit-under-50m'].map((fact) => day(regulation, fact))
      return `By ${first.join(', ')}, the earlier the larger the revenue, then every year.`
    }
  }
}

function before(effective: string): string {
  return `Before the processing starts, for what begins on ${effective} or later`
}

function legacy(regulation: Regulation): string {
  return `By ${day(regulation, 'legacy-assessment')} for what began earlier and goes on.`
}
