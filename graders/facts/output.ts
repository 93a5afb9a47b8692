import { passed } from '../core/findings.ts'
import type { TracedProcess } from '../core/process.ts'
import type { Finding, Quote } from '../core/types.ts'
import { type Numbered, type ProgramEvidence, isVisible, lastEnd, linesOf, numbered, ownLines } from './evidence.ts'
import { type Fact, fact, failing } from './fact.ts'
import { numbersSent } from './messages.ts'
import { versionsOf } from './spawned.ts'
import { containsRun, numbersIn, ownNumbersIn } from './numbers.ts'
import { at, count, list, quoted } from './wording.ts'

/** Whether a worker prints a line of its own, and main one after it. */
export const workerPrints = (): Fact =>
  fact('silent-workers', (evidence) => {
    const { workers } = evidence
    const speaking = workers.find((worker) => linesOf(worker).length > 0)
    if (speaking === undefined && evidence.anyTasks && leftInSharedMemory(evidence) !== null) return leftInSharedMemory(evidence)!
    if (speaking === undefined) return silentWorkers(evidence, 'a line that the child itself prints')
    const line = linesOf(speaking)[0]!
    if (!isVisible(evidence, line))
      return neverShown(
        numbered(workers).find(({ worker }) => worker === speaking)!,
        line,
      )
    return parentLineMissing(evidence) ?? passed(`"${line}", printed by the child itself, pid ${speaking.pid}`)
  })

/** A child that was asked in other words may leave its work in shared memory, for main to show. */
const leftInSharedMemory = (evidence: ProgramEvidence): Finding | null => {
  const shared = evidence.source.sharedMemory?.[0]
  const shown = ownLines(evidence).find(({ atMs }) => atMs >= lastEnd(evidence.workers))
  return shared === undefined || shown === undefined
    ? null
    : passed(`"${shown.line}", from the memory that ${at(shared)} shares`, quoted(shared))
}

/** Whether each of the workers that print has a number of its own, and main prints a line after them. */
export const eachPrintsItsOwnNumber = (wanted: number): Fact =>
  fact('own-number', (evidence) => {
    const expected = `${wanted} different numbers, each printed by its own process`
    const speaking = numbered(evidence.workers).filter(({ worker }) => linesOf(worker).length > 0)
    if (speaking.length === 0) return silentWorkers(evidence, expected)
    if (speaking.length < wanted) return tooFewSpeak(evidence, speaking, expected)
    const group = rightGroup(evidence, speaking, wanted)
    const numbers = assignNumbers(group.map(({ worker }) => worker))
    const without = group.filter((_, index) => numbers[index] === null)
    if (without.length > 0) return noNumberOfItsOwn(without, group, expected)
    const hidden = group.find(({ worker }) => !linesOf(worker).some((line) => isVisible(evidence, line)))
    if (hidden !== undefined) return neverShown(hidden, linesOf(hidden.worker)[0]!)
    return parentLineMissing(evidence) ?? passed(`${numbers.join(', ')}: each by its own process`)
  })

/** Of several versions of the answer, one after the other, the first that is right; else everybody. */
const rightGroup = (evidence: ProgramEvidence, speaking: readonly Numbered[], wanted: number): readonly Numbered[] => {
  const versions = versionsOf({ ...evidence, workers: speaking.map(({ worker }) => worker) }, wanted)
  const right = versions.find((group) => !assignNumbers(group).includes(null))
  return right === undefined ? speaking : speaking.filter(({ worker }) => right.includes(worker))
}

/** For each process a number that no other one printed; `null` for a process that has none. */
const assignNumbers = (workers: readonly TracedProcess[]): (number | null)[] => {
  const pids = new Set(workers.flatMap(({ pid, parent }) => [pid, parent ?? pid]))
  const own = workers.map((worker) => linesOf(worker).flatMap((line) => ownNumbersIn(line, pids)))
  const printed = own.every((numbers) => numbers.length === 0) ? workers.map((worker) => linesOf(worker).flatMap(numbersIn)) : own
  const firsts = printed.map((numbers) => numbers[0] ?? null)
  if (!firsts.includes(null) && new Set(firsts).size === firsts.length) return firsts
  return printed.map(
    (numbers, index) => numbers.find((value) => printed.every((others, other) => other === index || !others.includes(value))) ?? null,
  )
}

/** Whether the results, computed by the workers, are shown in the order of the inputs. */
export const resultsInOrder = (wanted: readonly number[]): Fact =>
  fact('results', (evidence) => {
    const expected = `[${wanted.join(', ')}], computed by the workers, in the order of the inputs`
    const shown = shownNumbers(evidence)
    const isShown = shown.some((values) => containsRun(values, wanted))
    if (!isShown && evidence.anyTasks) return someResultsShown(evidence)
    if (!isShown) return notShown(evidence, wanted, expected)
    const told = numbered(evidence.workers).flatMap(({ worker, name }) =>
      toldBy(worker).map((each) => ({ ...each, who: `${name} (pid ${worker.pid})` })),
    )
    const shared = evidence.source.sharedMemory?.[0]
    if (told.length === 0 && shared !== undefined)
      return passed(`[${wanted.join(', ')}], in order, through the memory that ${at(shared)} shares`, quoted(shared))
    const missing = wanted.filter((value) => !told.some(({ values }) => values.has(value)))
    if (missing.length > 0) return notComputedByWorkers(evidence, missing, expected)
    const last = told.find(({ values }) => values.has(wanted.at(-1)!))!
    if (shownAt(evidence, wanted.at(-1)!) < last.atMs) return shownTooEarly(last.who, expected)
    const literal = literalIn(evidence, wanted)
    if (literal !== null) return writtenOut(literal, expected)
    return passed(`[${wanted.join(', ')}], in order, each of them from a worker`)
  })

/** Whether tasks of the learner's own choice were done by the workers, and something of that shown. */
const someResultsShown = (evidence: ProgramEvidence): Finding => {
  const expected = 'results, computed by the workers and shown'
  const speaking = numbered(evidence.workers).find(({ worker }) => linesOf(worker).some((line) => isVisible(evidence, line)))
  if (speaking !== undefined) return passed(`"${linesOf(speaking.worker)[0]}", printed by ${speaking.name} (pid ${speaking.worker.pid})`)
  const firstMs = Math.min(...evidence.workers.flatMap(({ sent }) => sent.map(({ atMs }) => atMs)))
  const line = ownLines(evidence).find(({ atMs }) => atMs >= firstMs)
  if (line !== undefined) return passed(`"${line.line}", printed by main after the workers had sent their results`)
  const idle = Number.isFinite(firstMs)
    ? 'the workers sent their results, but nothing of them was printed'
    : 'the workers were given nothing to do: none of them sent anything back'
  return failing('results', expected, idle, 'What did the workers find out, and who shows it?')
}

/** Numbers by which a worker may have told its results, with the time of each: what it sent to another process, and what it printed. */
const toldBy = (worker: TracedProcess): { readonly atMs: number; readonly values: ReadonlySet<number> }[] => [
  ...worker.sent.map(({ atMs, bytes }) => ({ atMs, values: numbersSent(bytes) })),
  ...worker.wrote.map(({ atMs, text }) => ({ atMs, values: new Set(numbersIn(text)) })),
]

/** When main last printed a line with this number. */
const shownAt = ({ main }: ProgramEvidence, value: number): number =>
  main.wrote.findLast(({ text }) => numbersIn(text).includes(value))?.atMs ?? 0

/** A line of the source that prints the expected results as they stand in the question. */
const literalIn = ({ program }: ProgramEvidence, wanted: readonly number[]): Quote | null => {
  const prints = /^(?!\s*(?:#|\/\/)).*\b(?:print|console\.(?:log|info)|stdout\.write)\s*\((.*)/
  for (const [index, text] of program.split('\n').entries()) {
    const printed = prints.exec(text)?.[1]
    if (printed !== undefined && containsRun(numbersIn(printed.slice(0, 2000)), wanted)) return { quote: text.trim(), line: index + 1 }
  }
  return null
}

/** Ways to read what main printed: all numbers in a row, and the last number of each line. */
const shownNumbers = ({ main }: ProgramEvidence): number[][] => {
  const lines = linesOf(main)
  return [...lines.map(numbersIn), lines.flatMap(numbersIn), lines.map(numbersIn).flatMap((values) => values.slice(-1))]
}

/** How Python and Node print what only stands for a result: an `ApplyResult`, a future, an iterator, a promise. */
const standsForResult =
  /\b(?:Apply|Map|Async)Result object|<Future at|IMap\w*Iterator object|<(?:generator|coroutine|map) object|Promise \{/

const notShown = (evidence: ProgramEvidence, wanted: readonly number[], expected: string): Finding => {
  const printed = linesOf(evidence.main)
  const values = printed.flatMap(numbersIn)
  const all = wanted.every((value) => values.includes(value))
  const seen =
    printed.length === 0
      ? 'main printed nothing'
      : `main printed ${list(printed.slice(0, 6).map((line) => `"${line}"`))}${printed.length > 6 ? ` and ${printed.length - 6} more lines` : ''}`
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
    `${seen}: the right numbers in another order${evidence.source.unordered.length > 0 ? `, as the workers finished (line ${evidence.source.unordered[0]!.line})` : ''}`,
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

const writtenOut = (place: Quote, expected: string): Finding =>
  failing(
    'results-not-from-workers',
    expected,
    `line ${place.line} prints the five numbers as they stand in the question, whatever the workers sent`,
    'The workers did hand results back. Where are they kept, and how could main print those?',
    [place],
  )

const notComputedByWorkers = ({ workers, main }: ProgramEvidence, missing: readonly number[], expected: string): Finding => {
  const idle = workers.every((worker) => worker.sent.length === 0 && linesOf(worker).length === 0)
  return failing(
    'results-not-from-workers',
    expected,
    idle
      ? `main printed them, but none of the ${count(workers.length, 'worker')} sent anything back: process ${main.pid} made the results itself`
      : `main printed them, but what the workers sent back does not hold them (${list(missing.map(String))} ${missing.length > 1 ? 'are' : 'is'} missing there)`,
    'Who does the squaring in your program? How does a result get from the worker to main?',
  )
}

/**
 * In TypeScript the question asks for a line of main's own at the end; `null` where that is met. A line after the launch is enough here: whether it came
 * too early is asked by another check.
 */
const parentLineMissing = (evidence: ProgramEvidence): Finding | null => {
  if (evidence.language === 'py') return null
  const lines = ownLines(evidence)
  const launched = Math.max(...evidence.workers.map(({ startedMs }) => startedMs))
  if (lines.some(({ atMs }) => atMs >= launched)) return null
  return failing(
    'no-line-of-main',
    'main prints a line of its own after its children have ended',
    lines.length === 0
      ? 'main printed no line of its own'
      : `the last line of main, "${lines.at(-1)!.line}", came before the children were started`,
    'What should main say when the waiting is over, and where does that line belong?',
  )
}

const silentWorkers = (evidence: ProgramEvidence, expected: string): Finding => {
  const said = ownLines(evidence).map(({ line }) => line)
  const who =
    evidence.workers.length > 1
      ? `none of the ${count(evidence.workers.length, 'worker')} printed anything`
      : `the child (pid ${evidence.workers[0]!.pid}) printed nothing`
  return failing(
    'silent-workers',
    expected,
    said.length > 0 ? `${who}; "${said[0]}" was printed by main, process ${evidence.main.pid}` : who,
    'Which process runs the line that prints? It should be in the code that the child runs.',
  )
}

const tooFewSpeak = ({ workers }: ProgramEvidence, speaking: readonly Numbered[], expected: string): Finding => {
  const silent = numbered(workers).filter(({ worker }) => linesOf(worker).length === 0)
  return failing(
    'some-silent',
    expected,
    `${list(silent.map(({ name, worker }) => `${name} (pid ${worker.pid})`))} printed nothing; ${list(speaking.map(({ name, worker }) => `${name} printed "${linesOf(worker).join(' ')}"`))}`,
    'Does every one of the processes reach a line that prints?',
  )
}

const noNumberOfItsOwn = (without: readonly Numbered[], speaking: readonly Numbered[], expected: string): Finding =>
  failing(
    'own-number',
    expected,
    sameFromAll(speaking) ??
      `${list(speaking.map(({ name, worker }) => `${name} printed "${linesOf(worker).join(' ')}"`))}: ${list(without.map(({ name }) => name))} ${without.length > 1 ? 'have no numbers of their own' : 'has no number of its own'}`,
    'How does each process get to know which number is its own?',
  )

const sameFromAll = (speaking: readonly Numbered[]): string | null => {
  const said = new Set(speaking.map(({ worker }) => linesOf(worker).join(' ')))
  return said.size === 1 ? `all ${speaking.length} printed the same: "${[...said][0]}"` : null
}

const neverShown = ({ name, worker }: Numbered, line: string): Finding =>
  failing(
    'never-shown',
    'what the child prints is seen on the screen',
    `${name} (pid ${worker.pid}) printed "${line}" into a pipe to its parent, and nobody passed it on`,
    "Where does the child's output go: to the screen, or to its parent? Who shows it?",
  )
