import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Grader, Language, Result } from '../../core/types.ts'
import { hintsAbout, topics } from '../../facts/hints.ts'
import { home } from '../../home.ts'
import { graders } from '../../index.ts'
import { q1 } from '../../q1.ts'
import { q5 } from '../../q5.ts'
import { screenOf } from '../../report/layout.ts'
import { hintsFor, showNext, thoughtMs } from '../../study/hints.ts'
import { type Progress, afterCheck, noProgress } from '../../study/progress.ts'
import { drawSteps, renderHints, whatNext } from '../../study/render-hints.ts'
import { beginning, troubleIn } from '../../study/trouble.ts'

const hintsForResult = (grader: Grader, result: Result, progress: Progress, now: Date) =>
  hintsFor({ grader, language: result.language!, troubles: troubleIn(result) }, progress, now)

const languagesOf = (kind: 'written' | 'program'): readonly Language[] => (kind === 'written' ? ['md'] : ['ts', 'py'])

/** Every series of hints that a learner may be given, with a name for the message. */
const ofChecks = (
  await Promise.all(
    graders.map(async ({ exercise, help }) =>
      (await help()).flatMap(({ check, steps }) =>
        languagesOf(exercise.kind).map((language) => ({ name: `${exercise.id} ${check} ${language}`, steps: steps(language) })),
      ),
    ),
  )
).flat()
const ofTopics = topics.flatMap((topic) =>
  (['ts', 'py'] as const).map((language) => ({ name: `${topic} ${language}`, steps: hintsAbout(topic)![language] as readonly string[] })),
)
const all = [...ofChecks, ...ofTopics]

const solutions = graders
  .filter(({ exercise }) => exercise.kind === 'program')
  .flatMap(({ exercise }) => ['ts', 'py'].map((extension) => readFileSync(join(home, 'solutions', `${exercise.id}.${extension}`), 'utf8')))

/** Lines of code that are an answer by themselves: long enough to be no more than a word of the language. */
const telling = solutions
  .flatMap((text) => text.split('\n').map((line) => line.replace(/\s*(?:\/\/|#).*$/, '').trim()))
  .filter((line) => line.length >= 25 && !/^(?:import|from)\b/.test(line) && !line.startsWith('if __name__'))

/** The names of those that something is wrong with: all of them at once, so that an author sees the whole. */
const namesOf = (wrong: (steps: readonly string[]) => boolean): string[] => all.filter(({ steps }) => wrong(steps)).map(({ name }) => name)

describe('the hints of every check, and of every way of failing, in both languages:', () => {
  test('there are three or more, each another', () => {
    expect(namesOf((steps) => steps.length < 3 || new Set(steps).size < steps.length)).toEqual([])
  })

  test('they are whole sentences', () => {
    expect(namesOf((steps) => !steps.every((step) => /^["“A-Z`].*[.?)]$/s.test(step)))).toEqual([])
  })

  test('the first one asks, and the second one points at a page to read', () => {
    expect(namesOf(([question = '', pointer = '']) => !question.endsWith('?') || !/\bpages?\b/.test(pointer))).toEqual([])
  })

  test('none gives a line of a solution away before the third', () => {
    expect(telling.length).toBeGreaterThan(20)
    expect(namesOf((steps) => telling.some((line) => steps.slice(0, 2).join('\n').includes(line)))).toEqual([])
  })
})

const failedIn = (check: string, topic: string): Result => ({
  exercise: q5.exercise,
  language: 'ts',
  status: 'failed',
  score: 5,
  max: 10,
  advice: [],
  checks: [
    {
      id: check,
      title: 'starts a pool of workers',
      points: 0,
      max: 3,
      verdict: { status: 'failed', expected: '', seen: '', hint: '', topic },
    },
  ],
})

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 10, minute))
const attempt =
  (text: string, result = failedIn('spawned', 'pool-of-one')) =>
  (before: typeof noProgress) =>
    afterCheck(before, result, [{ exercise: 'q5', language: 'ts', entry: 'q5.ts', files: [{ path: 'q5.ts', text }] }], at(0))

describe('which hint comes next', () => {
  const result = failedIn('spawned', 'pool-of-one')

  test('the first at once, the second after an attempt, the third after three minutes of thought', async () => {
    let progress = attempt('one')(noProgress)
    const first = showNext((await hintsForResult(q5, result, progress, at(0)))!, progress, at(0))
    expect(first.state).toMatchObject({ shown: 1, isReady: false, readyAt: new Date(at(0).getTime() + thoughtMs) })
    expect(await hintsForResult(q5, result, first.progress, at(2))).toMatchObject({ shown: 1, isReady: false })

    progress = attempt('two')(first.progress)
    const second = showNext((await hintsForResult(q5, result, progress, at(2)))!, progress, at(2))
    expect(second.state.shown).toBe(2)
    expect(await hintsForResult(q5, result, second.progress, at(4))).toMatchObject({ isReady: false })

    const third = showNext((await hintsForResult(q5, result, second.progress, at(5)))!, second.progress, at(5))
    expect(third.state).toMatchObject({ shown: 3, isReady: false, readyAt: null })
    expect(showNext(third.state, third.progress, at(9)).progress).toBe(third.progress)
  })

  test('another way of failing brings other hints, from the first on', async () => {
    const given = showNext((await hintsForResult(q5, result, noProgress, at(0)))!, noProgress, at(0))
    const other = await hintsForResult(q5, failedIn('spawned', 'process-per-task'), given.progress, at(0))
    expect(other).toMatchObject({ shown: 0, isReady: true })
    expect(other!.steps).not.toEqual(given.state.steps)
  })

  test('a way of failing that nothing is known of gets the hints of its check', async () => {
    const [known, unknown] = await Promise.all([
      hintsForResult(q5, failedIn('spawned', 'pool'), noProgress, at(0)),
      hintsForResult(q5, failedIn('spawned', 'constructor'), noProgress, at(0)),
    ])
    expect(unknown!.steps).toEqual(known!.steps)
  })

  test('in words, the next open idea follows when the hints of the first are used up', async () => {
    const troubles = (await q1.help()).slice(1, 3).map(({ check }) => ({ check, title: check }))
    let progress = noProgress
    for (const minute of [0, 3, 6])
      progress = showNext((await hintsFor({ grader: q1, language: 'md', troubles }, progress, at(minute)))!, progress, at(minute)).progress
    expect(await hintsFor({ grader: q1, language: 'md', troubles }, progress, at(9))).toMatchObject({
      trouble: troubles[1],
      shown: 0,
      isReady: true,
    })
  })

  test('before anything is written, a hint helps to make a start', async () => {
    const states = await Promise.all(
      graders.map((grader) =>
        hintsFor({ grader, language: grader.exercise.kind === 'written' ? 'md' : 'py', troubles: [beginning] }, noProgress, at(0)),
      ),
    )
    for (const [index, state] of states.entries()) expect(state!.steps[0]).toBe(graders[index]!.exercise.hints[0])
    expect(states.every((state) => state!.steps.length >= 3)).toBe(true)
  })
})

test('the screen shows what was given, and what brings the next one', async () => {
  const given = showNext((await hintsForResult(q5, failedIn('spawned', 'pool-of-one'), noProgress, at(0)))!, noProgress, at(0))
  expect(renderHints(q5.exercise, given.state, { file: 'exercises/q5.ts', isNew: true, now: at(0) })).toMatchInlineSnapshot(`
    " q5  A pool of four workers                                          TypeScript

      open    spawned: starts a pool of workers

      hint 1  Your one worker does five tasks, one after another. What do you gain
              by that over a loop in main?

      2 more hints. Try something first: the next one is there when you have changed
      exercises/q5.ts and saved it, or in 3 minutes.
    "
  `)
})

test('what a smaller screen needs of it can be had alone', async () => {
  const state = (await hintsForResult(q5, failedIn('spawned', 'pool'), noProgress, at(0)))!
  expect(drawSteps(state, false, screenOf({}))).toEqual([])
  expect(whatNext(state, 'exercises/q5.ts', at(0))).toBe('3 more hints: `npm run hint q5` gives the next one.')
  expect(whatNext({ ...state, shown: 3, isReady: false }, 'exercises/q5.ts', at(0))).toMatch(/^Those were all the hints/)
  expect(drawSteps({ ...state, shown: 2 }, true, screenOf({})).join('\n')).toMatch(/^ {2}hint 1 {2}Five tasks.*\n\n {2}hint 2 {2}Node/s)
})
