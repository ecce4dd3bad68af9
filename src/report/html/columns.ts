/** A column's name, and how many hundredths of the width it has. */
type Column = readonly [name: string, width: number]

/** The columns of each kind of table. The pages and their style all take them from here: on a narrow screen each cell is led by its column. */
export const COLUMNS = {
  answers: [
    ['Question', 34],
    ['Answer', 14],
    ['Because', 52],
  ],
  changes: [
    ['Of', 20],
    ['What', 46],
    ['Kind', 16],
    ['Where', 18],
  ],
  dates: [
    ['When', 16],
    ['State', 12],
    ['Of', 19],
    ['What', 35],
    ['Owner', 18],
  ],
  duties: [
    ['Duty', 26],
    ['Status', 10],
    ['Due', 14],
    ['Owner', 13],
    ['Proof', 25],
    ['Citation', 12],
  ],
  files: [
    ['What', 26],
    ['File and SHA-256', 74],
  ],
  owners: [
    ['Who', 20],
    ['Blocks until done', 28],
    ['Duties', 34],
    ['Records', 18],
  ],
  records: [
    ['Record', 20],
    ['File and SHA-256', 32],
    ['State', 23],
    ['Owner', 12],
    ['Reviewed on', 13],
  ],
  portfolioBundles: [
    ['Repository', 28],
    ['Verdict', 14],
    ['As of', 12],
    ['Duties', 18],
    ['Findings and bundle', 28],
  ],
  portfolioDates: [
    ['When', 16],
    ['Repository', 24],
    ['Of', 16],
    ['What', 28],
    ['Owner', 16],
  ],
  portfolioFilings: [
    ['Business', 14],
    ['Period', 16],
    ['Assessments', 10],
    ['By activity of 7150(b)', 20],
    ['Personal information', 16],
    ['Sensitive', 14],
    ['Could not be told', 10],
  ],
  portfolioOwners: [
    ['Owner', 46],
    ['Not met', 18],
    ['Open', 18],
    ['Repositories', 18],
  ],
  portfolioWaivers: [
    ['Until', 14],
    ['Repository', 24],
    ['Covers', 24],
    ['Approved by', 14],
    ['Reason', 24],
  ],
  stages: [
    ['Stage', 26],
    ['Ran', 74],
  ],
  waivers: [
    ['Duties', 15],
    ['Of', 14],
    ['Findings', 18],
    ['Until', 14],
    ['Approved by', 14],
    ['Reason', 25],
  ],
} as const satisfies { readonly [kind: string]: readonly Column[] }

export type Columns = keyof typeof COLUMNS

/** The style of the columns: their widths, and their names where a table is a list. */
export function columnStyle(): { readonly wide: string; readonly narrow: string } {
  const each = Object.entries(COLUMNS).flatMap(([kind, columns]) =>
    columns.map(([name, width], index) => ({ kind, name, width, nth: index + 1 })),
  )
  return {
    wide: each.map(({ kind, width, nth }) => `.${kind} thead th:nth-child(${nth}){width:${width}%}`).join(''),
    narrow: each
      .filter(({ nth }) => nth > 1)
      .map(({ kind, name, nth }) => `.${kind} td:nth-child(${nth})::before{content:"${name}: "}`)
      .join(''),
  }
}
