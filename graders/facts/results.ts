import { counted, listed } from '../core/english.ts'
import { passed } from '../core/findings.ts'
import type { TracedProcess } from '../core/process.ts'
import type { Finding } from '../core/types.ts'
import type { Place } from '../source/facts.ts'
import type { Advice } from './advice.ts'
import { keptMainFromPrinting } from './cut-short.ts'
import { type ProgramEvidence, isVisible, linesOf, numbered, ownLines } from './evidence.ts'
import { type Fact, failing } from './fact.ts'
import { factOfOutput } from './unaccounted.ts'
import { numbersSent } from './messages.ts'
import { knownBeforehand, madeByMain, notOfTheWorkers } from './made-by-main.ts'
import { containsRun, numbersIn, numbersShown } from './numbers.ts'
import { perhapsUnseen } from './unseen.ts'
import { at, quoted, said } from './wording.ts'

/** Whether the results, computed by the workers, are shown in the order of the inputs. */
export const resultsInOrder = (wanted: readonly number[]): Fact =>
  factOfOutput('results', (evidence) => {
    const expected = `[${wanted.join(', ')}], computed by the workers, in the order of the inputs`
    const isShown = areShown(evidence, wanted)
    if (!isShown && evidence.anyTasks) return someResultsShown(evidence)
    if (!isShown) return notShown(evidence, wanted, expected)
    const told = numbered(evidence.workers).flatMap(({ worker, name }) =>
      toldBy(worker).map((each) => ({ ...each, who: `${name} (pid ${worker.pid})` })),
    )
    const { workersStore, sharedMemory } = evidence.source
    const shared = workersStore === false ? undefined : sharedMemory?.[0]
    const missing = wanted.filter((value) => !told.some(({ values }) => values.has(value)))
    const known = knownBeforehand(evidence, wanted) ?? madeByMain(evidence, wanted)
    if (missing.length > 0 && shared === undefined)
      return (known === null ? perhapsUnseen(evidence) : null) ?? notComputedByWorkers(evidence, missing, expected)
    if (missing.length === 0 && sentBeforehand(evidence, wanted, told)) return echoedByWorkers(wanted, expected)
    if (known !== null) return notOfTheWorkers(known, expected)
    if (missing.length > 0)
      return passed(`[${wanted.join(', ')}], in order, through the memory that ${at(shared!)} shares`, quoted(shared!))
    const last = told.find(({ values }) => values.has(wanted.at(-1)!))!
    if (shownAt(evidence, wanted.at(-1)!) < last.atMs) return shownTooEarly(last.who, expected)
    return passed(`[${wanted.join(', ')}], in order, each of them from a worker`)
  })

/** Whether tasks of the learner's own choice were done by the workers, and something of that shown. */
const someResultsShown = (evidence: ProgramEvidence): Finding => {
  const expected = 'results, computed by the workers and shown'
  const speaking = numbered(evidence.workers).find(({ worker }) => linesOf(worker).some((line) => isVisible(evidence, line)))
  if (speaking !== undefined)
    return passed(`${said(linesOf(speaking.worker)[0]!)}, printed by ${speaking.name} (pid ${speaking.worker.pid})`)
  const firstMs = Math.min(...evidence.workers.flatMap(({ sent }) => sent.map(({ atMs }) => atMs)))
  const line = ownLines(evidence).find(({ atMs }) => atMs >= firstMs)
  if (line !== undefined) return passed(`${said(line.line)}, printed by main after the workers had sent their results`)
  const idle = Number.isFinite(firstMs)
    ? 'the workers sent their results, but nothing of them was printed'
    : 'the workers were given nothing to do: none of them sent anything back'
  return failing('results', expected, idle, 'What did the workers find out, and who shows it?')
}

interface Told {
  readonly atMs: number
  readonly values: ReadonlySet<number>
}

/** Numbers by which a worker may have told its results, with the time of each: what it sent to another process, and what it printed. */
const toldBy = (worker: TracedProcess): Told[] => [
  ...worker.sent.map(({ atMs, bytes }) => ({ atMs, values: numbersSent(bytes) })),
  ...worker.wrote.map(({ atMs, text }) => ({ atMs, values: new Set(numbersIn(text)) })),
]

/** Longer messages are no tasks: they tell a new process of Python's how to begin, in many small numbers. */
const longestTask = 300

/**
 * Whether main had sent each of the results before any worker told it. All of them: an input may be the result of another. Where there are more inputs, so
 * that all of these are among them, the workers send what main did not.
 */
const sentBeforehand = ({ main, workers }: ProgramEvidence, wanted: readonly number[], told: readonly Told[]): boolean => {
  const sent = main.sent.flatMap(({ atMs, bytes }) => (bytes.length > longestTask ? [] : [{ atMs, values: numbersSent(bytes) }]))
  const known = new Set(sent.flatMap(({ values }) => [...values]))
  const isNews = (value: number): boolean => value > Math.max(...wanted) && Number.isInteger(value) && !known.has(value)
  const firstMs = (by: readonly Told[], value: number) => Math.min(...by.filter(({ values }) => values.has(value)).map(({ atMs }) => atMs))
  return (
    wanted.every((value) => firstMs(sent, value) < firstMs(told, value)) &&
    !workers.some((worker) => worker.sent.some(({ bytes }) => [...numbersSent(bytes)].some(isNews)))
  )
}

/** When main last printed a line with this number; of a line that was written bit by bit, when it was whole. */
const shownAt = ({ main }: ProgramEvidence, value: number): number => {
  const line = main.wrote.findLast(({ text }) => numbersIn(text).includes(value))
  return line?.untilMs ?? line?.atMs ?? 0
}

const areShown = ({ main }: ProgramEvidence, wanted: readonly number[]): boolean =>
  numbersShown(linesOf(main)).some((values) => containsRun(values, wanted))

/** Said of results that came in the right order, as far as it can be seen, because no worker was slow that time. */
export const orderByLuck =
  (wanted: readonly number[]): Advice =>
  (evidence) => {
    const place = evidence.source.unordered[0]
    return place === undefined || !areShown(evidence, wanted) || madeByMain(evidence, wanted) !== null
      ? null
      : `Results are taken as the workers finish (${at(place)}). If these are what main prints, they came in the right order by luck: a worker that is slow one day changes it.`
  }

/** How Python and Node print what only stands for a result: an `ApplyResult`, a future, an iterator, a promise. */
const standsForResult =
  /\b(?:Apply|Map|Async)Result object|<Future at|IMap\w*Iterator object|<(?:generator|coroutine|map) object|Promise \{/

/** So many lines are quoted. */
const mostQuoted = 6

const quotedLines = (lines: readonly string[]): string => listed(lines.map(said), mostQuoted)

const nothingPrinted = (evidence: ProgramEvidence, expected: string): Finding => {
  const kept = keptMainFromPrinting(evidence, expected, 'main printed nothing')
  if (kept !== null) return kept
  const lines = evidence.workers.flatMap(linesOf)
  if (lines.length === 0)
    return failing(
      'results',
      expected,
      'main printed nothing, and neither did a worker',
      'Who has the results when the workers are done, and which line prints them?',
    )
  return failing(
    'results',
    expected,
    `main printed nothing; the workers printed ${quotedLines(lines)}`,
    'Each worker knows its own results only. How do all of them get to main, which can print them in order?',
  )
}

const notShown = (evidence: ProgramEvidence, wanted: readonly number[], expected: string): Finding => {
  const printed = linesOf(evidence.main)
  if (printed.length === 0) return nothingPrinted(evidence, expected)
  const values = printed.flatMap(numbersIn)
  const all = wanted.every((value) => values.includes(value))
  const seen = `main printed ${quotedLines(printed)}`
  if (!all)
    return failing(
      'results',
      expected,
      seen,
      printed.some((line) => standsForResult.test(line))
        ? 'What main prints only stands for a result that is still to come. How does main ask for the result itself?'
        : 'Which number does each worker get, and what should it make of it? Are all five results printed by main?',
    )
  return failing(
    'results-out-of-order',
    expected,
    `${seen}: the right numbers in another order${evidence.source.unordered.length > 0 ? `, as the workers finished (${at(evidence.source.unordered[0]!)})` : ''}`,
    'Whichever worker is ready first, its result belongs in a fixed place. How can a result tell to which input it belongs?',
  )
}

const shownTooEarly = (who: string, expected: string): Finding =>
  failing(
    'results-not-from-workers',
    expected,
    `main printed them before ${who} had sent its result`,
    'Where does the line that main prints come from, if the results are not there yet?',
  )

const echoedByWorkers = (values: readonly number[], expected: string): Finding =>
  failing(
    'results-not-from-workers',
    expected,
    `main had sent ${listed(values.map(String))} to the workers before any of them sent such a number back: they were made in main, and came back as they were`,
    'Who does the squaring in your program? What should main send to a worker, and what should come back?',
  )

const notComputedByWorkers = (evidence: ProgramEvidence, missing: readonly number[], expected: string): Finding => {
  const { workers, main, source } = evidence
  const shared = source.sharedMemory?.[0]
  if (shared !== undefined) return leftUnchanged(shared, main.pid, expected)
  const idle = workers.every((worker) => worker.sent.length === 0 && linesOf(worker).length === 0)
  return failing(
    'results-not-from-workers',
    expected,
    idle
      ? `main printed them, but none of the ${counted(workers.length, 'worker')} sent anything back: process ${main.pid} made the results itself`
      : `main printed them, but what the workers sent back does not hold them (${listed(missing.map(String))} ${missing.length > 1 ? 'are' : 'is'} missing there)`,
    'Who does the squaring in your program? How does a result get from the worker to main?',
  )
}

/** The program shares memory, and its workers leave it as it was. */
const leftUnchanged = (shared: Place, pid: number, expected: string): Finding =>
  failing(
    'results-not-from-workers',
    expected,
    `main printed them, but what the workers run stores nothing in the memory that ${at(shared)} shares: process ${pid} put the results there itself`,
    'Which line puts a result into that memory, and which process runs that line?',
    quoted(shared),
  )
