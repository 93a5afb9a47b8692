/**
 * Judges one answer at a time: whoever asks for another ends the one before, and everything that it had started. A check may begin before anybody asks
 * for it, as soon as there is something to check: whoever then asks for the same need not wait as long.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Answer, Grader, Result, Submission } from '../core/types.ts'
import { gradeSubmission } from '../grade.ts'
import type { Which } from './desk.ts'
import { promised } from '../core/promised.ts'
import type { Run } from './state.ts'

/** Who is told what became of a run. Nothing is told of a run that was given up. */
export interface Told {
  readonly onVerdict: (run: Run, result: Result, answers: readonly Answer[]) => void
  /** What the compiler doubts, some time after the verdict: it is advice, and nobody should have to wait for it. */
  readonly onAdvice: (run: Run, advice: readonly string[]) => void
  readonly onFault: (fault: unknown) => void
}

/** The answers as they are, or as they will be found when the run begins. */
export type Submitted = Submission | (() => Promise<Submission>)

/** Judges the answers of a loop. */
export interface Judging {
  /** Begins to judge what may turn out to be half an answer. Nobody is told of it, unless a run is started for the very same. */
  readonly foresee: (which: Which, submission: Submission) => void
  /** Ends what was foreseen and will not be asked for. */
  readonly forget: () => void
  readonly start: (run: Run, submitted: Submitted) => void
  /** Comes true when nothing that was started is left. */
  readonly stop: () => Promise<void>
}

/** Whatever is begun by it is ended by its `stop`. `timeoutMs` is for one program. */
export const judgingBy = (graders: readonly Grader[], timeoutMs: number, told: Told): Judging => {
  let current: { readonly controller: AbortController; readonly done: Promise<unknown> } | null = null
  let foreseen: { readonly answers: readonly Answer[]; readonly ask: (run: Run) => void } | null = null
  const stop = async (): Promise<void> => {
    foreseen = null
    current?.controller.abort()
    await current?.done
  }
  const judge = async (which: Which, submitted: Submitted, signal: AbortSignal): Promise<Judged> => {
    signal.throwIfAborted()
    const submission = typeof submitted === 'function' ? await submitted() : submitted
    const answers = answersTo(which, submission)
    const only = graders.filter(({ exercise }) => exercise.id === which.id)
    signal.throwIfAborted()
    const { results } = await gradeSubmission({ ...submission, answers }, { graders: only, timeoutMs, signal, typeAdvice: false })
    return { result: results[0]!, answers }
  }
  const tell = async (run: Run, { result, answers }: Judged, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    told.onVerdict(run, result, answers)
    const isReadable = result.checks.some(({ verdict }) => verdict.status === 'passed')
    if (run.language !== 'ts' || answers[0] === undefined || !isReadable) return
    const { typeErrors } = await import('../source/typecheck.ts')
    const advice = await typeErrors(answers[0].files, { signal })
    if (!signal.aborted) told.onAdvice(run, advice)
  }
  /** Begins a check; gives back how to ask for what comes of it. */
  const begin = (which: Which, submitted: Submitted): ((run: Run) => void) => {
    const controller = new AbortController()
    const { signal } = controller
    const asked = promised<Run>()
    signal.addEventListener('abort', () => asked.reject(signal.reason))
    const judged = stop().then(() => judge(which, submitted, signal))
    const telling = asked.promise
      .then(async (run) => tell(run, await judged, signal))
      .catch((fault: unknown) => (signal.aborted ? undefined : told.onFault(fault)))
    current = { controller, done: Promise.allSettled([judged, telling]) }
    return asked.resolve
  }
  return {
    foresee: (which, submission) => {
      const answers = answersTo(which, submission)
      if (!isDeepStrictEqual(foreseen?.answers, answers)) foreseen = { answers, ask: begin(which, submission) }
    },
    forget: () => {
      if (foreseen !== null) void stop()
    },
    start: (run, submitted) => {
      const isForeseen = typeof submitted !== 'function' && isDeepStrictEqual(foreseen?.answers, answersTo(run, submitted))
      const ask = isForeseen ? foreseen!.ask : begin(run, submitted)
      foreseen = null
      ask(run)
    },
    stop,
  }
}

/** What came of a check, and what was checked. */
interface Judged {
  readonly result: Result
  readonly answers: readonly Answer[]
}

const answersTo = ({ id, language }: Which, { answers }: Submission): Answer[] =>
  answers.filter((answer) => answer.exercise === id && answer.language === language)
