import { describe, expect, test } from 'vitest'
import { type Limits, type Moment, type Reason, reasonToCut } from '../../process/limits.ts'

const limits: Limits = { timeoutMs: 1000, outputBytes: 100, recordBytes: 500, processes: 3, memoryBytes: null }

/** Main and a child are alive, and nothing is wrong. */
const running: Moment = {
  elapsedMs: 500,
  sinceMainMs: null,
  alive: 2,
  anyEnded: false,
  childEnded: false,
  aborted: false,
  written: { overflowed: false, recordBytes: 10 },
}

const outOfTime: Reason = { why: 'time', limitMs: 1000 }

const cases: readonly (readonly [name: string, moment: Partial<Moment>, reason: Reason | null])[] = [
  ['a run within all limits', {}, null],
  ['a limit that is reached, and not passed', { elapsedMs: 1000, alive: 3, written: { overflowed: false, recordBytes: 500 } }, null],
  ['more time than there is', { elapsedMs: 1001 }, outOfTime],
  ['more output than there may be', { written: { overflowed: true, recordBytes: 10 } }, { why: 'output', limitBytes: 100 }],
  ['a longer record than there may be', { written: { overflowed: false, recordBytes: 501 } }, { why: 'output', limitBytes: 500 }],
  ['more processes than there may be', { alive: 4 }, { why: 'processes', limit: 3 }],
  ['a witness that ended before main did', { childEnded: true }, { why: 'witness' }],
  ['children that have just been left behind', { sinceMainMs: 1500, anyEnded: true, alive: 1 }, null],
  ['children that were left behind for long', { sinceMainMs: 1501, anyEnded: true, alive: 1 }, { why: 'left' }],
  ['nobody alive any more, and the time over', { sinceMainMs: 5, anyEnded: true, alive: 0, elapsedMs: 1001 }, null],
  ['nobody heard of, and the time over', { alive: 0, elapsedMs: 1001 }, outOfTime],
  ['an abort, whatever else there is', { aborted: true, alive: 4, elapsedMs: 1001 }, { why: 'aborted' }],
  ['too many processes, out of time', { alive: 4, elapsedMs: 1001 }, { why: 'processes', limit: 3 }],
]

describe('why a run is cut short', () => {
  test.each(cases)('%s', (_, moment, reason) => {
    expect(reasonToCut({ ...running, ...moment }, limits)).toEqual(reason)
  })
})
