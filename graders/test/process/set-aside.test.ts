import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { defaultSandboxLimits } from '../../process/sandbox/limits.ts'
import { reservedIn, setAside } from '../../process/sandbox/set-aside.ts'

test('only what may be written and run as well counts, and not the code that there is already', () => {
  expect(
    reservedIn(
      [
        '00c00000-0307b000 r-xp 00800000 fe:00 1234 /usr/bin/node',
        '7f0000000000-7f0004000000 ---p 00000000 00:00 0',
        '7f0008000000-7f0008100000 rwxp 00000000 00:00 0',
        '7f0010000000-7f0030000000 rwxp 00000000 00:00 0',
        '7f0040000000-7f0040100000 rw-p 00000000 00:00 0 [heap]',
      ].join('\n'),
    ),
  ).toBe(512 * 1024 * 1024)
})

test.skipIf(process.platform !== 'linux')('what a process of this Node counts as data leaves a program almost all of its limit', () => {
  const dataOf = `process.stdout.write(/VmData:\\s+(\\d+)/.exec(require('node:fs').readFileSync('/proc/self/status', 'utf8'))[1])`
  const data = Number(execFileSync(process.execPath, ['-e', dataOf], { encoding: 'utf8' })) * 1024
  expect(data).toBeGreaterThan(0)
  expect(data).toBeLessThan(setAside() + defaultSandboxLimits.memory / 4)
})
