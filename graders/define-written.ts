/** A written question: a rubric and the words around it, made into a grader. */
import { entryText, indentation } from './core/blank.ts'
import { stackOf } from './core/errors.ts'
import type { Answer, CheckResult, Exercise, Grader, Result } from './core/types.ts'
import { keptOrMade } from './prose/kept.ts'
import { once } from './core/once.ts'
import { type Rubric, type RubricData, dataOf, rubricOf } from './prose/rubric/compile.ts'
import { adviceFor, checksFor, inAnotherLanguage, misconceptionsIn } from './prose/feedback.ts'
import { fingerprint, givenTexts } from './prose/given.ts'
import { MOST_POINTS, judge } from './prose/judge.ts'
import { notCounted } from './prose/not-counted.ts'
import { openRubric } from './prose/rubric/open.ts'
import { type Prose, readAnswer, saysNothing } from './prose/read.ts'
import { tokenize } from './prose/words.ts'
import { readInPeace } from './process/long-readings.ts'

/** What the author of a written question says of it. */
export interface WrittenQuestion {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly hints: readonly string[]
  /** The file with the concepts, in the notation of CONTRIBUTING.md. */
  readonly rubric: URL
  /** Things to try after a pass that deepen what was learnt. */
  readonly variations: readonly string[]
}

/** A grader that reads its rubric when the first answer comes, and only once. */
export const defineWritten = (about: WrittenQuestion): Grader => {
  const exercise: Exercise = { id: about.id, kind: 'written', title: about.title, question: about.question, hints: about.hints }
  const kept = once(() => keptOrMade(about.id, () => compiled(about)))
  const rubric = once(() => rubricOf(kept().rubric))
  const given = once(() => new Set(kept().given))
  const asked = once(() => givenTexts([about.question]))
  return {
    exercise,
    max: MOST_POINTS,
    isUnfinished: (answer) => isUnfinished(entryText(answer), asked()),
    grade: (answer) => readInPeace(entryText(answer).length, () => gradeWith(exercise, rubric, given, answer)),
    variations: () => about.variations,
    // oxlint-disable-next-line require-await -- a grader answers with a promise, and whatever goes wrong rejects it
    help: async () => rubric().source.concepts.map(({ name, hints }) => ({ check: name, steps: () => hints })),
  }
}

/** All that is made of a rubric and of the words around it before the first answer is read. */
const compiled = ({ question, title, hints, rubric }: WrittenQuestion) => {
  const data = dataOf(openRubric(rubric))
  return { rubric: data, given: [...givenTexts([question, title, ...hints, ...leadingIn(data)])] }
}

const fence = new RegExp(`^${indentation}(?:\`\`\`|~~~)`, 'm')

/** A stub is unfinished for as long as nothing but comments, white space and the question's own heading stands there. */
const isUnfinished = (text: string, asked: ReadonlySet<string>): boolean => saysNothing(withoutTitle(text, asked)) && !fence.test(text)

/** What leads a learner on says nothing when it is repeated. */
const leadingIn = ({ source }: RubricData): string[] => source.concepts.flatMap(({ ask, hints }) => [ask, ...hints])

/** Takes out the lines that repeat the question, with or without its number. */
const withoutTitle = (text: string, asked: ReadonlySet<string>): string =>
  text
    .split(/\r\n|\n/)
    .map((line) =>
      line.length < 400 && asked.has(fingerprint(tokenize(line.replace(/^[#\s*>]*(?:Q(?:uestion)?\s*\d+\s*[.:)]?\s*)?/i, '')))) ? '' : line,
    )
    .join('\n')

const gradeWith = (exercise: Exercise, rubric: () => Rubric, given: () => ReadonlySet<string>, answer: Answer): Result => {
  const common = { exercise, language: answer.language, entry: answer.entry, max: MOST_POINTS }
  try {
    const judged = resultOf(rubric(), given(), entryText(answer))
    return { ...common, ...judged, advice: [...(answer.notes ?? []), ...judged.advice] }
  } catch (error) {
    return { ...common, status: 'errored', score: 0, checks: [erroredCheck(error)], advice: [], mark: 0, misconceptions: [] }
  }
}

const erroredCheck = (error: unknown): CheckResult => ({
  id: 'reading',
  title: 'reads the answer',
  points: 0,
  max: MOST_POINTS,
  verdict: { status: 'errored', cause: stackOf(error) },
})

type Judged = Pick<Result, 'status' | 'score' | 'checks' | 'advice' | 'mark' | 'misconceptions' | 'passAt' | 'unread'>

const resultOf = (rubric: Rubric, given: ReadonlySet<string>, text: string): Judged => {
  const prose: Prose = readAnswer(withoutTitle(text, given))
  if (prose.readability === 'foreign')
    return { status: 'failed', score: 0, misconceptions: [], checks: [], advice: [], unread: inAnotherLanguage }
  const judgement = judge(prose, rubric, given)
  const { passed, passAt, score, mark } = judgement
  return {
    status: passed ? 'passed' : 'failed',
    score,
    passAt,
    mark,
    checks: checksFor(judgement),
    misconceptions: misconceptionsIn(judgement),
    advice: adviceFor(judgement, prose, () => notCounted(prose, rubric, given)),
  }
}
