import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lastOutput, startChild } from '../../process/child.ts'
import { collectOutput } from '../../process/output.ts'
import { recorderFor } from '../../process/recorders.ts'

test.skipIf(process.platform === 'win32')('what a program wrote is not lost where the kit has heavy work to do at its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-output-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const program = { command: ['/bin/sh', '-c', 'echo written'], cwd: folder, env: {}, record: folder }
  const child = startChild(recorderFor('runtime', program), program)
  const output = collectOutput(child.streams, 1024)
  const waiting = lastOutput(child)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  await waiting
  expect(output.stdout()).toBe('written\n')
})
