import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TracedProcess } from '../../core/process.ts'
import type { Answer, Result } from '../../core/types.ts'
import { home } from '../../home.ts'
import { graders } from '../../index.ts'
import { q1 } from '../../q1.ts'
import { q6 } from '../../q6.ts'
import { afterPass, renderAfterwards } from '../../study/after-pass.ts'
import { noProgress, afterCheck } from '../../study/progress.ts'
import { renderSolution } from '../../study/render-solution.ts'
import { differenceTo, maySee, solutionOf } from '../../study/solution.ts'

const traced = (pid: number, role: TracedProcess['role'], startedMs: number, endedMs: number, saysAtMs?: number): TracedProcess => ({
  pid,
  role,
  startedMs,
  endedMs,
  parent: role === 'main' ? null : 1,
  command: 'python3 q6.py',
  exit: { code: 0 },
  reapedBy: 1,
  reapedMs: endedMs,
  sent: [],
  wrote: saysAtMs === undefined ? [] : [{ atMs: saysAtMs, stream: 'stdout', text: 'done\n' }],
})

const resultOf = (processes: readonly TracedProcess[]): Result => ({
  exercise: q6.exercise,
  language: 'py',
  status: 'passed',
  score: 10,
  max: 10,
  checks: [],
  advice: [],
  run: {
    witness: 'kernel',
    sandboxed: false,
    durationMs: 100,
    exit: { code: 0 },
    stopped: null,
    stdout: '',
    stderr: '',
    truncated: false,
    trace: { processes },
  },
})

const good = (processes: readonly TracedProcess[]) => afterPass(q6, resultOf(processes), 0)!.good

const solutionIn = (lines: string) => ({ file: 'solutions/q6.py', text: `first\n${lines}\n` })

describe('after a pass, what was good is told from the run:', () => {
  test('all at once, and for how long; and when main went on', () => {
    const workers = [10, 20, 30, 40].map((startedMs, index) => traced(2 + index, 'worker', startedMs, 70 + index))
    expect(good([traced(1, 'main', 0, 100, 78), ...workers])).toBe(
      'All four workers were alive at once, for 30 ms, and main held its line back until 5 ms after the last end.',
    )
  })

  test('some of them at once', () => {
    const workers = [traced(2, 'worker', 10, 30), traced(3, 'worker', 20, 40), traced(4, 'worker', 35, 50)]
    expect(good([traced(1, 'main', 0, 100), ...workers])).toBe(
      'Up to two of the three workers were alive at once, and main outlived every one of them.',
    )
  })

  test('never two of them, and nothing is praised that did not happen', () => {
    const workers = [traced(2, 'worker', 10, 20), traced(3, 'worker', 30, 99)]
    expect(good([traced(1, 'main', 0, 90), ...workers])).toBe('Two workers did their work, one after another.')
  })

  test('nothing where it has not passed', () => {
    expect(afterPass(q6, { ...resultOf([]), status: 'failed' }, 0)).toBeNull()
  })

  test('another thing to try each time, and then from the beginning', () => {
    const offered = [0, 1, 2, 3].map((turn) => afterPass(q6, resultOf([]), turn)!.next)
    expect(new Set(offered).size).toBe(3)
    expect(offered[3]).toBe(offered[0])
  })

  test('on the screen', () => {
    const after = afterPass(q1, { ...resultOf([]), exercise: q1.exercise, language: 'md' }, 0)!
    expect(renderAfterwards({ ...after, good: 'All is well.' }, 'q1')).toMatchInlineSnapshot(`
      "  q1  good      All is well.
            try next  Prove one of your claims: let a program count to a hundred
                      million twice, once in one process and once in two, and take the
                      time of both.
      "
    `)
  })
})

const languages = (kind: string) => (kind === 'written' ? (['md'] as const) : (['ts', 'py'] as const))

test('every question has something to try afterwards, in each language', () => {
  const without = graders.flatMap(({ exercise, variations }) =>
    languages(exercise.kind).filter((language) => variations(language).length < 2),
  )
  expect(without).toEqual([])
})

const mine = (text: string, language: 'py' | 'ts' | 'md' = 'py'): Answer => ({
  exercise: 'q6',
  language,
  entry: `q6.${language}`,
  files: [{ path: `q6.${language}`, text }],
})

const tried = (count: number, status: Result['status']) =>
  Array.from({ length: count }, (_, index) => mine(`print(${index})`)).reduce(
    (progress, answer) => afterCheck(progress, { ...resultOf([]), status }, [answer], new Date(0)),
    noProgress,
  )

describe('the solution', () => {
  const solution = solutionOf(q6.exercise, 'py')!

  test('is the one of the question and the language', () => {
    expect(solution.text).toBe(readFileSync(join(home, 'solutions', 'q6.py'), 'utf8'))
    expect(solutionOf(q1.exercise, 'md')!.file).toBe('answers/q1.md')
  })

  test('is shown with the lines in which one’s own differs, comments aside', () => {
    const own = solution.text.replace(/^ *#.*\n/gm, '').replace('child.join()', 'pass')
    const shown = renderSolution(solution, differenceTo(solution, mine(own)))
    expect(shown.slice(shown.indexOf('Where the two'))).toMatchInlineSnapshot(`
      "Where the two differ, comments left out: lines with - are yours, lines with +
        are in the solution.

        ⋯
                child.start()
            for child in children:
      -         pass
      +         child.join()
            print("all four have ended")
      "
    `)
  })

  test('is compared with what has a quarter of its lines', () => {
    expect(differenceTo(solutionIn('second\nthird\nfourth'), mine('first\nmine\n'))).not.toBeNull()
    expect(differenceTo(solutionIn('second\nthird\nfourth\nfifth'), mine('first\nmine\n'))).toBeNull()
  })

  test('is compared with nothing that is too far from it, and with no answer in words', () => {
    expect(differenceTo(solution, mine('print(1)\nprint(2)\n'))).toBeNull()
    expect(differenceTo(solution, mine(solution.text, 'md'))).toBeNull()
    expect(renderSolution(solution, differenceTo(solution, mine(`# mine\n${solution.text}`)))).toContain('the same, but for its comments')
  })

  test('may be seen after three attempts, or a pass', () => {
    expect(
      [tried(0, 'failed'), tried(2, 'failed'), tried(3, 'failed'), tried(1, 'passed')].map((progress) => maySee(progress, 'q6')),
    ).toEqual([false, false, true, true])
  })
})
