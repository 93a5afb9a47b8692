import { expect, test } from 'vitest'
import { lastOutput, startChild } from '../../process/child.ts'
import { collectOutput } from '../../process/output.ts'
import { recorderFor } from '../../process/recorders.ts'
import { scratch } from '../scratch.ts'

test.skipIf(process.platform === 'win32')('what a program wrote is not lost where the kit has heavy work to do at its end', async () => {
  const folder = scratch()
  const program = { command: ['/bin/sh', '-c', 'echo written'], cwd: folder, env: {}, record: folder }
  const child = startChild(recorderFor('runtime', program), program)
  const output = collectOutput(child.streams, 1024)
  const waiting = lastOutput(child)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  await waiting
  expect(output.stdout()).toBe('written\n')
})
