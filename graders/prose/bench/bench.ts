/** The bench: a rubric against answers that a teacher has marked. It shows every disagreement with its sentence and its rule. */
import { type Rubric, withStatements } from '../rubric/compile.ts'
import { evidenceIn } from '../evidence.ts'
import { type Judgement, judge } from '../judge.ts'
import type { MarkedAnswer } from './marked.ts'
import { type Agreement, type Counts, agreementOf, sumCounts, weightedKappa } from './metrics.ts'
import { type Near, nearest } from './nearest.ts'
import { type Prose, readAnswer } from '../read.ts'

/** One place where rubric and teacher differ. */
export interface Disagreement {
  readonly answer: string
  readonly kind: 'missed' | 'wrong'
  /** What fired, or what came nearest to it. */
  readonly near: Near | null
}

/** How one concept or misconception does. */
export interface Line extends Agreement {
  readonly name: string
  readonly kind: 'concept' | 'misconception'
  readonly disagreements: readonly Disagreement[]
}

/** How a rubric does against marked answers. */
export interface Bench {
  readonly question: string
  readonly answers: number
  readonly lines: readonly Line[]
  readonly concepts: Agreement
  readonly misconceptions: Agreement
  /** Shares of answers on which pass or fail agree; kappa of the marks. */
  readonly passAgreement: number
  readonly kappa: number
  readonly marks: readonly {
    readonly answer: string
    readonly given: number
    readonly teacher: readonly number[]
    readonly score: number
  }[]
  /** The same measures fold by fold, each judged without the statements that no answer outside the fold supports. */
  readonly folds: readonly { readonly fold: number; readonly answers: number; readonly f1: number; readonly passAgreement: number }[]
}

interface Judged {
  readonly marked: MarkedAnswer
  readonly prose: Prose
  readonly judgement: Judgement
}

/** Puts a rubric to marked answers. */
export const benchmark = (question: string, rubric: Rubric, answers: readonly MarkedAnswer[], folds = 0): Bench => {
  const judged = answers.map((marked) => judgeOne(marked, rubric))
  const lines = linesOf(judged, rubric)
  const of = (kind: Line['kind']): Agreement => agreementOf(sumCounts(lines.filter((line) => line.kind === kind)))
  return {
    question,
    answers: answers.length,
    lines,
    concepts: of('concept'),
    misconceptions: of('misconception'),
    ...marksOf(judged),
    folds: folds > 1 ? foldsOf(judged, rubric, folds) : [],
  }
}

const judgeOne = (marked: MarkedAnswer, rubric: Rubric): Judged => {
  const prose = readAnswer(marked.text)
  return { marked, prose, judgement: judge(prose, rubric) }
}

const linesOf = (judged: readonly Judged[], rubric: Rubric): Line[] => [
  ...rubric.source.concepts.map(({ name }) => lineOf('concept', name, judged, rubric)),
  ...rubric.source.wrongIdeas.map(({ name }) => lineOf('misconception', name, judged, rubric)),
]

const lineOf = (kind: Line['kind'], name: string, all: readonly Judged[], rubric: Rubric): Line => {
  const judged = all.filter(({ marked }) => !marked.either.has(name))
  const isFound = ({ judgement }: Judged): boolean => foundIn(judgement, kind, name) !== undefined
  const isThere = ({ marked }: Judged): boolean => (kind === 'concept' ? marked.concepts : marked.misconceptions).has(name)
  const wrong = judged.filter((each) => isFound(each) && !isThere(each))
  const missed = judged.filter((each) => !isFound(each) && isThere(each))
  const counts: Counts = {
    hits: judged.filter((each) => isFound(each) && isThere(each)).length,
    wrong: wrong.length,
    missed: missed.length,
  }
  const disagreements: Disagreement[] = [
    ...missed.map(({ marked, prose }) => ({ answer: marked.id, kind: 'missed' as const, near: nearest(prose, rubric, name) })),
    ...wrong.map(({ marked, judgement }) => ({ answer: marked.id, kind: 'wrong' as const, near: foundIn(judgement, kind, name) ?? null })),
  ]
  return { name, kind, ...agreementOf(counts), disagreements }
}

/** The sentence and the statement by which something was found. */
const foundIn = (judgement: Judgement, kind: Line['kind'], name: string): Near | undefined => {
  const found =
    kind === 'concept'
      ? judgement.concepts.find(({ concept, present }) => present && concept.name === name)
      : judgement.wrongIdeas.find(({ idea }) => idea.name === name)
  if (!found) return undefined
  const [first] = found.evidence
  return { statement: first?.statement ?? '', quote: first?.quote ?? '', why: 'this statement fired' }
}

const marksOf = (judged: readonly Judged[]): Pick<Bench, 'passAgreement' | 'kappa' | 'marks'> => {
  const pairs = judged.map(({ marked, judgement }): [number, number] => [judgement.mark, teachersMark(marked, judgement.mark)])
  const differing = judged.filter(({ marked, judgement }) => !marked.overall.includes(judgement.mark))
  return {
    passAgreement: passAgreementOf(judged),
    kappa: weightedKappa(pairs),
    marks: differing.map(({ marked, judgement }) => ({
      answer: marked.id,
      given: judgement.mark,
      teacher: marked.overall,
      score: judgement.score,
    })),
  }
}

/** Where readers differed, either mark is right. */
const teachersMark = ({ overall }: MarkedAnswer, mark: number): number => (overall.includes(mark) ? mark : overall[0]!)

const passAgreementOf = (judged: readonly Judged[]): number =>
  judged.filter(({ marked, judgement }) => marked.overall.some((mark) => mark >= 2 === judgement.passed)).length / judged.length

/** Judges every fold without the statements that fired in no other fold: what is left was not made for these answers alone. */
const foldsOf = (judged: readonly Judged[], rubric: Rubric, folds: number): Bench['folds'] => {
  const fired = judged.map(
    ({ prose }) =>
      new Set([...evidenceIn(prose, rubric, new Set(), 'every').values()].flat().map(({ idea, statement }) => `${idea} ${statement}`)),
  )
  return Array.from({ length: folds }, (_, fold) => {
    const supported = new Set(fired.flatMap((each, index) => (index % folds === fold ? [] : [...each])))
    const learnt = withStatements(rubric, ({ idea, statement }) => supported.has(`${idea} ${statement.source}`))
    const held = judged.filter((_, index) => index % folds === fold).map(({ marked }) => judgeOne(marked, learnt))
    const concepts = linesOf(held, learnt).filter(({ kind }) => kind === 'concept')
    return { fold: fold + 1, answers: held.length, f1: agreementOf(sumCounts(concepts)).f1, passAgreement: passAgreementOf(held) }
  })
}
