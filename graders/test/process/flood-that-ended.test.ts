import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultLimits } from '../../process/limits.ts'
import { runProgram } from '../../process/run.ts'

/** It is over within a millisecond, and nobody looks that often. */
const short = ['/bin/echo', 'more than four bytes']

test.skipIf(process.platform !== 'linux')(
  'a program that wrote too much and ended by itself is told what one is told that was stopped for it',
  async () => {
    const record = mkdtempSync(join(tmpdir(), 'joinery-flood-'))
    try {
      const program = { command: short, cwd: record, env: { PATH: process.env['PATH'] ?? '' }, record }
      const { exit, stopped, stdout, truncated } = await runProgram(program, 'kernel', { ...defaultLimits, outputBytes: 4 })
      expect({ exit, stopped, stdout, truncated }).toEqual({
        exit: null,
        stopped: { why: 'output', limitBytes: 4 },
        stdout: 'more',
        truncated: true,
      })
    } finally {
      rmSync(record, { recursive: true })
    }
  },
)
