import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { Witness } from '../../core/process.ts'
import { home } from '../../home.ts'
import { markName } from '../../process/end.ts'
import { executableIn, foldersOfPath } from '../../process/executable.ts'
import { findPython } from '../../process/python.ts'
import { childrenOf } from '../../process/sandbox/namespace.ts'
import { watchdogScript } from '../../process/watchdog-script.ts'
import { type Living, processesCalled, processesIn } from './living.ts'
import { sharedScratch } from '../scratch.ts'

const root = sharedScratch()
const words: string[] = []
afterAll(() => {
  for (const { pid } of [...processesIn(root), ...words.flatMap(processesCalled)]) process.kill(pid, 'SIGKILL')
})

/** A word that stands on the command lines of one test's programs alone. */
const newWord = (): string => {
  words.push(`86${words.length}${process.pid}`)
  return words.at(-1)!
}

/** Every process waits for ever, and one has left the session, the folder and the environment behind. */
const endless = (word: string) => `import os, signal, time
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.chdir('/')
        os.execve('/bin/sleep', ['sleep', '${word}'], {})
while True:
    time.sleep(1)
`

/** Two hundred and fifty-six processes: nobody is there to stop it at the limit, since the kit itself is stopped first. */
const selfStarting = `import os, time
while not os.path.exists('${join(root, 'go')}'):
    time.sleep(0.01)
for _ in range(8):
    os.fork()
while True:
    time.sleep(1)
`

/** Each process is another one, since it starts the next and ends. */
const comet = `import os, time
if os.fork():
    time.sleep(600)
while True:
    if os.fork():
        os._exit(0)
`

/** It writes what no witness writes into the record of its own run, and then it waits for ever, like all that it starts. */
const spoiler = (word: string) => `import glob, os
record = glob.glob(os.path.expanduser('~/../../record/*'))
${endless(word).replace(
  'while True:',
  `if os.fork() == 0:
    time.sleep(0.2)
    for path in record:
        with open(path, 'ab', 0) as file:
            file.write(b'\\nthat is no line of a witness\\nnor is that\\n')
while True:`,
)}`

/** The kit at work on a program, in a folder of its own for all that it lays down. */
const startKit = async (
  program: string,
  witness: Witness,
  atLeast: number,
  timeout = '300',
): Promise<{ kit: ChildProcess; left: () => Living[] }> => {
  const [answer, place] = [mkdtempSync(join(root, 'answer-')), mkdtempSync(join(root, 'run-'))]
  writeFileSync(join(answer, 'q3.py'), program)
  const env = { ...process.env, TMPDIR: place, JOINERY_WITNESS: witness }
  const kit = spawn(process.execPath, ['graders/start.cjs', 'check', answer, '--timeout', timeout], { cwd: home, env, stdio: 'ignore' })
  const left = () => processesIn(place)
  // The kit itself may hold one of its files; and before the watchdog is there, nothing is ended.
  const others = () => left().filter(({ pid }) => pid !== kit.pid)
  while (others().length < atLeast || !isWatched(kit)) await delay(20)
  return { kit, left }
}

const isWatched = ({ pid }: ChildProcess): boolean => {
  const children = childrenOf(pid!)
  return processesCalled('joinery-watchdog').some((each) => children.includes(each.pid))
}

const killed = async (kit: ChildProcess): Promise<void> => {
  kit.kill('SIGKILL')
  await new Promise((resolve) => kit.once('exit', resolve))
}

/** Who is left when nobody ends any more; a test that waits in vain fails by the time that it takes. */
const leftInTheEnd = async (left: () => readonly Living[]): Promise<readonly Living[]> => {
  while (left().length > 0) await delay(20)
  return left()
}

const python = await findPython()

describe.skipIf(process.platform !== 'linux' || python === null)('where the kit is killed, all that a program has started is ended', () => {
  test.each<Witness>(['kernel', 'runtime'])('though it ignores every signal that can be ignored (%s)', async (witness) => {
    const word = newWord()
    const { kit, left } = await startKit(endless(word), witness, 2)
    while (processesCalled(`sleep ${word}`).length === 0) await delay(20)
    await killed(kit)
    expect(await leftInTheEnd(left)).toEqual([])
    // Of a process without its mark and its parent only the kernel's record knows.
    const hidden = witness === 'kernel' ? () => processesCalled(`sleep ${word}`) : () => []
    expect(await leftInTheEnd(hidden)).toEqual([])
  })

  test('however many it has become', async () => {
    const { kit, left } = await startKit(selfStarting, 'kernel', 2)
    kit.kill('SIGSTOP')
    mkdirSync(join(root, 'go'))
    while (left().length < 200) await delay(20)
    await killed(kit)
    expect(await leftInTheEnd(left)).toEqual([])
  })

  test('though it is always another one', async () => {
    const { kit, left } = await startKit(comet, 'kernel', 2)
    await killed(kit)
    expect(await leftInTheEnd(left)).toEqual([])
    await delay(100)
    expect(left()).toEqual([])
  })

  test.each<Witness>(['kernel', 'runtime'])('and where its record can no longer be read (%s)', async (witness) => {
    const word = newWord()
    const { kit, left } = await startKit(spoiler(word), witness, 1, '3')
    const [code] = (await once(kit, 'exit')) as [number | null]
    expect({ code, left: left() }).toEqual({ code: 2, left: [] })
    expect(witness === 'kernel' ? processesCalled(`sleep ${word}`) : []).toEqual([])
  })

  const shells = ['dash', 'bash', 'busybox', 'mksh', 'zsh'].flatMap((name) => executableIn(foldersOfPath(process.env['PATH']), name) ?? [])

  test.each(shells)('and no others are, by the words of %s', async (shell) => {
    const [word, mark] = [newWord(), `mark-of-${shell}`]
    const sleep = (env: NodeJS.ProcessEnv) => spawn('sleep', [word], { env: { ...process.env, ...env }, stdio: 'ignore' })
    const [inRun, over, other] = [sleep({ [markName]: `${mark}-1` }), sleep({ [markName]: `${mark}-2` }), sleep({})]
    const watchdog = spawn(shell, [...(shell.endsWith('busybox') ? ['sh'] : []), '-c', watchdogScript], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    watchdog.stdin.write(`begun ${inRun.pid}:${mark}-1\nbegun ${over.pid}:${mark}-2\n`)
    watchdog.stdin.end(`over ${over.pid}:${mark}-2\n`)
    await Promise.all([watchdog, inRun].map((each) => new Promise((resolve) => each.once('exit', resolve))))
    expect([inRun, over, other].map(({ pid }) => processesCalled(word).some((each) => each.pid === pid))).toEqual([false, true, true])
  })
})
