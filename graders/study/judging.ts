/** Judges one answer at a time: whoever asks for another ends the one before, and everything that it had started. */
import type { Answer, Grader, Result, Submission } from '../core/types.ts'
import { gradeSubmission } from '../grade.ts'
import type { Python } from '../process/python.ts'
import type { Run } from './state.ts'

/** Who is told what became of a run. Nothing is told of a run that was given up. */
export interface Told {
  readonly onVerdict: (run: Run, result: Result, answers: readonly Answer[]) => void
  /** What the compiler doubts, some time after the verdict: it is advice, and nobody should have to wait for it. */
  readonly onAdvice: (run: Run, advice: readonly string[]) => void
  readonly onFault: (fault: unknown) => void
}

export interface Judging {
  /** `submit` gives the answers as they are when the run begins. */
  readonly start: (run: Run, submit: () => Promise<Submission>) => void
  /** Comes true when nothing that was started is left. */
  readonly stop: () => Promise<void>
}

export const judgingBy = (graders: readonly Grader[], timeoutMs: number, told: Told): Judging => {
  let python: Python | null = null
  /** Found once: it does not change while somebody learns. While there is none, it may be installed at any moment. */
  const pythonFor = async ({ language }: Run): Promise<Python | undefined> => {
    if (language !== 'py') return undefined
    const { findPython } = await import('../process/python.ts')
    return (python ??= await findPython()) ?? undefined
  }
  let current: { readonly controller: AbortController; readonly done: Promise<void> } | null = null
  const stop = async (): Promise<void> => {
    current?.controller.abort()
    await current?.done
  }
  const judge = async (run: Run, submit: () => Promise<Submission>, signal: AbortSignal): Promise<void> => {
    const [submission, python] = await Promise.all([submit(), pythonFor(run)])
    const answers = submission.answers.filter(({ exercise, language }) => exercise === run.id && language === run.language)
    const only = graders.filter(({ exercise }) => exercise.id === run.id)
    signal.throwIfAborted()
    const options = { graders: only, timeoutMs, signal, python, typeAdvice: false }
    const { results } = await gradeSubmission({ ...submission, answers }, options)
    signal.throwIfAborted()
    told.onVerdict(run, results[0]!, answers)
    const isReadable = results[0]!.checks.some(({ verdict }) => verdict.status === 'passed')
    if (run.language !== 'ts' || answers[0] === undefined || !isReadable) return
    const { typeErrors } = await import('../source/typecheck.ts')
    const advice = await typeErrors(answers[0].files, { signal })
    if (!signal.aborted) told.onAdvice(run, advice)
  }
  return {
    start: (run, submit) => {
      const controller = new AbortController()
      const { signal } = controller
      const done = stop()
        .then(() => (signal.aborted ? undefined : judge(run, submit, signal)))
        .catch((fault: unknown) => (signal.aborted ? undefined : told.onFault(fault)))
      current = { controller, done }
    },
    stop,
  }
}
