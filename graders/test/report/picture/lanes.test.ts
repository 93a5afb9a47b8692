import { describe, expect, test } from 'vitest'
import type { TracedProcess } from '../../../core/process.ts'
import { timelineOf } from '../../../report/picture/lanes.ts'
import { execution, main, said, worker } from '../builder.ts'

/** What main does, as `kind from-to`. */
const life = (processes: readonly TracedProcess[], lane = 0) =>
  timelineOf(execution(processes)).lanes[lane]!.segments.map(({ kind, fromMs, toMs }) => `${kind} ${fromMs}-${toMs}`)

describe('a process waits', () => {
  test('from its last action until the end of a child that it then reaps', () => {
    expect(life([main(100), worker(20, 80, { reapedMs: 81 })])).toEqual(['runs 0-20', 'waits 20-80', 'runs 80-100'])
  })

  test('although Node tells itself of the end, in a message, before it reaps', () => {
    expect(life([main(100, { sent: [{ atMs: 80.05, bytes: 'x' }] }), worker(20, 80, { reapedMs: 80.1 })])).toEqual([
      'runs 0-20',
      'waits 20-80',
      'runs 80-100',
    ])
  })

  test('once for children that end together', () => {
    const workers = [worker(20, 60, { reapedMs: 63 }), worker(30, 61, { reapedMs: 62 })]
    expect(life([main(100), ...workers])).toEqual(['runs 0-30', 'waits 30-60', 'waits 60-61', 'runs 61-100'])
  })

  test('not when it slept, and spoke before it reaped', () => {
    expect(life([main(100, { wrote: [said(90, 'done\n')] }), worker(20, 60, { reapedMs: 95 })])).toEqual(['runs 0-100'])
  })

  test('for one child after the other', () => {
    expect(life([main(100), worker(20, 60), worker(30, 80)])).toEqual(['runs 0-30', 'waits 30-60', 'waits 60-80', 'runs 80-100'])
  })

  test('not while it is seen to act: it wrote, so the wait begins only then', () => {
    expect(life([main(100, { wrote: [said(50, 'busy\n')] }), worker(20, 80)])).toEqual(['runs 0-50', 'waits 50-80', 'runs 80-100'])
  })

  test('not while it sends a message', () => {
    expect(life([main(100, { sent: [{ atMs: 70, bytes: 'x' }] }), worker(20, 80)])).toEqual(['runs 0-70', 'waits 70-80', 'runs 80-100'])
  })

  test('not for a child that began and ended in the same moment', () => {
    expect(life([main(100), worker(20, 40), worker(40, 40)])).toEqual(['runs 0-20', 'waits 20-40', 'runs 40-100'])
    expect(life([main(100), worker(20, 20)])).toEqual(['runs 0-100'])
  })

  test('not for a child that it never reaped', () => {
    expect(life([main(100), worker(20, 60, { reapedBy: null, reapedMs: null })])).toEqual(['runs 0-100'])
  })

  test('and no longer than it lives', () => {
    expect(life([main(100), worker(20, 90, { reapedMs: 120 })])).toEqual(['runs 0-20', 'waits 20-90', 'runs 90-100'])
  })
})

describe('a process that has ended', () => {
  test('stays until it is reaped', () => {
    expect(life([main(100), worker(20, 60, { reapedMs: 90 })], 1)).toEqual(['runs 20-60', 'unreaped 60-90'])
  })

  test('stays until its parent has ended, where nobody reaps it', () => {
    expect(life([main(100), worker(20, 60, { reapedBy: null, reapedMs: null })], 1)).toEqual(['runs 20-60', 'unreaped 60-100'])
  })

  test('does not stay where its parent had ended before', () => {
    expect(life([main(100), worker(20, 160, { reapedBy: null, reapedMs: null })], 1)).toEqual(['runs 20-160'])
  })
})

const words = (wrote: TracedProcess['wrote']) => timelineOf(execution([main(9, { wrote })])).lanes[0]!.words

test('a lane bears the first line that the process wrote, however many pieces it came in', () => {
  expect(words([])).toBe(null)
  expect(words([said(1, '\n')])).toBe(null)
  expect(words([said(1, 'Traceback', 'stderr'), said(2, 'he'), said(3, 'llo\nmore\n')])).toBe('hello')
  expect(words([said(1, 'oops\n', 'stderr')])).toBe('oops')
})

const helper = (pid: number, parent: number) => worker(10, 20, { pid, parent, role: 'helper' })

test('parents that go round in a circle do not hang the picture', () => {
  const timeline = timelineOf(execution([main(50), helper(2, 3), helper(3, 2), worker(12, 18, { parent: 2 })]))
  expect(timeline.lanes.map(({ name, parent }) => [name, parent])).toEqual([
    ['main', null],
    ['w1', null],
  ])
})
