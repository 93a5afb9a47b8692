/** Conditions of verdicts that no whole program showed to be needed. */
import { expect, test } from 'vitest'
import { usesProcesses } from '../../facts/api.ts'
import { ownLines } from '../../facts/evidence.ts'
import { endsCleanly } from '../../facts/exit.ts'
import { everyWorkerJoined } from '../../facts/joined.ts'
import { ledPast } from '../../facts/led-past.ts'
import { isFaultOfNode } from '../../facts/node-fault.ts'
import { eachPrintsItsOwnNumber, workerPrints } from '../../facts/output.ts'
import { orderByLuck, resultsInOrder } from '../../facts/results.ts'
import { versionsOf } from '../../facts/spawned.ts'
import { cannotBeRead } from '../../facts/unreadable.ts'
import { roleOf, startedAs } from '../../process/roles.ts'
import { parseStrace } from '../../process/strace.ts'
import { main, said, worker } from '../report/builder.ts'
import { evidence, evidenceInTypeScript, imports } from './observed.ts'

const lone = `${imports}process = Process(target=print)\nprocess.start()\nprocess.join()\n`

const leaving = (command: string) => endsCleanly()(evidence(lone, [main(20), worker(1, 9), worker(2, null, { role: 'helper', command })]))

test('one program that was left running is told, and no helper of the language itself', () => {
  expect(leaving('sleep 30')).toMatchObject({ status: 'failed', seen: expect.stringContaining('another program, sleep 30') })
  expect(leaving('/usr/bin/python3 -c from multiprocessing.resource_tracker import main').status).toBe('passed')
})

test('who tells its parent’s number has no number of its own by that', () => {
  const each = [201, 202, 203, 204].map((parent, index) =>
    worker(1 + index, 19 - index, { parent, wrote: [said(10, `child of ${parent}: 7\n`)] }),
  )
  expect(eachPrintsItsOwnNumber(4)(evidence(lone, [main(20), ...each])).status).toBe('failed')
})

const oneByOne = (many: number) =>
  versionsOf(evidence(lone, [main(2000), ...Array.from({ length: many }, (_, index) => worker(2 * index, 2 * index + 1))]), 1).length

test('ten versions of an answer are looked through, and no more', () => {
  expect([oneByOne(10), oneByOne(11)]).toEqual([10, 0])
})

const broken = (call: string) =>
  worker(1, 9, {
    exit: { code: 1 },
    wrote: [said(8, `TypeError: Cannot set properties of null (setting 'Symbol(kPendingMessages)')\n    at ${call}\n`, 'stderr')],
  })

test('what a line of the program led to is no fault of Node, which costs nothing', () => {
  const calls = ['process.channel (node:internal/child_process:1:2)', 'Object.<anonymous> (q3.ts:4:1)']
  expect(calls.map((call) => isFaultOfNode(broken(call)))).toEqual([true, false])
  expect(calls.map((call) => endsCleanly()(evidence(lone, [main(20), broken(call)])).status)).toEqual(['passed', 'failed'])
})

const python = startedAs(['python3', 'q3.py'])
const executed = (...argv: string[]) => roleOf({ ...startedAs(argv), execed: true, silent: false }, undefined)

test('who runs the code of the learner, and who does not', () => {
  const parent = { role: 'worker', serves: null } as const
  const manager = { role: 'helper', serves: '/tmp/pymp-x/listener-y' } as const
  expect(roleOf({ ...python, missed: true, silent: true }, parent)).toBe('helper')
  expect(roleOf({ ...python, missed: true, silent: false }, parent)).toBe('worker')
  expect(roleOf({ ...python, silent: true }, manager)).toBe('worker')
  expect(roleOf({ ...python, silent: true }, { ...manager, serves: null })).toBe('helper')
  expect(['--check', '-c', '--version'].map((option) => executed('node', option, 'q3.ts'))).toEqual(['helper', 'helper', 'helper'])
  expect(['npx', 'pnpx', 'pnpm'].map((name) => executed('node', `/usr/bin/${name}`, 'tsx', 'q3.ts'))).toEqual([
    'helper',
    'helper',
    'helper',
  ])
  expect(executed('python3', '-c', 'from multiprocessing.semaphore_tracker import main;main(3)')).toBe('helper')
  expect(executed('node', 'q3.ts', '--check')).toBe('worker')
})

test.each([
  ['/tmp/pymp-x/listener-y', 'helper'],
  ['/tmp/pymp-x/sock-0a1b', 'helper'],
  ['/tmp/sock-of-a-learner', 'worker'],
])('a child of Python that serves at %s is a %s', (serves, role) => {
  expect(roleOf({ ...python, serves, silent: false }, { role: 'worker', serves: null })).toBe(role)
})

test('a word of a letter or two makes no line of main a worker’s, and no traceback is a line of its own', () => {
  const counting = main(20, { wrote: [said(12, '10 have ended\n')] })
  expect(ownLines(evidence(lone, [counting, worker(1, 9, { wrote: [said(5, '1\n')] })], { stdout: '10 have ended\n' }))).toHaveLength(1)
  expect(ownLines(evidence(lone, [main(20, { exit: { code: 1 }, wrote: [said(12, 'ValueError\n', 'stderr')] })]))).toEqual([])
})

test('who ended well is not told of an exception, whatever it wrote', () => {
  const run = [main(20, { wrote: [said(12, 'no multiprocessing today\n', 'stderr')] })]
  expect(usesProcesses()(evidence('print(1)\n', run))).toMatchObject({ hint: expect.stringContaining('Which call of that module') })
})

const forks = (rest: string) =>
  `import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nif (process.argv[2] !== 'child') {\nconst child = fork('q3.ts', ['child'])\n${rest}\n}\n`

test('an exception behind the wait is not said to have come before it', () => {
  const thrown = { exit: { code: 1 }, wrote: [said(2, 'started\n'), said(15, 'q3.ts:7\nTypeError: no\n', 'stderr')] }
  const text = forks("console.log('started')\nawait once(child, 'exit')\nthrow new TypeError('no')")
  const joined = everyWorkerJoined({ thenPrints: true })
  expect(joined(evidenceInTypeScript(text, [main(20, thrown), worker(1, 9)]))).toMatchObject({ topic: 'no-line-of-main' })
  expect(joined(evidenceInTypeScript(text, [main(5, thrown), worker(1, 9)]))).toMatchObject({ topic: 'crash' })
})

test('an await at the end of what nobody awaits holds back all that is asked for where main is to say nothing behind it', () => {
  const text = forks("async function go() {\nawait once(child, 'exit')\n}\nconsole.log('started')\ngo()")
  const told = evidenceInTypeScript(text, [main(20, { wrote: [said(2, 'started\\n')] }), worker(1, 9)])
  expect([everyWorkerJoined()(told).status, everyWorkerJoined({ thenPrints: true })(told).status]).toEqual(['passed', 'failed'])
})

test('who printed a line before the start, and broke off, is not said to have printed none', () => {
  const broken = main(20, { exit: { code: 1 }, wrote: [said(1, 'started\n'), said(15, 'q3.ts:7\nTypeError: no\n', 'stderr')] })
  const child = worker(2, 9, { wrote: [said(5, 'hello\n')] })
  expect(workerPrints()(evidenceInTypeScript(forks("await once(child, 'exit')"), [broken, child]))).toMatchObject({
    topic: 'crash',
    seen: 'the last line of main, "started", came before the children were started; it ended with code 1',
  })
})

test('who starts one after the other prints behind each wait, and before the next start', () => {
  const text = `${imports}for n in range(2):\n    p = Process(target=abs)\n    p.start()\n    p.join()\n    print("one has ended")\n`
  const lines = [said(10, 'one has ended\n'), said(30, 'one has ended\n')]
  expect(ledPast(evidence(text, [main(40, { wrote: lines }), worker(1, 9), worker(20, 29)]), '')).toBe(null)
})

test('a loop that main has left is not what the workers are still busy with', () => {
  const text = forks("let ended = false\nchild.on('exit', () => (ended = true))\nwhile (!ended) {}")
  const late = (mainEnd: number | null) =>
    endsCleanly()(evidenceInTypeScript(text, [main(mainEnd), worker(1, null)], { stopped: { why: 'time', limitMs: 10_000 } }))
  expect([late(null), late(9_500)]).toMatchObject([{ topic: 'restless-loop' }, { topic: 'endless' }])
})

test('results that are asked for in another way than by a line of the child’s own count in a document alone', () => {
  const text = `from multiprocessing import Process, Value\ndef work(v): v.value = 5\nv = Value('i', 0)\np = Process(target=work, args=(v,))\np.start()\np.join()\nprint(v.value)\n`
  const told = evidence(text, [main(20, { wrote: [said(12, '5\n')] }), worker(1, 9)])
  expect([workerPrints()(told).status, workerPrints()({ ...told, anyTasks: true }).status]).toEqual(['failed', 'passed'])
})

const squares = `${imports}with Pool(2) as pool:\n    print(pool.map(abs, [1, 4, 9]))\n`
const bytes = (atMs: number, text: string) => ({ atMs, bytes: text })
const results = (text: string, sent: string, back: string | null, more = {}) =>
  resultsInOrder([1, 4, 9])(
    evidence(
      text,
      [
        main(20, { wrote: [said(12, '[1, 4, 9]\n')], sent: [bytes(2, sent)] }),
        worker(1, 9, { sent: back === null ? [] : [bytes(5, back)] }),
      ],
      more,
    ),
  ).status

test('a number that main had sent, too, is no news from a worker, however large it is', () => {
  expect([results(squares, '[1,4,9,100]', '[1,4,9,100]'), results(squares, '[1,4,9]', '[1,4,9,100]')]).toEqual(['failed', 'passed'])
})

test('the probes may have missed what travelled by a file, unless main is known to have made it itself', () => {
  const byFile = `${squares}open('results.txt').read()\n`
  const [seen, missed] = [{ witness: 'kernel' }, { witness: 'runtime' }]
  expect([results(byFile, '', null, seen), results(byFile, '', null, missed), results(squares, '', null, missed)]).toEqual([
    'failed',
    'unclear',
    'failed',
  ])
  expect(results(`${byFile}print([1, 4, 9])\n`, '', null, missed)).toBe('failed')
})

test('nobody was lucky with an order that is not the right one', () => {
  const text = squares.replace('print(pool.map(', 'print(list(pool.imap_unordered(').replace(']))', '])))')
  const advice = (line: string) => orderByLuck([1, 4, 9])(evidence(text, [main(20, { wrote: [said(12, line)] }), worker(1, 9)]))
  expect([advice('[1, 4, 9]\n') === null, advice('[4, 1, 9]\n') === null]).toEqual([false, true])
})

const unreadable = (code: number) => cannotBeRead(evidence('def (\n', [main(20, { exit: { code } })])).status

test('what Python ran to its end is called unreadable by nobody', () => {
  expect([unreadable(0), unreadable(1)]).toEqual(['unclear', 'failed'])
})

test('a call that fails is no program that could not be run, unless it asked for one', () => {
  const log = ['execve("/no", ["/no"], 0x1) = -1 ENOENT (No such file)', 'wait4(-1, 0x1, 0, NULL) = -1 ECHILD (No child processes)']
  expect(log.map((call) => parseStrace(`10 1.1 ${call}\n`).map(({ kind }) => kind))).toEqual([['start', 'miss'], []])
})
