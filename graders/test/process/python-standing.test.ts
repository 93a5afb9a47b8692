import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findPython } from '../../process/python.ts'
import { standingOf } from '../../process/python-standing.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()

/** Everything here has only just been written: it is looked at as if some minutes had gone by. */
const now = Date.now() + 600_000

const put = (path: string, text: string): string => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  chmodSync(join(root, path), 0o755)
  return join(root, path)
}

const link = (target: string, path: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  symlinkSync(target, join(root, path))
}

const found = await findPython()

describe.skipIf(process.platform === 'win32')('what decides which Python answers', () => {
  const real = put('opt/bin/python3.12', 'an interpreter')
  link(real, 'bin/python3')
  const python = { path: join(root, 'bin', 'python3'), version: '3.12.1', prefixes: [join(root, 'opt')] }
  const env = { PATH: `${join(root, 'nothing')}:${join(root, 'bin')}` }
  const standing = () => standingOf(python, { env, now })

  test('is the interpreter that stands on the path, whatever links lead to it', () => {
    const before = standing()
    expect(before).not.toBeNull()
    expect(standing()).toBe(before)
    expect(standingOf({ ...python, version: '3.13.0' }, { env, now })).not.toBe(before)
    expect(standingOf(python, { env: { ...env, PYTHONHOME: root }, now })).not.toBe(before)
    put('opt/bin/python3.12', 'another interpreter')
    expect(standing()).not.toBe(before)
  })

  test('is told by asking alone after a change just now', () => {
    expect(standingOf(python, { env })).toBeNull()
  })

  test('is another where something comes first on the path, and an unknown script tells nothing', () => {
    put('nothing/python3', '#!/bin/sh\nexec some-manager run python3 "$@"\n')
    expect(standing()).toBeNull()
    expect(standingOf(python, { env: { PATH: join(root, 'empty') }, now })).toBeNull()
  })

  test('is what pyenv goes by: its own choice, the one of the folder and of those above it, its variables', () => {
    const pyenv = join(root, '.pyenv')
    const shim = `#!/usr/bin/env bash\nset -e\n\nprogram="\${0##*/}"\n\nexport PYENV_ROOT="${pyenv}"\nexec "${pyenv}/libexec/pyenv" exec "$program" "$@"\n`
    put('.pyenv/shims/python3', shim)
    const chosen = { path: put('.pyenv/versions/3.12.1/bin/python3', 'an interpreter'), version: '3.12.1', prefixes: [] }
    put('.pyenv/version', '3.12.1\n')
    mkdirSync(join(root, 'course', 'week-1'), { recursive: true })
    const look = (variables = {}) =>
      standingOf(chosen, { env: { PATH: join(pyenv, 'shims'), ...variables }, folder: join(root, 'course', 'week-1'), now })
    const seen = [look(), look({ PYENV_VERSION: '3.11.0' })]
    expect(seen).not.toContain(null)
    for (const [path, text] of [
      ['.pyenv/version', '3.11.0\n3.12.1\n'],
      ['course/.python-version', '3.11.0'],
      ['course/week-1/.python-version', '3.12.1'],
      ['.pyenv/versions/3.13.0', ''],
    ] as const) {
      put(path, text)
      seen.push(look())
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(look()).toBe(seen.at(-1))
    expect(standingOf(python, { env: { PATH: join(pyenv, 'shims') }, folder: root, now })).toBeNull()
  })

  test.skipIf(found === null)('is the same for this machine’s own Python from one look to the next', () => {
    expect(standingOf(found!, { now })).toBe(standingOf(found!, { now }))
  })
})
