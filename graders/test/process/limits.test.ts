import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Witness } from '../../core/process.ts'
import { findPython } from '../../process/python.ts'
import { joinery } from '../command.ts'
import { share, thorough } from '../thorough.ts'
import { processesCalled, processesIn } from './living.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()
afterAll(() => {
  for (const { pid } of processesIn(root)) process.kill(pid, 'SIGKILL')
})

interface Run {
  readonly stopped: object | null
  readonly exit: object | null
  readonly durationMs: number
  readonly stdout: string
  readonly truncated: boolean
  readonly processes: readonly { readonly command: string }[]
}

/** Checks a program to its verdict, in a process of the kit's own and with a folder of its own for all that it lays down. */
const ran = async (language: 'ts' | 'py', text: string, witness: Witness = 'kernel', timeout = '60'): Promise<Run> => {
  const place = mkdtempSync(join(root, 'run-'))
  const file = join(mkdtempSync(join(root, 'answer-')), `q3.${language}`)
  writeFileSync(file, text)
  const env = { TMPDIR: place, JOINERY_WITNESS: witness }
  const { stdout, stderr } = await joinery(['check', file, '--json', '--timeout', timeout], { env })
  expect(stderr).toBe('')
  expect(processesIn(place)).toEqual([])
  expect(readdirSync(place)).toEqual([])
  return (JSON.parse(stdout) as { results: [{ run: Run }] }).results[0].run
}

const endless = `import { fork } from 'node:child_process'
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})
if (process.argv[2] === undefined) for (let n = 0; n < 3; n++) fork(import.meta.filename, ['child'])
setInterval(() => {}, 1000)`

const flood = `import sys
while True:
    sys.stdout.write('more and more ' * 1000)`

const intoNothing = `with open('/dev/null', 'wb', buffering=0) as nothing:
    while True:
        nothing.write(b'\\1' * 1024 * 1024)`

const seventy = `import os, time
for _ in range(70):
    if os.fork() == 0:
        time.sleep(600)
time.sleep(600)`

const witnesses = share<Witness>(['kernel', 'runtime'], 2)

describe
  .skipIf(process.platform !== 'linux' || (await findPython()) === null)
  .concurrent(`after the verdict nothing is alive${thorough ? '' : ' (by the probes only where the variable CI is set)'}:`, () => {
    test.each(witnesses)('an endless program whose processes ignore every signal that can be ignored (%s)', async (witness) => {
      const begun = performance.now()
      const { stopped, exit, durationMs } = await ran('ts', endless, witness, '2')
      expect(performance.now() - begun).toBeLessThan(20_000)
      expect({ stopped, exit }).toEqual({ stopped: { why: 'time', limitMs: 2_000 }, exit: { timedOut: true } })
      // Its processes do nothing that is recorded for as long as they wait, and yet it ran.
      expect(durationMs).toBeGreaterThanOrEqual(2_000)
    })

    test.each(witnesses)('a program that floods: it is stopped, and 1 MiB is kept (%s)', async (witness) => {
      const { stopped, stdout, truncated } = await ran('py', flood, witness)
      expect({ stopped, truncated }).toEqual({ stopped: { why: 'output', limitBytes: 1024 * 1024 }, truncated: true })
      expect(stdout.length).toBeGreaterThan(0)
      expect(stdout.length).toBeLessThanOrEqual(1024 * 1024)
    })

    test('a program that writes without end to where nobody reads: its record is bounded', async () => {
      const { stopped } = await ran('py', intoNothing)
      expect(stopped).toEqual({ why: 'output', limitBytes: 48 * 1024 * 1024 })
    })

    test.each(witnesses)('seventy processes at once (%s)', async (witness) => {
      const { stopped } = await ran('py', seventy, witness)
      expect(stopped).toEqual({ why: 'processes', limit: 64 })
    })

    test('a daemon that left the session, the folder and the environment behind', async () => {
      const word = `8640${process.pid}`
      const daemon = `import os
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.chdir('/')
        null = os.open('/dev/null', os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        os.execve('/bin/sleep', ['sleep', '${word}'], {})
    os._exit(0)
print('away')`
      const { processes, stdout, exit } = await ran('py', daemon)
      expect({ stdout, exit }).toEqual({ stdout: 'away\n', exit: { code: 0 } })
      expect(processes.map(({ command }) => command)).toContain(`sleep ${word}`)
      expect(processesCalled(word)).toEqual([])
    })

    test('children started with an empty environment in a session of their own', async () => {
      const word = `8641${process.pid}`
      const program = `import { spawn } from 'node:child_process'
for (let n = 0; n < 3; n++) spawn('/bin/sleep', ['${word}'], { env: {}, cwd: '/', detached: true, stdio: 'ignore' }).unref()`
      const { processes } = await ran('ts', program)
      expect(processes.filter(({ command }) => command === `sleep ${word}`)).toHaveLength(3)
      expect(processesCalled(word)).toEqual([])
    })

    test.each([
      ['in the session that it was born in', ''],
      ['in a new session every time', '    os.setsid()\n'],
    ])('a process that is always another one, since each starts the next and ends, %s', async (_, setsid) => {
      const comet = `import os, time
if os.fork():
    time.sleep(600)
while True:
${setsid}    if os.fork():
        os._exit(0)`
      const { stopped } = await ran('py', comet, 'kernel', '2')
      expect(stopped).toEqual({ why: 'time', limitMs: 2_000 })
    })
  })
