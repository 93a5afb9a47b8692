import { availableParallelism } from 'node:os'
import { UsageError, stackOf } from './core/errors.ts'
import { byMerit, sumOf } from './core/score.ts'
import type { Answer, Exercise, Grader, Language, Report, Result, Submission, Unread } from './core/types.ts'
import type { GradeOptions } from './core/options.ts'
import { sideBySide } from './core/side-by-side.ts'
import { readInPeace } from './process/long-readings.ts'
import type { TypeServer } from './source/types/server.ts'
import { saidInComments } from './submission/commented.ts'

/** What is to be judged of a submission, and how. */
export interface Choice extends GradeOptions {
  readonly graders: readonly Grader[]
  /** Only programs in this language; written answers have none to choose. */
  readonly language?: Language | undefined
  /** How many questions are judged at the same time; as many as there are cores without it. */
  readonly atOnce?: number | undefined
  /** Judges one answer, perhaps more than once; once without it. */
  readonly settle?: ((judge: () => Promise<Result>) => Promise<Result>) | undefined
  /** False where nobody should wait for what the compiler has to say; it is advice, and true without it. */
  readonly typeAdvice?: boolean | undefined
  /** The compiler to ask for it, for who judges many submissions; a new one is started without it. */
  readonly typeServer?: TypeServer | undefined
  /** Told of each answer before it is judged. */
  readonly onStart?: ((answer: Answer) => void) | undefined
}

/** Judges a submission: several questions side by side where cores allow, the results in the order of the questions. */
export const gradeSubmission = async (submission: Submission, choice: Choice): Promise<Report> => {
  const { name, source, sha256 } = submission
  const longest = Math.max(0, ...submission.answers.flatMap(({ files }) => files.map(({ text }) => text.length)))
  const attempts = await readInPeace(longest, () =>
    choice.graders.map((grader) => ({ grader, answers: attempted(grader, submission, choice) })),
  )
  const typeErrors = typeErrorsOf(
    attempts.flatMap(({ answers }) => answers),
    choice,
  )
  const results = await sideBySide(attempts, choice.atOnce ?? availableParallelism(), ({ grader, answers }) =>
    answers.length === 0
      ? Promise.resolve(nothingToJudge(grader, submission.answers.filter(isAskedFor(grader, choice)), submission.unread))
      : bestResult(grader, answers, typeErrors, choice),
  )
  return {
    submission: { name, source, sha256 },
    results,
    score: sumOf(results.map(({ score }) => score)),
    max: sumOf(results.map(({ max }) => max)),
    passed: results.every(({ status }) => status === 'passed'),
  }
}

const isAskedFor =
  ({ exercise }: Grader, choice: Choice) =>
  (answer: Answer): boolean =>
    answer.exercise === exercise.id && (answer.language === 'md' || answer.language === (choice.language ?? answer.language))

const attempted = (grader: Grader, { answers }: Submission, choice: Choice): Answer[] =>
  answers.filter(isAskedFor(grader, choice)).filter((answer) => !grader.isUnfinished(answer))

/** Judges every language in which the question was attempted; the best result counts, and says which others there were. */
const bestResult = async (grader: Grader, answers: readonly Answer[], typeErrors: TypeErrors, choice: Choice): Promise<Result> => {
  const results: Result[] = []
  for (const answer of answers) results.push({ ...(await judged(grader, answer, typeErrors, choice)), ...placeOf(answer) })
  const [best, ...others] = results.toSorted(byMerit)
  return { ...best!, advice: [...best!.advice, ...others.map((other) => alsoJudged(other))] }
}

const placeOf = ({ origin }: Answer): Pick<Result, 'origin'> =>
  origin === undefined ? {} : { origin: { file: origin.file, cells: origin.cells } }

const languageNames: Readonly<Record<Language, string>> = { md: 'writing', ts: 'TypeScript', py: 'Python' }

const alsoJudged = ({ language, status, score, max, entry, lacks }: Result): string => {
  const answered = `Also answered in ${languageNames[language!]} (${entry})`
  if (status !== 'errored') return `${answered}: ${score}/${max}. The best answer counts.`
  return `${answered}, which could not be judged here: ${lacks ?? 'the kit broke down over it'}. The best answer counts.`
}

const nothingToJudge = ({ exercise, max }: Grader, stubs: readonly Answer[], unread: readonly Unread[] = []): Result => {
  const commented = stubs.map((stub) => ({ stub, said: saidInComments(stub) })).find(({ said }) => said !== null)
  const stub = commented?.stub ?? stubs[0]
  return {
    exercise,
    language: stub?.language ?? null,
    ...(stub === undefined ? {} : { entry: stub.entry }),
    ...(commented === undefined && stubs.length > 1 ? { otherStubs: stubs.slice(1).map(({ entry }) => entry) } : {}),
    status: stub === undefined ? 'missing' : 'unfinished',
    score: 0,
    max,
    ...unreadFor(exercise, unread),
    checks: [],
    advice: commented?.said == null ? [] : [commented.said],
  }
}

const unreadFor = ({ id }: Exercise, unread: readonly Unread[]): Pick<Result, 'unread'> => {
  const found = unread.find(({ exercises }) => exercises.includes(id))
  return found === undefined ? {} : { unread: found.why }
}

/** A report in which no question has an answer: nothing could be read, and `advice` may say why. */
export const unanswered = (submission: Report['submission'], graders: readonly Grader[], advice: readonly string[] = []): Report => ({
  submission,
  results: graders.map((grader) => ({ ...nothingToJudge(grader, []), advice })),
  score: 0,
  max: sumOf(graders.map(({ max }) => max)),
  passed: false,
})

/** Asked when a program is judged; the first to ask starts the compiler for all. */
type TypeErrors = (answer: Answer) => Promise<readonly string[]>

/** Type errors do not stop a program, so they are no more than advice; no fact depends on them. */
const typeErrorsOf = (answers: readonly Answer[], { signal, sandbox = false, typeAdvice = true, typeServer }: Choice): TypeErrors => {
  const programs = typeAdvice ? answers.filter(({ language }) => language === 'ts') : []
  let all: Promise<string[][]> | null = null
  const start = async () => {
    const { typeErrorsOfAll } = await import('./source/typecheck.ts')
    return typeErrorsOfAll(
      programs.map(({ files }) => files),
      { signal, server: typeServer, narrow: sandbox ? (await import('./process/sandbox/narrow.ts')).narrow : undefined },
    )
  }
  return async (answer) => (programs.includes(answer) ? (await (all ??= start()))[programs.indexOf(answer)]! : [])
}

/** A fault of the kit is said as such, and so is something that this machine lacks; neither is a fault of the answer. */
const judged = async (grader: Grader, answer: Answer, typeErrors: TypeErrors, choice: Choice): Promise<Result> => {
  choice.onStart?.(answer)
  try {
    const judge = () => grader.grade(answer, choice)
    const settled = choice.settle === undefined ? judge() : choice.settle(judge)
    const [result, typeAdvice] = await Promise.all([settled, typeErrors(answer)])
    const readable = result.checks.some(({ verdict }) => verdict.status === 'passed')
    return readable ? { ...result, advice: [...result.advice, ...typeAdvice] } : result
  } catch (error) {
    choice.signal?.throwIfAborted()
    const why = error instanceof UsageError ? { lacks: error.message } : { cause: stackOf(error) }
    const { exercise, max } = grader
    return { exercise, language: answer.language, entry: answer.entry, status: 'errored', score: 0, max, checks: [], advice: [], ...why }
  }
}
