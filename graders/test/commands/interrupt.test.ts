import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { home } from '../../home.ts'
import { findPython } from '../../process/python.ts'
import { processesIn } from '../process/living.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()
afterAll(() => {
  if (process.platform === 'linux') for (const { pid } of processesIn(root)) process.kill(pid, 'SIGKILL')
})

/** Programs that never end, with a child that does not, either. */
const endless = {
  ts: `import { fork } from 'node:child_process'
if (process.argv[2] !== 'child') fork(import.meta.filename, ['child'])
process.on('SIGTERM', () => {})
setInterval(() => {}, 1000)
`,
  py: `import signal, time
from multiprocessing import Process

def forever():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)

if __name__ == '__main__':
    Process(target=forever).start()
    forever()
`,
}

interface Started {
  readonly kit: ChildProcess
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>
  /** Where the programs run. */
  readonly scratch: string
}

/** Checks two of them. Programs in Python are quicker to judge. */
const start = async (name: string, command: readonly string[], language: 'ts' | 'py', witness = 'kernel'): Promise<Started> => {
  const [answers, scratch] = [join(root, name, 'answers'), join(root, name, 'tmp')]
  for (const folder of [answers, scratch]) mkdirSync(folder, { recursive: true })
  for (const question of ['q3', 'q6']) writeFileSync(join(answers, `${question}.${language}`), endless[language])
  const env = {
    ...process.env,
    TMPDIR: scratch,
    JOINERY_WITNESS: witness,
    NO_COLOR: '1',
    npm_config_userconfig: '/dev/null',
    npm_config_nodedir: undefined,
  }
  const kit = spawn(command[0]!, [...command.slice(1), answers, '--timeout', '300'], { cwd: home, env, detached: true })
  let stderr = ''
  kit.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  kit.stdout.resume()
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => kit.on('close', (code) => resolve({ code, stderr })))
  while (runningIn(scratch) < 4) await delay(50)
  return { kit, ended, scratch }
}

const runningIn = (folder: string): number =>
  processesIn(folder).filter(({ command }) => /q\d\.(?:mjs|py)/.test(command) && !command.includes('strace')).length

const python = await findPython()

describe.skipIf(process.platform !== 'linux' || python === null).concurrent('Ctrl-C during endless programs', () => {
  test.each([
    ['kernel', 'ts'],
    ['runtime', 'py'],
  ] as const)('stops them all, says so, and leaves nothing behind (%s, %s)', async (witness, language) => {
    const { kit, ended, scratch } = await start(witness, [process.execPath, 'graders/start.cjs', 'check'], language, witness)
    kit.kill('SIGINT')
    expect(await ended).toEqual({ code: 130, stderr: 'joinery: interrupted; every program that was running has been stopped.\n' })
    expect(processesIn(scratch)).toEqual([])
    expect(readdirSync(scratch)).toEqual([])
  })

  test('does so however often it is pressed', async () => {
    const { kit, ended, scratch } = await start('often', [process.execPath, 'graders/start.cjs', 'check'], 'py')
    const pressed = setInterval(() => kit.kill('SIGINT'), 1)
    expect((await ended).stderr).toContain('every program that was running has been stopped')
    clearInterval(pressed)
    expect(processesIn(scratch)).toEqual([])
  })

  test('does so when npm gets it from the terminal, and passes it on', async () => {
    const { kit, ended, scratch } = await start('npm', ['npm', 'run', '--silent', 'check', '--'], 'py')
    process.kill(-kit.pid!, 'SIGINT')
    expect((await ended).stderr).toContain('every program that was running has been stopped')
    expect(processesIn(scratch)).toEqual([])
  })
})
