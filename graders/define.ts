import type { Answer, Check, CheckResult, Exercise, Grader, Help, Result, ResultStatus } from './core/types.ts'
import type { GradeOptions } from './core/options.ts'
import { entryText, onlyComments } from './core/blank.ts'
import { promised } from './core/promised.ts'
import { runChecks, sumOf } from './core/score.ts'
import { type ProgramEvidence, evidenceOf } from './facts/evidence.ts'
import { documentAdvice } from './facts/recorded.ts'
import { readInPeace } from './process/long-readings.ts'

interface ProgramDefinition<Id extends string> extends Omit<Exercise, 'kind'> {
  readonly checks: Readonly<Record<Id, Check<ProgramEvidence, NoInfer<Id>>>>
  /** Sentences that cost nothing: what to try, what would break elsewhere. */
  readonly advice: (evidence: ProgramEvidence) => readonly string[]
  /** Things to try after a pass that deepen what was learnt. */
  readonly variations: Readonly<Record<'ts' | 'py', readonly string[]>>
}

/** Makes a grader of a program's checks: runs the program, reads its source meanwhile, and puts the checks to what was seen. */
export const defineProgram = <const Id extends string>({ checks, advice, variations, ...question }: ProgramDefinition<Id>): Grader => {
  const exercise: Exercise = { ...question, kind: 'program' }
  const max = sumOf(Object.values<Check<ProgramEvidence>>(checks).map(({ points }) => points))
  return {
    exercise,
    max,
    isUnfinished: (answer) => onlyComments(entryText(answer), answer.language === 'py'),
    grade: async (answer, options) => {
      const evidence = await observe(answer, options)
      const results = runChecks<ProgramEvidence>(checks, evidence)
      return {
        exercise,
        language: answer.language,
        entry: answer.entry,
        status: statusOf(results),
        score: sumOf(results.map(({ points }) => points)),
        max,
        checks: results,
        advice: [...(answer.notes ?? []), ...advice(evidence), ...documentAdvice(evidence)],
        run: evidence.execution,
      } satisfies Result
    },
    help: () => helpWith(checks),
    variations: (language) => variations[language === 'py' ? 'py' : 'ts'],
  }
}

const helpWith = async (checks: Readonly<Record<string, Check<ProgramEvidence>>>): Promise<Help[]> => {
  const { hintsAbout } = await import('./facts/hints.ts')
  return Object.entries(checks).map(([check, { hints, verify }]) => ({
    check,
    steps: (language, topic) => (hints ?? hintsAbout(topic) ?? hintsAbout(verify.about))?.[language === 'py' ? 'py' : 'ts'] ?? [],
  }))
}

/** The program runs while its source is read, where that is short. Heavy parts are loaded only here, when there is a program to judge. */
const observe = async (answer: Answer, options: GradeOptions): Promise<ProgramEvidence> => {
  const { execute } = await import('./process/execute.ts')
  const started = promised<void>()
  const running = execute(answer, { ...options, onStarted: started.resolve })
  await Promise.race([started.promise, running])
  const { readerOf } = await import('./source/read.ts')
  const read = await readerOf(answer)
  const characters = sumOf(answer.files.map(({ text }) => text.length))
  const [execution, source] = await Promise.all([running, readInPeace(characters, read)])
  return evidenceOf(answer, execution, source)
}

const statusOf = (results: readonly CheckResult[]): ResultStatus => {
  if (results.some(({ verdict }) => verdict.status === 'errored')) return 'errored'
  return results.every(({ verdict }) => verdict.status === 'passed') ? 'passed' : 'failed'
}
