import { describe, expect, test } from 'vitest'
import type { Execution } from '../../../core/process.ts'
import { timelineOf } from '../../../report/picture/lanes.ts'
import { screenOf, widthOf } from '../../../report/layout.ts'
import { drawTimeline } from '../../../report/picture/timeline.ts'
import { execution, fourWorkers, main, said, worker } from '../builder.ts'

const draw = (run: Execution, columns = 80, lanes?: number) =>
  `\n${drawTimeline(timelineOf(run, lanes), screenOf({ columns })).join('\n')}\n`

const nobody = { reapedBy: null, reapedMs: null }

describe('the picture of the processes', () => {
  test('four workers, and main that waits for them', () =>
    expect(draw(fourWorkers())).toMatchInlineSnapshot(`
      "
             ╷0 ms             ╷100               ╷200
       main  ━━━━━━┳━┳━┳━┳────────────────────────────────────━━●┥  exit 0  "all done"
       w1          ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                       exit 0  "1"
       w2            ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                     exit 0  "2"
       w3              ┗━━━━━━━━━━━━━━━━━━━━●━━━━┥                  exit 0  "3"
       w4                ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●━━━┥     exit 0  "4"
             ━ runs  ─ quiet until a child ended  ● writes  ┥ ended and reaped
      "
    `))

  test('main that speaks before its last worker has ended', () =>
    expect(draw(fourWorkers(true))).toMatchInlineSnapshot(`
      "
             ╷0 ms             ╷100              ╷200
       main  ━━━━━━┳━┳━┳━┳──────────────────────━━━━━━●──────━━━━┥  exit 0  "all done"
       w1          ┗━━━━━━━━━━━━━━━━━━━━●━━┥                        exit 0  "1"
       w2            ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                     exit 0  "2"
       w3              ┗━━━━━━━━━━━━━━━━━━━━●━━━┥                   exit 0  "3"
       w4                ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●━━━┥      exit 0  "4"
             ━ runs  ─ quiet until a child ended  ● writes  ┥ ended and reaped
      "
    `))

  test('fits a narrow screen', () =>
    expect(draw(fourWorkers(), 60)).toMatchInlineSnapshot(`
      "
             ╷0 ms      ╷100        ╷200
       main  ━━━━┳┳┳━┳─────────────────────━●┥  exit 0  "all done"
       w1        ┗━━━━━━━━━━━━●━┥               exit 0  "1"
       w2         ┗━━━━━━━━━━━━●━━┥             exit 0  "2"
       w3          ┗━━━━━━━━━━━━●━━┥            exit 0  "3"
       w4            ┗━━━━━━━━━━━━━━━━━━●━━┥    exit 0  "4"
             ━ runs  ─ quiet until a child ended  ● writes
             ┥ ended and reaped
      "
    `))

  test('one worker after the other: each hangs from main by a thin line', () => {
    const workers = [0, 1, 2, 3, 4].map((n) => worker(20 + n * 50, 60 + n * 50, { wrote: [said(59 + n * 50, `${n}\n`)] }))
    expect(draw(execution([main(300), ...workers]))).toMatchInlineSnapshot(`
      "
             ╷0 ms     ╷50       ╷100      ╷150     ╷200      ╷250
       main  ━━━━┳────────━┳───────━━┳───────━┳────────━┳────────━━━━━━━┥  exit 0
       w1        ┗━━━━━━━●┥│         │        │         │                  exit 0  "0"
       w2                  ┗━━━━━━●┥ │        │         │                  exit 0  "1"
       w3                            ┗━━━━━━●┥│         │                  exit 0  "2"
       w4                                     ┗━━━━━━━●┥│                  exit 0  "3"
       w5                                               ┗━━━━━━━●┥         exit 0  "4"
             ━ runs  ─ quiet until a child ended  ● writes  ┥ ended and reaped
      "
    `)
  })

  test('a worker that outlives main, one that is reaped late, one never, one that lives for no time at all', () => {
    const run = execution([
      main(100),
      worker(20, 250, nobody),
      worker(30, 60, { reapedMs: 95 }),
      worker(40, 50, { ...nobody, exit: { signal: 'SIGKILL' } }),
      worker(45, 45),
    ])
    expect(draw(run)).toMatchInlineSnapshot(`
      "
             ╷0 ms        ╷50         ╷100         ╷150        ╷200
       main  ━━━━━┳━━┳━┳┳───━━━━━━━━━━┥                                        exit 0
       w1         ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━□  exit 0
       w2            ┗━━━━━━□┄┄┄┄┄┄┄┄┤                                         exit 0
       w3              ┗━━□┄┄┄┄┄┄┄┄┄┄┄┄                                        SIGKILL
       w4               ┗┥                                                     exit 0
             ━ runs  ─ quiet until a child ended  ┥ ended and reaped  □ ended
             ┄ not reaped yet  ┤ reaped
             w1 went on after main had ended, for 150 ms.
             Nobody was seen to reap w3.
      "
    `)
  })

  test('a program that the kit stopped', () => {
    const run = execution([main(null), worker(20, null), worker(30, 60)], {
      durationMs: 10_042,
      stopped: { why: 'time', limitMs: 10_000 },
      exit: null,
    })
    expect(draw(run)).toMatchInlineSnapshot(`
      "
             ╷0 s        ╷2          ╷4          ╷6           ╷8
       main  ┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶  not ended
       w1    ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶  not ended
       w2    ┗┥                                                              exit 0
             ━ runs  ┥ ended and reaped  ▶ had not ended
             The kit stopped this run, and ended by force what was still alive.
      "
    `)
  })

  test('a shell in between is folded; the worker hangs from main', () => {
    const shell = worker(20, 280, { pid: 7, role: 'helper', command: '/bin/sh -c node child.js' })
    const tracker = worker(22, 299, { role: 'helper', command: '/usr/bin/python3 -c from multiprocessing.resource_tracker import main' })
    expect(draw(execution([main(300), shell, worker(60, 275, { parent: 7, reapedBy: 7 }), tracker]))).toMatchInlineSnapshot(`
      "
             ╷0 ms      ╷50       ╷100       ╷150       ╷200      ╷250
       main  ━━━━┳───────────────────────────────────────────────────────────┥  exit 0
       w1        ┗┅┅┅┅┅┅┅┅━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┥       exit 0
             ━ runs  ─ quiet until a child ended  ┅ is being started by a helper
             ┥ ended and reaped
             2 helpers are not drawn: sh and resource_tracker.
      "
    `)
  })

  test('a fork server is drawn, since the workers come from it', () => {
    const server = worker(20, 280, { pid: 8, role: 'helper', command: 'python3 -c from multiprocessing.forkserver import main' })
    const workers = [0, 1].map((n) => worker(60 + n * 20, 200 + n * 20, { parent: 8, reapedBy: 8, wrote: [said(150 + n * 20, 'hello\n')] }))
    expect(draw(execution([main(300), server, ...workers]))).toMatchInlineSnapshot(`
      "
             ╷0 ms             ╷100               ╷200
       main  ━━━━┳──────────────────────────────────────────────━━━━┥  exit 0
       h1        ┗━━━━━━┳━━━┳────────────────────────━━━━━━━━━━━┥      exit 0
       w1               ┗━━━━━━━━━━━━━━━━●━━━━━━━━┥                    exit 0  "hello"
       w2                   ┗━━━━━━━━━━━━━━━●━━━━━━━━┥                 exit 0  "hello"
             ━ runs  ─ quiet until a child ended  ● writes  ┥ ended and reaped
      "
    `)
  })

  test('a grandchild hangs from its own parent; one whose parent was not seen from nobody', () => {
    const run = execution([
      main(300),
      worker(40, 250, { pid: 9 }),
      worker(90, 200, { parent: 9, reapedBy: 9 }),
      worker(120, 220, { parent: 4711, ...nobody }),
    ])
    expect(draw(run)).toMatchInlineSnapshot(`
      "
             ╷0 ms      ╷50       ╷100       ╷150       ╷200      ╷250
       main  ━━━━━━━━━┳───────────────────────────────────────────━━━━━━━━━━━┥  exit 0
       w1             ┗━━━━━━━━━┳───────────────────────━━━━━━━━━━┥             exit 0
       w2                       ┗━━━━━━━━━━━━━━━━━━━━━━━┥                       exit 0
       w3                              ╺━━━━━━━━━━━━━━━━━━━━□                   exit 0
             ━ runs  ─ quiet until a child ended  ┥ ended and reaped  □ ended
             ╺ started by a process that is not drawn
      "
    `)
  })

  test('more processes than there is room for: those that went wrong are shown, the others counted', () => {
    const workers = Array.from({ length: 70 }, (_, n) =>
      worker(20 + n * 10, 1000 + n * 20, { wrote: [said(900 + n * 20, `日本語 ${n}\n`)] }),
    )
    workers[50] = { ...workers[50]!, exit: { code: 3 } }
    expect(draw(execution([main(3000), ...workers]), 80, 8)).toMatchInlineSnapshot(`
      "
             ╷0 ms            ╷1000            ╷2000
       main  ┳┳━━━━━━━┳━━────────────────────────────━━━━━━━━━━━┥  exit 0
       w1    ┗━━━━━━━━━━━━━━●━┥                                    exit 0  "日本語 0"
       w2     ┗━━━━━━━━━━━━━━●┥                                    exit 0  "日本語 1"
       w3     ┗━━━━━━━━━━━━━━●━┥                                   exit 0  "日本語 2"
       w4     ┗━━━━━━━━━━━━━━●━┥                                   exit 0  "日本語 3"
       w5     ┗━━━━━━━━━━━━━━━●┥                                   exit 0  "日本語 4"
       w6     ┗━━━━━━━━━━━━━━━●━┥                                  exit 0  "日本語 5"
       w51            ┗━━━━━━━━━━━━━━━━━━━━━━●━┥                   exit 3  "日本語 50"
             ━ runs  ─ quiet until a child ended  ● writes  ┥ ended and reaped
             63 more processes are not drawn (w7, w8, w9, w10, w11 and 58 more): all
             of them ended with exit 0.
      "
    `)
  })

  test('of those that are not drawn, one that had not ended is not told of as one that ended badly', () => {
    const ends = [...Array<number | null>(30).fill(null), ...Array<number | null>(30).fill(900)]
    const workers = ends.map((endedMs, n) => worker(20 + n, endedMs, { exit: endedMs === null ? null : { code: 1 } }))
    const last = drawTimeline(timelineOf(execution([main(null), ...workers])), screenOf({ columns: 400 })).at(-1)
    expect(last).toMatch(/more processes are not drawn \(.*\): \d+ of them had not ended, \d+ of them did not end with exit\u00a00\.$/)
  })

  test('what a program wrote cannot repaint the picture', () => {
    expect(draw(execution([main(300, { wrote: [said(10, '\u001b[2J\u202eexit 0\r\n')] })]))).toMatchInlineSnapshot(`
      "
             ╷0 ms          ╷100            ╷200
       main  ━━●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┥  exit 0  "␛[2J\\u{202e}ex…
             ━ runs  ● writes  ┥ ended and reaped
      "
    `)
  })
})

/** A small generator of the same numbers each time. */
const random = (seed: number) => () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648

/** A run in which everything may happen. */
const anyRun = (seed: number): Execution => {
  const next = random(seed)
  const endMs = next() < 0.2 ? null : next() * 1000
  const workers = Array.from({ length: Math.floor(next() * 70) }, () => {
    const startedMs = next() * 1000
    const ended = next() < 0.1 ? null : startedMs + next() * next() * 400
    const wrote = Array.from({ length: Math.floor(next() * 4) }, () =>
      said(startedMs + next() * 100, `${'語\u001b'.repeat(Math.floor(next() * 30))}\n`),
    )
    const reapedMs = ended === null || next() < 0.2 ? null : ended + next() * next() * 100
    return worker(startedMs, ended, {
      wrote: wrote.toSorted((one, other) => one.atMs - other.atMs),
      reapedBy: reapedMs === null ? null : 100,
      reapedMs,
    })
  })
  return execution([main(endMs, { wrote: [said(5, 'start\n')] }), ...workers.toSorted((one, other) => one.startedMs - other.startedMs)])
}

describe('whatever happened', () => {
  const seeds = Array.from({ length: 25 }, (_, seed) => seed)

  test.each([60, 80, 100, 133, 200])('no line is longer than %d columns', (columns) => {
    const lines = seeds.flatMap((seed) => drawTimeline(timelineOf(anyRun(seed)), screenOf({ columns })))
    expect(lines.filter((line) => widthOf(line) > columns)).toEqual([])
  })

  test('every process that is drawn has its name, one beginning and one end', () => {
    for (const seed of seeds) {
      const { lanes } = timelineOf(anyRun(seed))
      const rows = drawTimeline(timelineOf(anyRun(seed)), screenOf({ columns: 80 })).slice(1, 1 + lanes.length)
      expect(rows.map((row) => row.trimStart().split(' ', 1)[0])).toEqual(lanes.map(({ name }) => name))
      expect(rows.map((row) => row.match(/[┗╺]/g)?.length ?? 0)).toEqual(lanes.map(({ process }) => (process.role === 'main' ? 0 : 1)))
      const ends = rows.map((row) => row.match(/[┥□▶]/g)?.join('').replace('□', '┥'))
      expect(ends).toEqual(lanes.map(({ process }) => (process.endedMs === null ? '▶' : '┥')))
    }
  })
})
