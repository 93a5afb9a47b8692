import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startChild } from '../../process/child.ts'
import { findPython } from '../../process/python.ts'
import { recorderFor } from '../../process/recorders.ts'
import { byKernel } from '../../study/try/by-kernel.ts'
import { byProbes } from '../../study/try/by-probes.ts'
import { namesOfProcesses } from '../../study/try/names.ts'
import { printerOn } from '../../study/try/printer.ts'
import { notedStreams, notingStreams } from '../../study/try/streams.ts'
import { joinery } from '../command.ts'
import { freshCopy } from '../fresh-copy.ts'
import { canTrace } from '../tracing.ts'

const paper = () => {
  let text = ''
  let clock = 0
  const printer = printerOn({ write: (more) => (text += more), paint: (label) => label, told: (line) => line }, () => clock)
  const later = (ms: number): void => printer.tick((clock += ms))
  return { ...printer, later, text: () => text }
}

const from = (name: string, stream: 'stdout' | 'stderr' = 'stdout') => ({ name, stream })

describe('what is printed', () => {
  test('shows each line whole, whoever speaks in between', () => {
    const page = paper()
    page.piece(from('worker 1'), 'one')
    page.piece(from('main'), 'all')
    page.piece(from('worker 1'), ' more\ntwo\n')
    page.piece(from('main'), ' done\n')
    expect(page.text()).toBe('[worker 1]  one more\n[worker 1]  two\n[main]      all done\n')
  })

  test('shows a question that waits for an answer, and goes on in a new line when it was typed', () => {
    const page = paper()
    page.piece(from('main'), 'Your name: ')
    expect(page.text()).toBe('')
    page.later(100)
    expect(page.text()).toBe('[main]      Your name: ')
    page.typed()
    page.piece(from('main'), 'Hello Ada\n')
    expect(page.text()).toBe('[main]      Your name: [main]      Hello Ada\n')
  })

  test('breaks an unfinished line off for another process, and says that it goes on', () => {
    const page = paper()
    page.piece(from('worker 1'), 'dots')
    page.later(100)
    page.piece(from('main'), 'in between\n')
    page.piece(from('worker 1'), '.. done\nnext\n')
    expect(page.text()).toBe('[worker 1]  dots\n[main]      in between\n[worker 1]  … .. done\n[worker 1]  next\n')
  })

  test('marks the standard error, drops the carriage return of Windows, and ends the last line', () => {
    const page = paper()
    page.piece(from('main', 'stderr'), 'oh\r\n')
    page.piece(from('main'), 'no end')
    page.end()
    expect(page.text()).toBe('[main stderr] oh\n[main]      no end\n')
  })
})

const family = () => {
  const names = namesOfProcesses()
  names.note({ kind: 'start', pid: 10, parent: null, atMs: 0 })
  names.note({ kind: 'exec', pid: 10, argv: ['python3', 'q3.py'], atMs: 0 })
  for (const pid of [11, 12]) names.note({ kind: 'start', pid, parent: 10, atMs: 1 })
  return names
}
const wrote = (pid: number, bytes: string) => ({ kind: 'write', pid, fd: 1, bytes, atMs: 2 }) as const

describe('by the probes', () => {
  test('a line belongs to the one process that wrote it', () => {
    const told = byProbes(family(), () => 0)
    told.note(wrote(12, 'two\n'))
    told.note(wrote(11, 'one\n'))
    told.out('stdout', 'one\ntwo\n')
    expect(told.settle(0, false).map(({ from: { name }, text }) => [name, text])).toEqual([
      ['worker 1', 'one\n'],
      ['worker 2', 'two\n'],
    ])
  })

  test('a line that two of them wrote, or none, is not given to anybody', () => {
    const told = byProbes(family(), () => 0)
    told.note(wrote(11, 'hi\n'))
    told.note(wrote(10, 'hi\n'))
    told.out('stdout', 'hi\nby a shell\n')
    expect(told.settle(0, false).map(({ from: { name } }) => name)).toEqual(['worker 1 or main'])
    expect(told.settle(1000, false)).toEqual([])
    expect(told.settle(1001, false).map(({ from: { name } }) => name)).toEqual(['?'])
  })
})

const tellingOf = (...pieces: readonly (readonly [number, string])[]) => {
  const told = byProbes(family(), () => 0)
  for (const [pid, bytes] of pieces) told.note(wrote(pid, bytes))
  return told
}

const shownBy = (told: ReturnType<typeof tellingOf>): string => {
  const page = paper()
  for (const { from, text } of told.settle(2000, false)) page.piece(from, text)
  return page.text()
}

describe('by the probes, of lines that were written piece by piece, as Python writes them', () => {
  test('two that got into one another are told apart, once the record can have no more to say', () => {
    const told = tellingOf([11, 'one'], [12, 'two'], [12, '\n'], [11, '\n'], [10, 'all done\n'])
    told.out('stdout', 'onetwo\n\nall done\n')
    expect(told.settle(500, false)).toEqual([])
    expect(shownBy(told)).toBe('[worker 1]  one\n[worker 2]  two\n[main]      all done\n')
  })

  test('what has been seen of a process whole leaves the next of its pieces readable', () => {
    const told = tellingOf([11, 'done'], [11, '\n'], [11, 'one'], [12, 'two'], [12, '\n'], [11, '\n'])
    told.out('stdout', 'done\nonetwo\n\n')
    expect(shownBy(told)).toBe('[worker 1]  done\n[worker 1]  one\n[worker 2]  two\n')
  })

  test('where two wrote the same piece, the line is nobody’s', () => {
    const told = tellingOf([11, 'same'], [12, 'same'], [10, 'main'], [10, '\n'], [11, '\n'], [12, '\n'])
    told.out('stdout', 'samemain\n')
    expect(shownBy(told)).toBe('[?]         samemain\n')
  })
})

/** Where the kernel's record can be had at all. */

test.skipIf(!canTrace)(
  'what main’s streams lead to is known however late one looks, though strace has let go of them by then',
  async () => {
    const record = mkdtempSync(join(tmpdir(), 'streams-'))
    const program = { command: ['/bin/sh', '-c', 'echo said; echo wrong >&2'], cwd: record, env: { PATH: process.env['PATH']! }, record }
    const recorder = recorderFor('kernel', { ...program, attended: true })
    const child = startChild({ ...recorder, command: notingStreams(recorder.command, record) }, program)
    child.streams.stdout?.resume()
    child.streams.stderr?.resume()
    await child.ended
    const attribution = byKernel(family(), () => notedStreams(record))
    const spoken = recorder.read().flatMap((event) => attribution.note(event))
    rmSync(record, { recursive: true })
    expect(spoken.map(({ from: { stream }, text }) => [stream, text])).toEqual([
      ['stdout', 'said\n'],
      ['stderr', 'wrong\n'],
    ])
  },
)

const { folder, remove } = freshCopy({ installed: true, compiled: true })
afterAll(remove)

const python = await findPython()
const write = (name: string, text: string): void => writeFileSync(join(folder, 'exercises', name), text)

write(
  'q3.ts',
  `import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
if (process.argv[2] === 'child') {
  console.log('said by the child')
  console.error('complained by the child')
} else {
  const heard = spawn(process.execPath, [import.meta.filename, 'child'], { stdio: ['ignore', 'pipe', 'ignore'] })
  heard.stdout.on('data', (text) => process.stdout.write(\`passed on: \${text}\`))
  await once(heard, 'close')
  await once(fork(import.meta.filename, ['child']), 'exit')
  console.log('main has waited')
  process.exitCode = 3
}
`,
)
write('q6.ts', readFileSync(join(folder, 'solutions', 'q6.ts'), 'utf8'))
write('q6.py', readFileSync(join(folder, 'solutions', 'q6.py'), 'utf8'))

const linesOf = (stdout: string): string[] => stdout.split('\n').filter((line) => line.startsWith('['))
const tried = (question: string, language: string, witness: string) =>
  joinery(['try', question, '--lang', language], { project: folder, env: { JOINERY_WITNESS: witness } })

describe.concurrent('npm run try', () => {
  test.skipIf(process.platform !== 'linux')(
    'shows who wrote what reached the screen, by the kernel’s record, and how it ended',
    async () => {
      const { stdout, stderr, code } = await tried('q3', 'ts', 'kernel')
      expect(linesOf(stdout).sort()).toEqual([
        '[main]      main has waited',
        '[main]      passed on: said by the child',
        '[worker 2 stderr] complained by the child',
        '[worker 2]  said by the child',
      ])
      expect(stdout).toMatch(/main ended with code 3\. Who printed/)
      expect({ stderr, code }).toEqual({ stderr: '', code: 1 })
    },
  )

  const languages = ['ts', ...(python === null ? [] : ['py'])]
  test.each(languages)('shows the four numbers of q6 by the probes, in %s', async (language) => {
    const { stdout, code } = await tried('q6', language, 'runtime')
    const byWorkers = linesOf(stdout).filter((line) => /^\[worker [1-4]\]  \d$/.test(line))
    expect(byWorkers.map((line) => Number(line.slice(-1))).sort((a, b) => a - b)).toEqual([1, 2, 3, 4])
    expect(linesOf(stdout).at(-1)).toBe('[main]      all four have ended')
    expect(code).toBe(0)
  })

  test('has nothing to run where nothing was written, and says so', async () => {
    const { stdout, code } = await joinery(['try', 'q5'], { project: folder })
    expect(stdout).toMatch(
      /^There is only the question so far\. Write a line below it in exercises\/q5\.(?:ts or exercises\/q5\.py|py or exercises\/q5\.ts), /,
    )
    expect(code).toBe(0)
    expect(await joinery(['try', 'q1'], { project: folder })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('answered in words'),
    })
  })
})

const run = (...args: readonly string[]) => joinery(args, { project: folder })

/** Tests one after another: each command leaves something that the next one finds. */
describe('the commands together', () => {
  test('a check is noted, a hint fits it, another one has to be earned, and no report tells any of it', async () => {
    const report = await run('check', 'q3', '--lang', 'ts', '--json')
    const first = await run('hint', 'q3', '--lang', 'ts')
    const again = await run('hint', 'q3', '--lang', 'ts')
    expect(first.stdout).toMatch(/ open {4}exit: ends cleanly\n\n {2}hint 1 {2}A process leaves a number behind/)
    expect(again.stdout).toContain('Try something first')
    expect(again.stdout).not.toContain('hint 2')
    write('q3.ts', `${readFileSync(join(folder, 'exercises', 'q3.ts'), 'utf8')}// a thought\n`)
    const second = await run('hint', 'q3', '--lang', 'ts')
    expect(second.stdout).toContain('hint 2')
    expect((await run('progress')).stdout).toMatch(/… q3 .* 9\/10 +2 +2 +not yet/)
    const given = second.stdout
      .split(/hint \d/)
      .slice(1)
      .map((hint) => hint.trim().split('\n')[0]!)
    expect(given.filter((hint) => report.stdout.includes(hint))).toEqual([])
    expect(report.stdout).not.toMatch(/"topic"|try next/)
  })

  test('a hint where neither language is begun says how to have it for the other', async () => {
    expect((await run('hint', 'q5')).stdout).toMatch(
      /For (?:Python: `npm run hint q5 -- --lang py|TypeScript: `npm run hint q5 -- --lang ts)`\.\n$/,
    )
    expect((await run('hint', 'q5', '--lang', 'py')).stdout).not.toContain('--lang')
  })

  test('a solution is shown when somebody insists, and a reset keeps what was there', async () => {
    expect(await run('solution', 'q5')).toMatchObject({ code: 2, stderr: expect.stringContaining('add -- --yes') })
    expect((await run('solution', 'q5', '--yes')).stdout).toContain('solutions/q5.ts: one way to do it')
    expect((await run('reset', 'q3')).stdout).toMatch(/^exercises\/q3\.ts is back .* kept in exercises\/q3\.mine-.*-1\.ts\.\n$/)
    expect((await run('reset', 'q6')).stderr).toContain(python === null ? '' : 'q6 is answered in TypeScript and in Python')
    expect((await run('check')).stdout).toContain('○ q3')
  })
})
