/** Reports with everything in them that a page has to show. */
import type { Likeness, LikenessPair, LikenessSide } from '../../../report/likeness.ts'
import { failed, passed, unclear } from '../../../core/findings.ts'
import type { Report } from '../../../core/types.ts'
import { check, execution, exercise, fourWorkers, main, report, result, said, worker } from '../builder.ts'

export const everything = (): Report =>
  report([
    result({
      exercise: exercise('q1', 'Multiprocessing, and what for', 'written'),
      entry: 'q1.md',
      origin: { file: 'homework.ipynb', cells: [2, 3, 4] },
      status: 'failed',
      mark: 1,
      checks: [
        check('parallel', 'what runs', 3, passed('you say so in line 3', [{ quote: 'It runs several processes.', line: 3 }])),
        check(
          'cores',
          'what of the machine',
          2,
          failed('an answer to: why?', 'found no sentence that answers it', 'Which part of the machine?'),
        ),
      ],
      misconceptions: [{ id: 'shared', message: 'Each process has its own.', quote: 'All processes share one memory.', line: 5 }],
    }),
    result({
      exercise: exercise('q3', 'One process, and its parent waits'),
      entry: 'exercises/q3.ts',
      checks: [
        check(
          'api',
          'uses real processes',
          1,
          failed('real processes', 'threads, not processes', 'What is a process?', [{ quote: 'new Worker(x)', line: 7 }]),
        ),
        check('spawned', 'starts a process', 3, { status: 'skipped', after: 'api' }),
        check('output', 'the child prints', 3, unclear('the record breaks off', [{ quote: 'console.log(1)', line: 9 }])),
        check('joined', 'the parent waits', 2, { status: 'errored', cause: 'Error: broken\n    at graders/facts/joined.ts:1:1' }),
      ],
      status: 'errored',
      advice: ['Give every child a name.\nIt helps when reading.'],
      language: 'ts',
    }),
    result({ exercise: exercise('q5', 'A pool of four workers'), status: 'unfinished', entry: 'exercises/q5.ts', language: 'ts' }),
    result({
      exercise: exercise('q6', 'Four processes, four numbers'),
      entry: 'q6.ts',
      checks: [check('joined', 'waits for all four', 2, failed('main goes on later', 'main printed too early', 'Wait for what?'))],
      runs: [['joined'], [], ['joined']],
      run: fourWorkers(true),
    }),
    result({ exercise: exercise('q7', 'One more'), status: 'missing', language: null }),
    result({
      exercise: exercise('q8', 'In Python'),
      status: 'errored',
      language: 'py',
      entry: 'q8.py',
      lacks: 'Python 3 is not installed',
    }),
    result({
      exercise: exercise('q9', 'Left behind'),
      entry: 'q9.py',
      language: 'py',
      checks: [check('exit', 'ends cleanly', 1, failed('all end', 'one is left', 'Who stops it?'))],
      run: execution(
        [
          main(null, { wrote: [said(3, 'begun\n'), said(4, 'Traceback\n', 'stderr')] }),
          worker(20, 300, { reapedBy: null, reapedMs: null, exit: { signal: 'SIGKILL' } }),
          worker(25, null),
          worker(30, 90, { reapedMs: 290 }),
          worker(8, 320, { role: 'helper', command: 'python3 -c from multiprocessing.resource_tracker import main' }),
        ],
        { durationMs: 400, stopped: { why: 'time', limitMs: 400 }, exit: null, truncated: true, witness: 'runtime' },
      ),
    }),
  ])

export const hostile =
  '</title></style><script>document.title="broken"</script>"><img src=x onerror=alert(1)>\' onfocus=x \u202e\u0000\u001b[31m\ud800<b>'

/** The same string wherever a stranger may put one. */
export const hostileReport = (): Report => {
  const quote = { quote: hostile, line: 1 }
  return report([
    result({
      exercise: { ...exercise('q1', hostile, 'written'), question: hostile },
      entry: hostile,
      mark: 0,
      checks: [
        check(hostile, hostile, 3, passed(hostile, [quote])),
        check('b', hostile, 3, failed(hostile, `${hostile}.`, `${hostile}?`, [quote])),
      ],
      misconceptions: [{ id: 'x', message: hostile, ...quote }],
      advice: [hostile],
    }),
    result({
      exercise: exercise('q6', hostile),
      origin: { file: hostile, cells: [1] },
      checks: [check('c', hostile, 1, { status: 'errored', cause: hostile }), check('d', hostile, 1, unclear(hostile, [quote]))],
      runs: [[hostile], []],
      run: execution(
        [
          main(30, { wrote: [said(1, `${hostile}\n`)], command: hostile, exit: { signal: hostile } }),
          worker(1, 2, { wrote: [said(2, hostile, 'stderr')] }),
        ],
        { exit: { signal: hostile } },
      ),
    }),
    result({ exercise: exercise('q5', hostile), status: 'errored', cause: hostile }),
  ])
}

/** Two answers that are much alike, by people who have chosen their names and words badly. */
export const alikeAnswers = (): Likeness => {
  const side = (name: string): LikenessSide => ({
    id: name,
    names: [name],
    excerpts: [
      {
        line: 1,
        parts: [
          { alike: true, text: `print("one line")\n${hostile}` },
          { alike: false, text: '\n# its own\n' },
        ],
      },
      { line: 90, parts: [{ alike: true, text: 'end()' }] },
    ],
  })
  const pair: LikenessPair = { exercise: 'q6', language: 'py', share: 0.876, sides: [side(hostile), side('Bob')] }
  return { pairs: [pair, { ...pair, language: 'md' }], more: 3, compared: 40, leftOut: 1 }
}
