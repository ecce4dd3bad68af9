/** The workflow that runs the gate, with the least permissions; the README shows the same, and a test holds them equal. */
export function workflow(version: string): string {
  return `name: AI compliance
on:
  pull_request:
  merge_group: # a merge queue waits for this run
  push:
    branches: [main]
  schedule:
    - cron: '17 6 * * 1' # duties fall due without any commit
permissions: {}
jobs:
  gate:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read # to check out the files, and to read the base that they are held against
      pull-requests: read # to see who approved the change
      checks: write # to post the check run; without it the job still decides
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false # the gate needs none
      - uses: OWNER/ai-compliance-gate@COMMIT # v${version}
`
}
