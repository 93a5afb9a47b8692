/**
 * Which hint is next. The first for a check is there at once. Each further one comes when something has been tried since the one before: an attempt, that is
 * a check of something that changed, or three minutes of thought.
 */
import type { Grader, Language } from '../core/types.ts'
import { type Course, type Progress, afterHint, courseOf } from './progress.ts'
import { type Trouble, beginning, hintKey } from './trouble.ts'

/** An answer that hints are asked for, and what is open in it. */
export interface Asked {
  readonly grader: Grader
  readonly language: Language
  readonly troubles: readonly Trouble[]
}

/** The hints for what is open in one question, and how many of them were shown. */
export interface HintState {
  readonly exercise: string
  /** The most points that the question gives. */
  readonly max: number
  readonly language: Language
  readonly trouble: Trouble
  /** All of them, in order; a screen shows the first `shown`. */
  readonly steps: readonly string[]
  readonly shown: number
  /** Whether the next one may be shown now. False, too, where there is no next one. */
  readonly isReady: boolean
  /** When the next one may be shown, even if nothing is tried; `null` where it may be shown now, or there is none. */
  readonly readyAt: Date | null
}

/** How long it is until then, in words: "a minute", "3 minutes". */
export const minutesUntil = (at: Date, now: Date): string => {
  const count = Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 60_000))
  return count === 1 ? 'a minute' : `${count} minutes`
}

/** How long a thought may take before it counts as much as an attempt. */
export const thoughtMs = 3 * 60_000

/**
 * The hints that fit a result, or what is known of one. Of an answer in words, whose open ideas do not hang on each other, it is the first idea of which hints
 * are left. `null` where nothing is open, or nothing is known that helps.
 */
export const hintsFor = async ({ grader, language, troubles }: Asked, progress: Progress, now: Date): Promise<HintState | null> => {
  const { exercise, max } = grader
  const course = courseOf(progress, exercise.id, language)
  const states: HintState[] = []
  for (const trouble of troubles) {
    const steps = await stepsFor(grader, language, trouble)
    if (steps.length === 0) continue
    states.push({ exercise: exercise.id, max, language, trouble, steps, ...shownOf(steps, course, hintKey(trouble), now) })
  }
  return states.find(({ shown, steps }) => shown < steps.length) ?? states.at(-1) ?? null
}

/** The state when the next hint has been shown, and the progress that remembers it. Nothing changes where none is ready. */
export const showNext = (state: HintState, progress: Progress, now: Date): { state: HintState; progress: Progress } => {
  if (!state.isReady) return { state, progress }
  const shown = state.shown + 1
  const readyAt = shown < state.steps.length ? new Date(now.getTime() + thoughtMs) : null
  return {
    state: { ...state, shown, isReady: false, readyAt },
    progress: afterHint(progress, state, { key: hintKey(state.trouble), shown }, now),
  }
}

const stepsFor = async (grader: Grader, language: Language, { check, topic }: Trouble): Promise<readonly string[]> => {
  const all = await grader.help()
  if (check === beginning.check) return [...grader.exercise.hints.slice(0, 1), ...(all[0]?.steps(language) ?? []).slice(1)]
  return all.find((help) => help.check === check)?.steps(language, topic) ?? []
}

/** How many of the steps were shown, by the hints that the course remembers under a key, and when there may be one more. */
const shownOf = (steps: readonly string[], course: Course, key: string, now: Date): Pick<HintState, 'shown' | 'isReady' | 'readyAt'> => {
  const before = course.hints[key]
  const shown = Math.min(before?.shown ?? 0, steps.length)
  const isOver = shown === steps.length
  const readyAt = before === undefined || course.attempts > before.attempt ? now : new Date(Date.parse(before.at) + thoughtMs)
  const isReady = !isOver && readyAt <= now
  return { shown, isReady, readyAt: isOver || isReady ? null : readyAt }
}
