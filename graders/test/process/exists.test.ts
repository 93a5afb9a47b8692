import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { exists } from '../../process/exists.ts'

test('a process that has ended is not there any more', () => {
  expect([exists(process.pid), exists(spawnSync(process.execPath, ['-e', '0']).pid)]).toEqual([true, false])
})

/** The system's first process is root's: who may not reach it is told so by an error of its own. */
test.skipIf(process.platform === 'win32')('a process of another account is there', () => {
  expect(exists(1)).toBe(true)
})
