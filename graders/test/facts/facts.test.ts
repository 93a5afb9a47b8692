import { expect, test } from 'vitest'
import type { Answer } from '../../core/types.ts'
import type { Execution, TracedProcess } from '../../core/process.ts'
import { guardMain, listenAtOnce, sayItOnce, shareTheTasks, waitForTheChild } from '../../facts/advice.ts'
import { usesProcesses } from '../../facts/api.ts'
import { evidenceOf, isVisible } from '../../facts/evidence.ts'
import { endsCleanly } from '../../facts/exit.ts'
import { everyWorkerJoined } from '../../facts/joined.ts'
import { workerPrints } from '../../facts/output.ts'
import { orderByLuck } from '../../facts/results.ts'
import { at } from '../../facts/wording.ts'
import { readPython } from '../../source/python.ts'
import { readTypeScript } from '../../source/typescript.ts'
import { execution as executionOf, main as mainUntil } from '../report/builder.ts'

const main = mainUntil(9, { pid: 1, command: 'node q5.ts' })
const execution = (stdout: string): Execution => executionOf([main], { stdout })

const files = [
  { path: 'q5.ts', text: "import { start } from './pool.ts'\nimport { fork } from 'node:child_process'\nfork('worker.ts')\nstart()" },
  { path: 'pool.ts', text: "import { fork } from 'node:child_process'\nexport const start = () => fork('worker.ts')" },
]
const answer: Answer = { exercise: 'q5', language: 'ts', entry: 'q5.ts', files }
const evidence = (stdout = '') => evidenceOf(answer, execution(stdout), readTypeScript(files, 'q5.ts'))

test('a line of another file than the one that was run is told with the name of its file', () => {
  expect(evidence().source.launches.map(at).sort()).toEqual(['line 3', 'pool.ts, line 2'])
})

test('what a parent passes on in capitals, or with other spaces, is seen', () => {
  expect(isVisible(evidence('> HELLO,\tTHERE\n'), 'hello, there')).toBe(true)
  expect(isVisible(evidence('hello\n'), 'hello, there')).toBe(false)
})

test('processes that are written down and never made do not make processes of threads', () => {
  const text =
    'from multiprocessing import Process\nfrom threading import Thread\nif ready():\n    Process(target=print).start()\nThread(target=print).start()\n'
  const threads = [{ path: 'q5.py', text }]
  const python: Answer = { exercise: 'q5', language: 'py', entry: 'q5.py', files: threads }
  const finding = usesProcesses()(evidenceOf(python, execution(''), readPython(threads, 'q5.py')))
  expect(finding).toMatchObject({ status: 'failed', topic: 'threads' })
})

const endedSaying = (said: string): TracedProcess => ({
  ...main,
  pid: 2,
  parent: 1,
  role: 'worker',
  exit: { code: 1 },
  wrote: [{ atMs: 1, stream: 'stderr', text: said }],
})

const nextStep = (said: string): string | undefined => {
  const finding = endsCleanly()({ ...evidence(), workers: [endedSaying(said)] })
  return finding.status === 'failed' ? finding.hint : undefined
}

test('all that did not end cleanly are named, and the words of the first', () => {
  const workers = [endedSaying('ValueError: no 1\n'), { ...endedSaying(''), exit: { code: 0 } }, endedSaying('ValueError: no 3\n')]
  const seen = 'worker 1 (pid 2) ended with code 1, saying: ValueError: no 1; worker 3 did not end cleanly either'
  expect(endsCleanly()({ ...evidence(), workers })).toMatchObject({ status: 'failed', seen })
})

test('of a line of a thousand letters a finding quotes the beginning', () => {
  const text = `${'x'.repeat(98)}\u{1f600}${'x'.repeat(1000)}\n`
  const worker: TracedProcess = { ...main, pid: 2, parent: 1, role: 'worker', wrote: [{ atMs: 1, stream: 'stdout', text }] }
  const line = { ...main, wrote: [{ atMs: 8, stream: 'stdout', text: 'all done\n' }] } as const
  const seen = workerPrints()({ ...evidence(`${text}all done\n`), main: line, workers: [worker] })
  expect(seen).toMatchObject({ status: 'passed', seen: `"${'x'.repeat(98)}…", printed by the child itself, pid 2` })
  const ended = endsCleanly()({ ...evidence(), workers: [endedSaying(`ValueError: ${'y'.repeat(1000)}\n`)] })
  expect(ended).toMatchObject({ seen: expect.stringMatching(/saying: ValueError: y{187}…$/) })
})

test('whoever ends with words of its own is not sent to look for a line that they do not name', () => {
  expect(nextStep('the child is done\n')).toContain('with that code')
  expect(nextStep('Traceback (most recent call last):\n  File "q3.py", line 3, in work\nKeyError: 3\n')).toContain('names the line')
})

const leftAt = (endedMs: number) => endsCleanly()({ ...evidence(), workers: [{ ...endedSaying(''), endedMs }] })

test('a worker that ends with a code when main is gone is not said to do so by a line of its own', () => {
  expect(leftAt((main.endedMs ?? 0) + 10)).toMatchObject({ topic: 'exit-code', hint: expect.stringContaining('because main was gone') })
  expect(leftAt(main.startedMs)).toMatchObject({ topic: 'exit-code', hint: expect.stringContaining('Which line ends this process') })
})

const rounds = [
  { path: 'q3.ts', text: "import { spawnSync } from 'node:child_process'\nfor (;;) spawnSync(process.execPath, ['child.ts'])\n" },
  { path: 'child.ts', text: "console.log('one line')\n" },
]

/** Main starts one worker after another without end, each for 300 ms, and is stopped after 10 s. The last one begins at `startedMs`. */
const stoppedAmid = (startedMs: number) => {
  const worker = { ...main, pid: 2, parent: 1, role: 'worker', reapedBy: 1 } as const
  const processes: TracedProcess[] = [
    { ...main, endedMs: null, exit: null },
    { ...worker, startedMs: 100, endedMs: 400, reapedMs: 400 },
    { ...worker, pid: 3, startedMs, endedMs: null, exit: null, reapedBy: null },
  ]
  const stopped: Execution = { ...execution(''), stopped: { why: 'time', limitMs: 10_000 }, exit: null, trace: { processes } }
  return everyWorkerJoined()(evidenceOf({ ...answer, files: rounds, entry: 'q3.ts' }, stopped, readTypeScript(rounds, 'q3.ts')))
}

test('a worker that had just begun when time ran out is not said never to end; one that had gone on and on is', () => {
  expect(stoppedAmid(9_800)).toMatchObject({
    status: 'passed',
    seen: expect.stringContaining('1 of 2 workers were reaped by main, and the last had just begun when the program was stopped'),
  })
  expect(stoppedAmid(2_000)).toMatchObject({ status: 'failed', seen: expect.stringContaining('worker 2 (pid 3) never ended by itself') })
})

const advise = (text: string) => {
  const written = [{ path: 'q5.ts', text }]
  const printed: Execution = {
    ...execution('1 4 9\n'),
    trace: { processes: [{ ...main, wrote: [{ atMs: 1, stream: 'stdout', text: '1 4 9\n' }] }] },
  }
  return orderByLuck([1, 4, 9])(evidenceOf({ ...answer, files: written }, printed, readTypeScript(written, 'q5.ts')))
}

test('nothing is said of luck where main prints what it made by itself', () => {
  const pool =
    "import { fork } from 'node:child_process'\nconst r: number[] = []\nfor (const w of [1, 2].map(() => fork('w.ts'))) w.on('message', (m) => { r.push(m); if (r.length === 3) PRINT })\n"
  expect(advise(pool.replace('PRINT', "console.log(r.join(' '))"))).toContain('luck')
  expect(advise(pool.replace('PRINT', "console.log([1, 2, 3].map((n) => n * n).join(' '))"))).toBe(null)
})

test('a last line that main had printed before, while a worker was running, is asked about', () => {
  const worker = { ...main, pid: 2, parent: 1, role: 'worker', endedMs: 50 } as const
  const adviceFor = (...times: readonly number[]) => {
    const wrote = times.map((atMs) => ({ atMs, stream: 'stdout', text: 'all done\n' }) as const)
    const processes = [{ ...main, endedMs: 90, wrote }, worker]
    return sayItOnce(evidenceOf(answer, { ...execution('all done\n'), trace: { processes } }, readTypeScript(files, 'q5.ts')))
  }
  expect(adviceFor(20, 60)).toContain('Main printed "all done" 2 times, the first time 30 ms before the last worker had ended.')
  expect([adviceFor(60), adviceFor(60, 70), adviceFor(20)]).toEqual([null, null, null])
})

const waitsForTheEndOf = (who: string) => {
  const text = `import { fork } from 'node:child_process'\nconst c = fork('w.ts')\n${who}.on('exit', () => console.log('over'))\n`
  const written = [{ path: 'q5.ts', text }]
  return waitForTheChild(evidenceOf({ ...answer, files: written }, execution(''), readTypeScript(written, 'q5.ts')))
}

test('whoever waits for the end of main is told what it does not tell', () => {
  expect(waitsForTheEndOf('process')).toContain('What line 3 listens for is main’s own end.')
  expect(waitsForTheEndOf('c')).toBe(null)
})

const saying = (...values: readonly number[]): TracedProcess => ({
  ...main,
  pid: 2,
  parent: 1,
  role: 'worker',
  sent: values.map((value) => ({ atMs: 1, bytes: `${value}\n` })),
})
const shared = (...workers: readonly TracedProcess[]) => shareTheTasks([1, 4, 9])({ ...evidence(), workers })

test('a pool of which one worker has all the tasks is asked how it hands them out', () => {
  expect(shared(saying(), saying(1, 4, 9))).toContain('All the results come from worker 2')
  expect([shared(saying(1, 4), saying(9)), shared(saying(), saying()), shared(saying(1, 4, 9))]).toEqual([null, null, null])
})

test('a main that still waited when it was stopped is not asked what it should say', () => {
  const worker = {
    ...main,
    pid: 2,
    parent: 1,
    role: 'worker',
    endedMs: null,
    wrote: [{ atMs: 1, stream: 'stdout', text: 'hello\n' }],
  } as const
  const processes = [{ ...main, endedMs: null, exit: null }, worker]
  const stopped: Execution = { ...execution('hello\n'), stopped: { why: 'time', limitMs: 10_000 }, exit: null, trace: { processes } }
  expect(workerPrints()(evidenceOf(answer, stopped, readTypeScript(files, 'q5.ts')))).toMatchObject({
    seen: 'main printed no line of its own, and it was still running when the program was stopped',
    hint: expect.stringContaining('The check “ends cleanly” says more'),
  })
})

test('a listener that may come too late is told, whether all went well or not', () => {
  const text =
    "import { fork } from 'node:child_process'\nimport { once } from 'node:events'\nconst cs = [1, 2].map(() => fork('w.ts'))\nfor (const c of cs) await once(c, 'exit')\n"
  const written = [{ path: 'q5.ts', text }]
  const endedWith = (code: number) => {
    const processes = [{ ...main, exit: { code } }]
    return evidenceOf({ ...answer, files: written }, { ...execution(''), trace: { processes } }, readTypeScript(written, 'q5.ts'))
  }
  expect(listenAtOnce(endedWith(0))).toContain('Main begins to listen for the end of each process (line 4)')
  expect(listenAtOnce(endedWith(13))).toBe(null)
  expect(endsCleanly()(endedWith(13))).toMatchObject({ hint: expect.stringContaining('(line 4) when the one before has ended') })
})

const cutAt = (limitBytes: number, truncated: boolean, sentBytes = 0) => {
  const sent = [{ atMs: 1, bytes: ' '.repeat(sentBytes) }]
  const trace = { processes: [{ ...main, sent }] }
  const stopped: Execution = { ...execution(''), trace, truncated, stopped: { why: 'output', limitBytes }, exit: null }
  return endsCleanly()(evidenceOf(answer, stopped, readTypeScript(files, 'q5.ts')))
}

test('what was written to files or sent is not called output', () => {
  expect(cutAt(1024 * 1024, true)).toMatchObject({ seen: 'more than 1 MiB of output; the program was stopped there' })
  expect(cutAt(48 * 1024 * 1024, false, 12 * 1024 * 1024)).toMatchObject({
    seen: 'more than 12 MiB of that; the program was stopped there',
  })
})

test('calls that hand nothing on are not called so many bytes', () => {
  expect(cutAt(48 * 1024 * 1024, false)).toMatchObject({
    seen: 'so many calls that the record of them grew beyond 48 MiB; the program was stopped there',
  })
})

test('a child that is a copy of its parent is not said to read the file again', () => {
  const text = 'from multiprocessing import Process\ndef f():\n    Process(target=f).start()\nProcess(target=f).start()\n'
  const written = [{ path: 'q3.py', text }]
  const hintWith = (command: string) => {
    const processes: TracedProcess[] = [main, { ...main, pid: 2, parent: 1, role: 'worker', command }]
    const stopped: Execution = { ...execution(''), trace: { processes }, stopped: { why: 'processes', limit: 64 }, exit: null }
    const asked: Answer = { exercise: 'q3', language: 'py', entry: 'q3.py', files: written }
    return endsCleanly()(evidenceOf(asked, stopped, readPython(written, 'q3.py')))
  }
  expect(hintWith(main.command)).toMatchObject({ hint: expect.not.stringContaining('reads the file again') })
  expect(hintWith('python3 -c from multiprocessing.spawn import spawn_main')).toMatchObject({
    hint: expect.stringContaining('reads the file again'),
  })
})

test('workers that their pool has ended are no sign that a program without a guard does not work', () => {
  const text = 'from multiprocessing import Pool\ndef square(n): return n * n\nwith Pool(4) as pool:\n    print(pool.map(square, [1]))\n'
  const written = [{ path: 'q5.py', text }]
  const asked: Answer = { exercise: 'q5', language: 'py', entry: 'q5.py', files: written }
  const adviceWhere = (exit: TracedProcess['exit']) => {
    const processes: TracedProcess[] = [main, { ...main, pid: 2, parent: 1, role: 'worker', exit }]
    return guardMain(evidenceOf(asked, { ...execution(''), trace: { processes } }, readPython(written, 'q5.py')))
  }
  expect(adviceWhere({ code: 0 })).toContain('It works here')
  expect(adviceWhere({ signal: 'SIGTERM' })).toBe(adviceWhere({ code: 0 }))
  expect(adviceWhere({ code: 1 })).not.toContain('It works here')
})
