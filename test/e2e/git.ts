import { spawnSync } from 'node:child_process'
import { devNull, tmpdir } from 'node:os'

/** Runs git in a folder, at noon of a day in UTC for author and committer, and returns what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  return gitOn(folder, '2026-01-05', ...args)
}

export function gitOn(folder: string, day: string, ...args: readonly string[]): string {
  return gitWith(folder, '', day, ...args)
}

/** The same with something to read on its standard input. */
export function gitWith(folder: string, input: string | Uint8Array, day: string, ...args: readonly string[]): string {
  const date = day.includes('T') ? day : `${day}T12:00:00Z`
  const { status, stdout, stderr } = spawnSync('git', ['-C', folder, '-c', 'protocol.file.allow=always', ...args], {
    input,
    env: { ...ownGit(), ...WHO, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  })
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout.toString('utf8').trim()
}

const WHO = {
  GIT_AUTHOR_NAME: 'Cai Reinholt',
  GIT_AUTHOR_EMAIL: 'cai@quarry-lane.example',
  GIT_COMMITTER_NAME: 'Cai Reinholt',
  GIT_COMMITTER_EMAIL: 'cai@quarry-lane.example',
}

/** No configuration of this machine's user. */
export function ownGit(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  return { PATH, SystemRoot, TEMP, TMP, HOME: tmpdir(), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull }
}
