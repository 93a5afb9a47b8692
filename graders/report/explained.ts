/** What there is to say of a check and of a whole question, as data: the terminal and the pages lay the same words out. */
import type { CheckResult, Quote, Result } from '../core/types.ts'
import { brokenWords, expectedWords, filesToBegin, graderFault, markWords, points, skippedWords, unreadWords } from './words.ts'

/** A labelled piece of an explanation: words of the kit, or words of the learner's own and where they stand. */
export type Detail = readonly [label: string, words: string | Quote]

/** Which fault is whose, and whom to tell. */
const reportFault = 'Please tell your teacher or whoever keeps this kit, and send these lines along:'

/** What a check that has not passed cost; empty where there was nothing to win. */
export const costWords = ({ points: earned, max }: CheckResult): string => {
  if (max === 0) return ''
  return earned === max ? 'costs no points' : `${points(earned)} of ${points(max)} ${max === 1 ? 'point' : 'points'}`
}

/** Everything that a verdict has to say besides its first line. */
export const detailsOf = ({ verdict }: CheckResult): Detail[] => {
  switch (verdict.status) {
    case 'passed':
      return where(verdict.evidence)
    case 'failed':
      return [...expectation(expectedWords(verdict)), ['seen', verdict.seen], ...where(verdict.evidence), ['next', verdict.hint]]
    case 'unclear':
      return [['unclear', `This could not be told: ${verdict.why}`], ...where(verdict.evidence)]
    case 'skipped':
      return [['skipped', skippedWords(verdict.after)]]
    default:
      return [
        ['fault', brokenWords],
        ['report', `${reportFault}\n${verdict.cause}`],
      ]
  }
}

const expectation = (expected: string | null): Detail[] => (expected === null ? [] : [['expected', expected]])

const where = (evidence: readonly Quote[] = []): Detail[] => evidence.map((quote, index) => [index === 0 ? 'where' : '', quote])

/** What is to be said of the whole before the checks, with its label if it has one. */
export const notesOn = (result: Result): (readonly [label: string, words: string])[] => {
  const { status, exercise, mark, cause, checks, unread } = result
  if (unread !== undefined) return [['', `What may answer ${exercise.id} ${unreadWords}: ${unread}`]]
  if (status === 'unfinished') return [['', `Not begun yet: ${emptyWords(result)} so far. Start small: ${firstLine(result)}.`]]
  if (status === 'missing') return [['', `No answer to ${exercise.id} was found here.`]]
  if (status === 'errored' && checks.every(({ verdict }) => verdict.status !== 'errored'))
    return [['', unjudged(result)], ...(cause === undefined ? [] : ([['report', `${reportFault}\n${cause}`]] as const))]
  return mark === undefined || status === 'errored' ? [] : [['mark', `${mark} of 3, ${markWords[mark]}`]]
}

const emptyWords = (result: Result): string => {
  const [file = 'the file', ...others] = filesToBegin(result)
  if (others.length > 0) return `neither ${[file, ...others].join(' nor ')} holds an answer`
  return `${file} holds ${result.advice.length > 0 ? 'nothing but comments' : 'no answer'}`
}

const firstLine = ({ exercise: { kind }, otherStubs }: Result): string => {
  if (kind === 'written') return 'write one sentence below the comment'
  return otherStubs === undefined
    ? 'write one line below the question'
    : 'choose a language, and write one line below the question in its file'
}

const unjudged = ({ lacks }: Result): string =>
  lacks === undefined
    ? `This answer could not be judged: ${graderFault}. It is not a zero; a person has to look at it.`
    : `This answer could not be judged here: ${lacks}. It is not a zero.`
