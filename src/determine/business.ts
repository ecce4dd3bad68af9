import type { Reasoned } from '../core/determination.ts'
import { no, unknown, yes } from '../core/logic.ts'
import type { Organization, System } from '../core/manifest.ts'

const CITES = ['Civ. Code 1798.140(d)']

/** Is the organization, or the organization as it runs this system, a business that owes these duties? Civ. Code 1798.140(d). */
export function coveredBusiness(organization: Organization, system?: System): Reasoned {
  const role = system?.role.stated ? system.role : organization.role
  switch (role.value) {
    case 'business':
      return yes('it is a business under the statute', CITES, [role.route])
    case 'service-provider':
      return no(
        'it acts here only on the instructions of another business, which owes these duties',
        ['Civ. Code 1798.140(ag)', ...CITES],
        [role.route],
      )
    case 'not-covered':
      return no('the organization is not a business under the statute', CITES, [role.route])
    default:
      return unknown(role, 'whether the organization is a business under the statute', CITES)
  }
}
