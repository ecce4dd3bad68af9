import { expect, test } from 'vitest'
import { artifactName } from '../../../src/read/artifact-name.ts'
import { releaseOf } from '../../../src/read/release.ts'

const payload = (upload_url: string) => ({ action: 'published', release: { id: 17, tag_name: 'v2.4.0', upload_url } })

test.each([
  [
    'https://api.github.com',
    'https://uploads.github.com/repos/o/r/releases/17/assets{?name,label}',
    'https://uploads.github.com',
  ],
  [
    'https://api.octo.ghe.com',
    'https://uploads.octo.ghe.com/repos/o/r/releases/17/assets',
    'https://uploads.octo.ghe.com',
  ],
  [
    'https://github.bank.example/api/v3',
    'https://github.bank.example/api/uploads/repos/o/r/releases/17/assets{?name,label}',
    'https://github.bank.example/api/uploads',
  ],
])('with the API at %s assets go to %s', (api, address, uploads) => {
  expect(releaseOf('release', payload(address), api)).toEqual({ id: 17, tag: 'v2.4.0', uploads })
})

test.each([
  ['https://api.github.com', 'http://uploads.github.com/repos/o/r/releases/17/assets'],
  ['https://api.github.com', 'https://uploads.github.com.attacker.example/repos/o/r/releases/17/assets'],
  ['https://api.github.com', 'https://uploads.github.com@attacker.example/repos/o/r/releases/17/assets'],
  ['https://api.github.com', 'https://user:word@uploads.github.com/repos/o/r/releases/17/assets'],
  ['https://api.github.com', 'https://uploads.attacker.example/repos/o/r/releases/17/assets'],
  ['https://github.bank.example/api/v3', 'https://uploads.github.bank.example/repos/o/r/releases/17/assets'],
  ['https://api.github.com', 'https://uploads.github.com/'],
])('with the API at %s no token goes to %s', (api, address) => {
  expect(releaseOf('release', payload(address), api)).toEqual({ because: expect.stringContaining('not GitHub’s') })
})

test('no other event is a release, and one without its number is told', () => {
  expect(releaseOf('push', payload('https://uploads.github.com/repos/o/r/releases/17/assets'), 'x')).toBeUndefined()
  expect(releaseOf('release', { action: 'published' }, 'https://api.github.com')).toEqual({
    because: 'the event names no release to attach it to',
  })
})

test.each([
  [{ manifest: 'ai-compliance.yml', job: 'gate', attempt: '1' }, 'ai-compliance-gate-1'],
  [{ manifest: 'services/loans/ai-compliance.yml', job: 'gate', attempt: '2' }, 'ai-compliance-services-loans-gate-2'],
  [{ manifest: 'legal/adm.yml', job: undefined, attempt: undefined }, 'ai-compliance-legal-adm-1'],
  [{ manifest: 'a "b"/<c>|d*?.yml', job: 'x:y\r\n\\z', attempt: '1' }, 'ai-compliance-a-b-c-d-x-y-z-1'],
])('%j is called %s', (named, name) => {
  expect(artifactName(named)).toBe(name)
})
