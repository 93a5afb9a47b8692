/** What a notebook recorded of a program, held against its run. A recording proves nothing; but where it says something else, a learner wonders why. */
import { counted } from '../core/english.ts'
import { isClean } from '../core/process.ts'
import { beginningOf } from '../core/readable.ts'
import { type ProgramEvidence, linesOf, numbered, ownLines } from './evidence.ts'
import { adviseOn, type Advice } from './advice.ts'
import { at } from './wording.ts'

const typedForIt: Advice = ({ typed, source }) => {
  const place = source.readsInput[0]
  if (typed === null || place === undefined) return null
  const lines = [...new Set(typed.lines)].map((line) => JSON.stringify(line)).join(', ')
  return `The program asks for input (${at(place)}), and nobody types while it is graded. It was given ${lines}, ${typed.recorded ? 'as your notebook recorded it' : 'which stands in for what you would type'}. A program that asks for nothing can be graded without such help.`
}

const recordedOtherwise: Advice = (evidence) => {
  const { recorded, execution } = evidence
  if (recorded === null || execution.stopped !== null) return null
  return recordedError(evidence, recorded) ?? recordedWithoutChildren(evidence, recorded) ?? recordedOtherLines(evidence, recorded)
}

/** What is said about the document that a program was found in. */
export const documentAdvice = adviseOn(typedForIt, recordedOtherwise)

const cannotImport = ({ language }: ProgramEvidence): string =>
  language === 'py'
    ? ' On Windows and macOS a notebook’s child processes cannot import functions defined in a cell: put the function into a file of its own, say work.py, and import it from there.'
    : ''

const recordedError = (evidence: ProgramEvidence, recorded: string): string | null => {
  const { main, execution } = evidence
  const error = /^(?:\w+\.)*(\w*(?:Error|Interrupt|Exception))\b(?:: .*)?$/m.exec(recorded)
  if (error === null || !isClean(main.exit) || execution.stderr.includes(error[1]!)) return null
  return `Your notebook recorded an error, “${beginningOf(error[0].trim(), 160)}”, and here the program ran without one.${whyAnError(evidence, recorded, error[1]!)}`
}

const whyAnError = (evidence: ProgramEvidence, recorded: string, name: string): string => {
  if (/can't get attribute|module '__(?:mp_)?main__' has no attribute|BrokenProcessPool|bootstrapping phase/i.test(recorded))
    return cannotImport(evidence)
  if (name === 'KeyboardInterrupt') return ' It was interrupted there.'
  return name === 'NameError'
    ? ' In a notebook, cells can be run in another order than they stand in.'
    : ' The cell may have been changed after it was run.'
}

const recordedWithoutChildren = (evidence: ProgramEvidence, recorded: string): string | null => {
  const speaking = numbered(evidence.workers).filter(({ worker }) => linesOf(worker).length > 0)
  const [first] = speaking
  const isRecorded = isIn(recorded, varying.test(evidence.program))
  const mainIsMissing = ownLines(evidence).length > 0 && !ownLines(evidence).some(({ line }) => isRecorded(line))
  const missing = speaking.filter(({ worker }) => !linesOf(worker).some(isRecorded))
  if (first === undefined || missing.length === 0 || mainIsMissing) return null
  const here = `here ${speaking.length > 1 ? first.name : 'it'} printed “${beginningOf(linesOf(first.worker)[0]!.trim())}”`
  if (missing.length === speaking.length)
    return `Your notebook recorded no line from ${speaking.length > 1 ? 'any child' : 'the child'}, and ${here}.${cannotImport(evidence)}`
  return `Your notebook recorded lines from only ${speaking.length - missing.length} of ${counted(speaking.length, 'child', 'children')}. A notebook may miss what a child prints, above all when nothing waits for it.`
}

/** Lines of the notebook that the run did not print, be it in pieces, as lines of several processes get mixed. A notebook shows errors among the rest. */
const recordedOtherLines = ({ execution, typed, program }: ProgramEvidence, recorded: string): string | null => {
  const here = [execution.stdout, execution.stderr].join('\n')
  const isKnown = madeOf(wordsOf([here, ...(typed?.lines ?? [])].join('\n')))
  const numbersVary = varying.test(program)
  const isNews = (word: string) => !(numbersVary && /\d/.test(word)) && !isKnown(word)
  const line = recorded.split('\n').find((each) => wordsOf(each).some(isNews))
  if (line === undefined) return null
  const twin = here.split('\n').find((each) => each.trim() !== '' && plain(each) === plain(line))
  const seen = twin === undefined ? 'here no line says that' : `here it printed “${beginningOf(twin.trim())}”`
  return `Your notebook recorded “${beginningOf(line.trim())}”, and ${seen}. What counts is the run; the cell may have been changed after it was run.`
}

/** Programs whose numbers are others each time, or on each machine. */
const varying = /random|time|date|getpid|getppid|\.pid\b|\bident\b|cpu|uuid|\bid\(|Pool\(\s*\)/i

/** What differs from run to run and says nothing: times, dates, long fractions, and numbers as large as process ids. */
const volatile =
  /0x[0-9a-f]+|(?<!\d)\d+:\d+(?::\d+)?(?:\.\d+)?|\d{4}-\d\d-\d\d|(?<!\d)\d+\.\d{3,}(?:e[+-]?\d+)?|\b\w*(?:Process|Worker|Thread)-\d+(?::\d+)*|(?<![\w.])\d{4,}(?![\w.])/gi

const longest = 65_536

/** A text without what differs from run to run. */
const shapeOf = (text: string): string => text.slice(0, longest).replace(volatile, '#').toLowerCase()

const wordsOf = (text: string): string[] => shapeOf(text).match(/\p{L}+|\d+(?:\.\d+)?/gu) ?? []

/** Whether a text holds a line, be it in pieces: lines of several processes may be printed into one another. Words tell more than numbers. */
const isIn = (text: string, numbersVary: boolean): ((line: string) => boolean) => {
  const whole = text.slice(0, longest).toLowerCase()
  return (line) => {
    const letters = wordsOf(line).filter((word) => !/\d/.test(word))
    if (letters.length > 0) return letters.every((word) => whole.includes(word))
    const digits = line.match(/\d/g) ?? []
    return numbersVary ? /\d/.test(whole) : digits.every((digit) => whole.includes(digit)) && whole.trim() !== ''
  }
}

/** Whether a word is put together from others, as happens where two processes print at once. */
const madeOf = (words: readonly string[]): ((word: string) => boolean) => {
  const known = [...new Set(words)].slice(0, 2000).sort((a, b) => b.length - a.length)
  const is = new Set(known)
  return (word) => is.has(word) || (word.length < 1000 && known.reduce((rest, each) => rest.replaceAll(each, ' '), word).trim() === '')
}

const plain = (line: string): string => shapeOf(line).replace(/\d+/g, '#').replace(/\s+/g, '')
