import { expect, test } from 'vitest'
import { BrokenRecordError, runProgram } from '../../process/run.ts'
import { scratch } from '../scratch.ts'
import { canTrace } from '../tracing.ts'

const limits = { timeoutMs: 20_000, outputBytes: 1024, recordBytes: 1024 * 1024, processes: 10, memoryBytes: null }

/** A program whose witness ends by a signal, as if by itself. */
const endingItsWitness = (signal: string) => {
  const folder = scratch()
  const script = `process.kill(process.ppid, '${signal}'); setTimeout(() => undefined, 60_000)`
  return runProgram({ command: [process.execPath, '-e', script], cwd: folder, env: {}, record: folder }, 'kernel', limits)
}

test.runIf(canTrace).each(['SIGSEGV', 'SIGBUS', 'SIGABRT'])('a witness that crashed by %s is no deed of the program', async (signal) => {
  await expect(endingItsWitness(signal)).rejects.toThrow(BrokenRecordError)
})

test.runIf(canTrace)('a witness that was killed is one', async () => {
  await expect(endingItsWitness('SIGKILL')).resolves.toMatchObject({ stopped: { why: 'witness' } })
})
