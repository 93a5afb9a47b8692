import { expect, test } from 'vitest'
import { newWatch, note } from '../../process/alive.ts'
import type { ProcessEvent } from '../../process/events.ts'

const start = (pid: number, parent: number | null): ProcessEvent => ({ kind: 'start', atMs: 0, pid, parent })
const exit = (pid: number): ProcessEvent => ({ kind: 'exit', atMs: 0, pid, exit: { code: 0 } })

test('who has started and not ended is alive, in whichever order that is told', () => {
  const watch = newWatch()
  note(watch, [start(10, null), start(11, 10), start(12, 10), exit(11)])
  expect([...watch.alive]).toEqual([10, 12])
  note(watch, [exit(13), start(13, 10), exit(12)])
  expect([...watch.alive]).toEqual([10])
})

test('main is the first that nobody of the run has started, and its end is told from those of others', () => {
  const watch = newWatch()
  note(watch, [start(10, null), start(11, 10), start(12, null), exit(11)])
  expect({ main: watch.main, mainEndedAt: watch.mainEndedAt }).toEqual({ main: 10, mainEndedAt: null })
  note(watch, [exit(10)])
  expect(watch.mainEndedAt).toEqual(expect.any(Number))
})
