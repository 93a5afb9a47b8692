import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { SandboxError } from '../run.ts'

/**
 * Sees to it that nothing that this process starts leaves a dump of its memory, nor has the host's own program for crashes make one. A
 * shell cannot set this limit to 1 byte: with 0 the kernel would still hand a crash over where the host has such a program. Whoever is
 * started inherits the limit and cannot raise it, so it is set once in the life of this process, and looked at before every run. An account
 * that may make no dumps at all cannot raise its limit to 1 byte: it stays as it is.
 *
 * @throws SandboxError where it cannot be set.
 */
export const forbidDumps = (prlimit: string): void => {
  if (areForbidden(process.getuid?.() !== 0)) return
  const { stderr, error } = spawnSync(prlimit, ['--pid', String(process.pid), '--core=1'], { encoding: 'utf8' })
  if (!areForbidden(true)) throw new SandboxError(`the sandbox could not be set up: ${error?.message ?? stderr.trim()}`)
}

const areForbidden = (none: boolean): boolean => {
  const [, soft, hard] = /^Max core file size +(\w+) +(\w+) /m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
  return (soft === '1' && hard === '1') || (none && hard === '0')
}
