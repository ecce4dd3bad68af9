import { describe, expect, test } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.ts'
import type { Base } from '../../../src/core/ports.ts'
import { parsePolicyAddress } from '../../../src/read/policy-address.ts'
import { policySource } from '../../../src/read/policy-source.ts'
import { memoryFiles } from '../../memory-files.ts'

describe('the address of a policy', () => {
  test.each(['policy.yml', 'compliance/policy.yml', 'a/b/c', '.github/ai/policy.yaml', 'Richtlinie für KI.yml'])(
    '%s is a path',
    (path) => {
      expect(parsePolicyAddress(path)).toEqual({ kind: 'path', path })
    },
  )

  test.each([
    ['northwind/governance/ai/policy.yml@main', 'northwind', 'governance', 'ai/policy.yml', 'main'],
    ['northwind/.github/policy.yaml@v1.2', 'northwind', '.github', 'policy.yaml', 'v1.2'],
    ['n-w_1/g.o/p.json@refs/heads/a-b', 'n-w_1', 'g.o', 'p.json', 'refs/heads/a-b'],
    [
      'n/g/p.yml@0915be3f0915be3f0915be3f0915be3f0915be3f',
      'n',
      'g',
      'p.yml',
      '0915be3f0915be3f0915be3f0915be3f0915be3f',
    ],
    ['n/g/p.yml@user@home', 'n', 'g', 'p.yml', 'user@home'],
  ])('%s is in another repository', (name, owner, repo, path, ref) => {
    expect(parsePolicyAddress(name)).toEqual({ kind: 'repository', owner, repo, path, ref })
  })

  test.each([
    ['', /empty/],
    ['/etc/policy.yml', /no path inside/],
    ['../policy.yml', /no path inside/],
    ['compliance//policy.yml', /no path inside/],
    ['./policy.yml', /no path inside/],
    ['compliance\\policy.yml', /no path inside/],
    ['C:policy.yml', /no path inside/],
    ['.git/config', /no path inside/],
    ['policies/*.yml', /no path inside/],
    ['policy\n.yml', /cannot be seen/],
    ['policy\u202egpj.yml', /cannot be seen/],
    ['x'.repeat(1_001), /more than/],
    ['policy.yml@main', /form of another repository/],
    ['northwind/policy.yml@main', /form of another repository/],
    ['northwind/governance/policy@main', /form of another repository/],
    ['northwind/../policy.yml@main', /form of another repository/],
    ['-x/governance/policy.yml@main', /form of another repository/],
    ['northwind/governance/policy.yml@', /form of another repository/],
    ['northwind/governance/../x/policy.yml@main', /no path inside/],
    ['northwind/governance/policy.yml@a..b', /no name of a branch/],
    ['northwind/governance/policy.yml@-x', /no name of a branch/],
    ['northwind/governance/policy.yml@a b', /no name of a branch/],
    ['northwind/governance/policy.yml@a~1', /no name of a branch/],
    ['northwind/governance/policy.yml@/a', /no name of a branch/],
    ['northwind/governance/policy.yml@a/.b', /no name of a branch/],
    ['northwind/governance/policy.yml@a.lock/b', /no name of a branch/],
    ['northwind/governance/policy.yml@@{-1}', /no name of a branch/],
    ['northwind/governance/policy.yml@main?x=1', /no name of a branch/],
  ])('%j is refused', (name, says) => {
    expect(() => parsePolicyAddress(name)).toThrow(ConfigurationError)
    expect(() => parsePolicyAddress(name)).toThrow(says)
  })
})

describe('where a policy is read', () => {
  const files = memoryFiles({})
  const base: Base = {
    commit: 'a'.repeat(40),
    files,
    tip: { commit: 'b'.repeat(40), files },
    changed: async () => ({ known: true, files: [] }),
  }

  test('in the folder, where nothing is compared with', () => {
    expect(policySource('compliance/policy.yml')).toEqual({
      name: 'compliance/policy.yml',
      path: 'compliance/policy.yml',
    })
  })
  test('at the tip of the base branch, and not at the commit that is compared with', () => {
    expect(policySource('policy.yml', base).trusted).toEqual({ from: 'base', commit: 'b'.repeat(40), files })
  })
  test('not through the network', () => {
    expect(() => policySource('northwind/governance/policy.yml@main')).toThrow(/the Action reads and the command line/)
  })
})
