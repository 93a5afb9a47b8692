/**
 * Which hint is next. The first for a check is there at once. Each further one comes when something has been tried since the one before: an attempt, that is
 * a check of something that changed, or three minutes of thought.
 */
import type { Grader, Language } from '../core/types.ts'
import { type Progress, afterHint, courseOf } from './progress.ts'
import { type Trouble, beginning, hintKey } from './trouble.ts'

/** The hints for what is open in one question, and how many of them were shown. */
export interface HintState {
  readonly exercise: string
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
export const hintsFor = async (
  grader: Grader,
  language: Language,
  troubles: readonly Trouble[],
  progress: Progress,
  now: Date,
): Promise<HintState | null> => {
  const states: HintState[] = []
  for (const trouble of troubles) {
    const steps = await stepsFor(grader, language, trouble)
    if (steps.length > 0) states.push(stateOf(grader, language, trouble, steps, progress, now))
  }
  return states.find(({ shown, steps }) => shown < steps.length) ?? states.at(-1) ?? null
}

/** The state when the next hint has been shown, and the progress that remembers it. Nothing changes where none is ready. */
export const showNext = (state: HintState, progress: Progress, max: number, now: Date): { state: HintState; progress: Progress } => {
  if (!state.isReady) return { state, progress }
  const shown = state.shown + 1
  const after = afterHint(
    progress,
    { exercise: state.exercise, language: state.language, max },
    { key: hintKey(state.trouble), shown },
    now,
  )
  const readyAt = shown < state.steps.length ? new Date(now.getTime() + thoughtMs) : null
  return { state: { ...state, shown, isReady: false, readyAt }, progress: after }
}

const stepsFor = async (grader: Grader, language: Language, { check, topic }: Trouble): Promise<readonly string[]> => {
  const all = await grader.help()
  if (check === beginning.check) return [...grader.exercise.hints.slice(0, 1), ...(all[0]?.steps(language) ?? []).slice(1)]
  return all.find((help) => help.check === check)?.steps(language, topic) ?? []
}

const stateOf = (
  { exercise: { id } }: Grader,
  language: Language,
  trouble: Trouble,
  steps: readonly string[],
  progress: Progress,
  now: Date,
): HintState => {
  const course = courseOf(progress, id, language)
  const before = course.hints[hintKey(trouble)]
  const shown = Math.min(before?.shown ?? 0, steps.length)
  const isOver = shown === steps.length
  const readyAt = before === undefined || course.attempts > before.attempt ? now : new Date(Date.parse(before.at) + thoughtMs)
  const isReady = !isOver && readyAt <= now
  return { exercise: id, language, trouble, steps, shown, isReady, readyAt: isOver || isReady ? null : readyAt }
}
