import { marked } from 'marked'
import { expect, test } from 'vitest'
import { renderKept } from '../../../src/report/evidence.ts'

const sha256 = 'ab'.repeat(32)
const bundle = { path: 'ai-compliance-report/bundle', sha256 }

test('the summary says where the evidence is, and until when, with digests that can be copied', () => {
  const text = renderKept(
    [
      {
        manifest: 'services/loans/ai-compliance.yml',
        bundle,
        artifact: {
          name: 'ai-compliance-services-loans-gate-1',
          url: 'https://github.com/octo-bank/loans/actions/runs/1658821493/artifacts/7',
          digest: 'cd'.repeat(32),
          deletedOn: '2027-02-23',
        },
      },
    ],
    ['octo-tools', 'ai-compliance-gate', 'blob', 'v1'],
  )
  expect(text).toMatchInlineSnapshot(`
    "
    ## Evidence

    Of \`services/loans/ai-compliance.yml\`, SHA-256 of \`SHA256SUMS\` \`abababababababababababababababababababababababababababababababab\`:

    - artifact [\`ai-compliance-services-loans-gate-1\`](https://github.com/octo-bank/loans/actions/runs/1658821493/artifacts/7), SHA-256 of the zip \`cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd\`. **GitHub deletes it on 2027-02-23**.

    The law asks for longer: a risk assessment is kept for as long as the processing continues, or for five years after the assessment was completed, whichever is later (11 CCR 7155(c)). Whoever has the bundle checks it with \`ai-compliance verify\`. [\`docs/evidence.md\`](/octo-tools/ai-compliance-gate/blob/v1/docs/evidence.md) has ways to keep it.
    "
  `)
})

test('a day that the runner does not tell is not made up', () => {
  const artifact = {
    name: 'a',
    url: 'https://github.com/o/r/actions/runs/1/artifacts/2',
    digest: undefined,
    deletedOn: undefined,
  }
  const text = renderKept([{ manifest: 'a.yml', bundle, artifact }], undefined)
  expect(text).toContain('GitHub deletes it when the repository’s retention ends')
  expect(text).not.toMatch(/\d{4}-\d\d-\d\d/)
})

test('text of others stays text', () => {
  const evil = '`](javascript:alert(1)) @octo-org\n::error::x'
  const asset = { name: evil, url: 'javascript:alert(1)' }
  const text = renderKept([{ manifest: evil, bundle: { path: evil, sha256: evil }, asset }], [evil, '..'])
  expect(marked.parse(text, { async: false })).not.toMatch(/href="javascript/)
  expect(text).not.toMatch(/^::|@octo/m)
})

test('of very many the first are shown, and how many more there are', () => {
  const text = renderKept(
    Array.from({ length: 53 }, (_, index) => ({ manifest: `${index}.yml`, bundle })),
    undefined,
  )
  expect(text.match(/^Of /gm)).toHaveLength(50)
  expect(text).toContain('3 more are in the outputs.')
})

test('nothing is said where nothing was kept', () => {
  expect(renderKept([], undefined)).toBe('')
})
