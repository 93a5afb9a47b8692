import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sweep } from '../../classroom/sweep.ts'
import { temporaryFolder } from '../../home.ts'

test('what a killed run has left is taken away after a day, and nothing else', () => {
  const [before, place] = [process.env['TMPDIR'], mkdtempSync(join(tmpdir(), 'sweep-'))]
  onTestFinished(() => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(place, { recursive: true })
  })
  process.env['TMPDIR'] = place
  const gone = spawnSync(process.execPath, ['-e', '0']).pid
  const at = (name: string): string => join(place, name)
  const old = new Date(Date.now() - 25 * 60 * 60 * 1000)
  const left = [`joinery-${gone}-aB3xYz`, `joinery-types-${gone}-aB3xYz`]
  const kept = [`joinery-${process.pid}-aB3xYz`, `joinery-${gone}`, `other-${gone}-aB3xYz`]
  for (const name of [...left, ...kept]) {
    mkdirSync(at(name))
    writeFileSync(at(`${name}/file`), '')
    utimesSync(at(name), old, old)
  }
  mkdirSync(at(`joinery-${gone}-fresh1`))
  if (process.getuid?.() === 0) {
    // Nobody but root can make a folder that is another's.
    mkdirSync(at(`joinery-${gone}-theirs`))
    writeFileSync(at(`joinery-${gone}-theirs/file`), '')
    chownSync(at(`joinery-${gone}-theirs`), 65_534, 65_534)
    utimesSync(at(`joinery-${gone}-theirs`), old, old)
    kept.push(`joinery-${gone}-theirs`)
  }
  symlinkSync(at(kept[2]!), at(`joinery-${gone}-linked`))
  const own = temporaryFolder('types-')
  utimesSync(own, old, old)
  sweep()
  expect(left.filter((name) => existsSync(at(name)))).toEqual([])
  expect(
    [...kept.map((name) => at(`${name}/file`)), at(`joinery-${gone}-fresh1`), at(`joinery-${gone}-linked`), own].every(existsSync),
  ).toBe(true)
})
