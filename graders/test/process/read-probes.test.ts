import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { probed, readProbes, withSteadyPython } from '../../process/probes.ts'
import { recorderFor } from '../../process/recorders.ts'
import { scratch } from '../scratch.ts'

const [main, child, shell] = [10, 20, 30]
const line = (at: number, by: number, event: object, pid = by) => `${JSON.stringify({ at, by, pid, ...event })}\n`

/** Main forks a child that prints and ends with 3; main collects it. Both tell. */
const family = [
  line(1, main, { kind: 'start', parent: 1 }),
  line(1, main, { kind: 'exec', argv: ['node', '/work/q3.mjs'] }),
  line(10, main, { kind: 'start', parent: main }, child),
  line(10, main, { kind: 'exec', argv: ['/usr/bin/node', 'q3.mjs', 'child'] }, child),
  line(30, child, { kind: 'start', parent: 1 }),
  line(30, child, { kind: 'exec', argv: ['/usr/bin/node', '/work/q3.mjs', 'child'] }),
  line(40, child, { kind: 'write', fd: 1, bytes: '\u00c3\u00a4\n' }),
  line(50, child, { kind: 'exit', exit: { code: 0 } }),
  line(51, child, { kind: 'exit', exit: { code: 3 } }),
  line(55, main, { kind: 'exit', exit: { code: 3 } }, child),
  line(55, main, { kind: 'reap', child }),
  line(60, main, { kind: 'exit', exit: { code: 0 } }),
]

const account = [
  { atMs: 1, pid: main, kind: 'start', parent: null },
  { atMs: 1, pid: main, kind: 'exec', argv: ['node', '/work/q3.mjs'] },
  { atMs: 10, pid: child, kind: 'start', parent: main },
  { atMs: 10, pid: child, kind: 'exec', argv: ['/usr/bin/node', 'q3.mjs', 'child'] },
  { atMs: 40, pid: child, kind: 'write', fd: 1, bytes: '\u00c3\u00a4\n' },
  { atMs: 51, pid: child, kind: 'exit', exit: { code: 3 } },
  { atMs: 55, pid: main, kind: 'reap', child },
  { atMs: 60, pid: main, kind: 'exit', exit: { code: 0 } },
]

const reaps = (text: string) => readProbes(text).filter(({ kind }) => kind === 'reap')

describe('what the probes told', () => {
  test('is one account, told once, in the order of time', () => {
    expect(readProbes(family.join(''))).toEqual(account)
  })

  test('is the same in any order of the lines', () => {
    expect(readProbes(family.toReversed().join(''))).toEqual(account)
    expect(readProbes([...family.slice(7), ...family.slice(0, 7)].join(''))).toEqual(account)
  })

  test('may end in a torn line', () => {
    expect(readProbes(`${family.join('')}{"at":99,"by":10,"pid":10,"ki`)).toEqual(account)
  })

  test.each([
    ['torn', '{"at":1,"by":1,\n'],
    ['no JSON', 'hello\n'],
    ['of no process', '{"at":1,"by":1,"kind":"start","parent":1}\n'],
    ['of an unknown kind', line(1, 1, { kind: 'sleep' })],
    ['an end that is none', line(1, 1, { kind: 'exit', exit: {} })],
    ['a fault of the probe', line(1, 1, { fault: 'TypeError' })],
  ])('names the line that is %s', (_, bad) => {
    expect(() => readProbes(`${family[0]}${bad}${family[1]}`)).toThrow('line 2 of the probes’ record is not an event')
  })

  test('takes the word of whoever started main on how it ended', () => {
    const exits = (text: string, exit: { signal: string }) =>
      readProbes(text, exit).filter((event) => event.kind === 'exit' && event.pid === main)
    expect(exits(family.join(''), { signal: 'SIGKILL' })).toEqual([{ atMs: 60, pid: main, kind: 'exit', exit: { signal: 'SIGKILL' } }])
    expect(exits(family.slice(0, -1).join(''), { signal: 'SIGKILL' })).toEqual([
      { atMs: 55, pid: main, kind: 'exit', exit: { signal: 'SIGKILL' } },
    ])
  })

  test('takes the word of whoever collected a child on how it ended: Python does not tell its own programs', () => {
    const python = family.map((each) =>
      each.replace('"by":20,"pid":20,"kind":"exit","exit":{"code":3}', '"by":20,"pid":20,"kind":"exit","exit":{"code":0}'),
    )
    expect(python).not.toEqual(family)
    expect(readProbes(python.join(''))).toEqual(account)
  })

  test('knows a killed child by its parent alone', () => {
    const killed = [
      ...family.slice(0, 4),
      line(20, main, { kind: 'exit', exit: { signal: 'SIGKILL' } }, child),
      line(20, main, { kind: 'reap', child }),
    ]
    expect(readProbes(killed.join('')).slice(4)).toEqual([
      { atMs: 20, pid: child, kind: 'exit', exit: { signal: 'SIGKILL' } },
      { atMs: 20, pid: main, kind: 'reap', child },
    ])
  })

  const inShell = (shellEnd: number) => [
    line(1, main, { kind: 'start', parent: 1 }),
    line(2, main, { kind: 'start', parent: main }, shell),
    line(2, main, { kind: 'exec', argv: ['/bin/sh', '-c', 'node q3.mjs'] }, shell),
    line(3, child, { kind: 'start', parent: shell }),
    line(9, child, { kind: 'exit', exit: { code: 0 } }),
    line(shellEnd, main, { kind: 'exit', exit: { code: 0 } }, shell),
  ]
  test('lets a shell, which tells nothing, collect what ended before it', () => {
    for (const shellEnd of [9, 10]) expect(reaps(inShell(shellEnd).join(''))).toEqual([{ atMs: 9, pid: shell, kind: 'reap', child }])
  })

  test('lets no shell collect what it left behind', () => {
    expect(reaps(inShell(5).join(''))).toEqual([])
  })

  test('a child that never told anything and ended with 255 was to become a program that is not there', () => {
    const told = [...family.slice(0, 4), line(20, main, { kind: 'exit', exit: { code: 255 } }, child)]
    const kindsOf = (text: readonly string[]) => readProbes(text.join('')).flatMap(({ kind, pid }) => (pid === child ? [kind] : []))
    expect(kindsOf(told)).toEqual(['start', 'miss', 'exit'])
    expect(kindsOf([...told, line(15, child, { kind: 'start', parent: main })])).toEqual(['start', 'exec', 'exit'])
  })

  test('a digit is a message, and what a runtime wakes itself with is none', () => {
    const sent = ['4', '*', '\0', ''].map((bytes, index) => line(20 + index, main, { kind: 'write', fd: 5, bytes }))
    const told = readProbes([...family, ...sent].join('')).filter((event) => event.kind === 'write' && event.fd > 2)
    expect(told).toEqual([{ atMs: 20, pid: main, kind: 'write', fd: 5, bytes: '4' }])
  })

  test('a process is gone when it is collected, whenever it said that it ends', () => {
    const late = family.map((each) => (JSON.parse(each).at === 51 ? each.replace('"at":51', '"at":58') : each))
    expect(readProbes(late.join('')).find(({ kind, pid }) => kind === 'exit' && pid === child)).toMatchObject({ atMs: 55 })
  })

  test('is nothing where nobody told anything', () => {
    expect(readProbes('')).toEqual([])
  })
})

describe('a probed command', () => {
  const env = { PATH: '/bin', NODE_OPTIONS: '--enable-source-maps', PYTHONPATH: '/mine' }

  test('is itself, in an environment that loads the probes before anything else that was asked for', () => {
    const launch = probed(['node', 'q3.mjs'], env, '/tmp/log')
    expect(launch.command).toEqual(['node', 'q3.mjs'])
    expect(launch.env).toMatchObject({ PATH: '/bin', JOINERY_PROBE: '/tmp/log' })
    expect(launch.env['NODE_OPTIONS']).toMatch(/^--require=".*node\.cjs" --enable-source-maps$/)
    expect(launch.env['PYTHONPATH']).toMatch(/probes.python.\/mine$/)
  })

  test('needs only the steady ground of Python where the kernel is the witness', () => {
    expect(withSteadyPython(env)).toEqual({ ...env, PYTHONPATH: expect.stringMatching(/probes.python.\/mine$/) })
    expect(withSteadyPython({})['PYTHONPATH']).toMatch(/probes.python$/)
  })
})

test('main is who was started by nobody, whatever the clocks say', () => {
  const early = family.map((each) => (JSON.parse(each).at === 30 ? each.replace('"at":30', '"at":0.5') : each))
  expect(readProbes(early.join('')).filter(({ kind }) => kind === 'start')).toEqual([
    { atMs: 0.5, pid: child, kind: 'start', parent: main },
    { atMs: 1, pid: main, kind: 'start', parent: null },
  ])
})

test('of processes that are new at once each is heard of before those that come from it, in whatever order their files are listed', () => {
  const record = scratch()
  const [first, others] = [999, [1000, 1001, 1002]]
  const starts = (pid: number, parent: number, at: number) =>
    writeFileSync(join(record, `${pid}.jsonl`), `${JSON.stringify({ at, by: pid, pid, kind: 'start', parent })}\n`)
  for (const [index, pid] of others.entries()) starts(pid, first, 10 + index)
  starts(first, 1, 1)
  const events = recorderFor('runtime', { command: ['node'], cwd: record, env: {}, record }).read()
  expect(events.map(({ pid }) => pid)).toEqual([first, ...others])
})
