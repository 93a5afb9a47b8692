import { failed, passed } from '../core/findings.ts'
import type { TracedProcess } from '../core/process.ts'
import type { Finding } from '../core/types.ts'
import { type Numbered, type ProgramEvidence, isVisible, lastEnd, linesOf, numbered, ownLines } from './evidence.ts'
import { numbersSent } from './messages.ts'
import { groupsOf } from './spawned.ts'
import { containsRun, numbersIn, ownNumbersIn } from './numbers.ts'
import { count, list } from './wording.ts'

/** Whether a worker prints a line of its own, and main one after it. */
export const workerPrints =
  () =>
  (evidence: ProgramEvidence): Finding => {
    const { workers } = evidence
    const speaking = workers.find((worker) => linesOf(worker).length > 0)
    if (speaking === undefined) return silentWorkers(evidence, 'a line that the child itself prints')
    const line = linesOf(speaking)[0]!
    if (!isVisible(evidence, line))
      return neverShown(
        numbered(workers).find(({ worker }) => worker === speaking)!,
        line,
      )
    return parentLineMissing(evidence) ?? passed(`"${line}", printed by the child itself, pid ${speaking.pid}`)
  }

/** Whether each of the workers that print has a number of its own, and main prints a line after them. */
export const eachPrintsItsOwnNumber =
  (wanted: number) =>
  (evidence: ProgramEvidence): Finding => {
    const expected = `${wanted} different numbers, each printed by its own process`
    const speaking = numbered(evidence.workers).filter(({ worker }) => linesOf(worker).length > 0)
    if (speaking.length === 0) return silentWorkers(evidence, expected)
    if (speaking.length < wanted) return tooFewSpeak(evidence, speaking, expected)
    const group = rightGroup(speaking, wanted)
    const numbers = assignNumbers(group.map(({ worker }) => worker))
    const without = group.filter((_, index) => numbers[index] === null)
    if (without.length > 0) return noNumberOfItsOwn(without, group, expected)
    const hidden = group.find(({ worker }) => !linesOf(worker).some((line) => isVisible(evidence, line)))
    if (hidden !== undefined) return neverShown(hidden, linesOf(hidden.worker)[0]!)
    return parentLineMissing(evidence) ?? passed(`${numbers.join(', ')}: each by its own process`)
  }

/** Of several versions of the answer, one after the other, the first that is right; else everybody. */
const rightGroup = (speaking: readonly Numbered[], wanted: number): readonly Numbered[] => {
  const groups = groupsOf(speaking.map(({ worker }) => worker)).filter((group) => group.length === wanted)
  const right = groups.find((group) => !assignNumbers(group).includes(null))
  return right === undefined ? speaking : speaking.filter(({ worker }) => right.includes(worker))
}

/** For each process a number that no other one printed; `null` for a process that has none. */
export const assignNumbers = (workers: readonly TracedProcess[]): (number | null)[] => {
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
export const resultsInOrder =
  (wanted: readonly number[]) =>
  (evidence: ProgramEvidence): Finding => {
    const expected = `[${wanted.join(', ')}], computed by the workers, in the order of the inputs`
    const shown = shownNumbers(evidence)
    if (!shown.some((values) => containsRun(values, wanted))) return notShown(evidence, wanted, expected)
    const sent = numbered(evidence.workers).map(({ worker, name }) => ({ name, pid: worker.pid, values: valuesFrom(worker) }))
    const missing = wanted.filter((value) => !sent.some(({ values }) => values.has(value)))
    if (missing.length > 0) return notComputedByWorkers(evidence, missing, expected)
    const last = wanted.at(-1)!
    const by = sent.find(({ values }) => values.has(last))!
    return passed(`[${wanted.join(', ')}], in order; ${last} came from ${by.name} (pid ${by.pid})`)
  }

/** Numbers by which a worker may have told its results: what it sent to another process, and what it printed. */
const valuesFrom = (worker: TracedProcess): Set<number> =>
  new Set([...worker.sent.flatMap(({ bytes }) => [...numbersSent(bytes)]), ...linesOf(worker).flatMap(numbersIn)])

/** Ways to read what main printed: all numbers in a row, and the last number of each line. */
const shownNumbers = ({ main }: ProgramEvidence): number[][] => {
  const lines = linesOf(main)
  return [...lines.map(numbersIn), lines.flatMap(numbersIn), lines.map(numbersIn).flatMap((values) => values.slice(-1))]
}

const notShown = (evidence: ProgramEvidence, wanted: readonly number[], expected: string): Finding => {
  const printed = linesOf(evidence.main)
  const values = printed.flatMap(numbersIn)
  const all = wanted.every((value) => values.includes(value))
  const seen =
    printed.length === 0
      ? 'main printed nothing'
      : `main printed ${list(printed.slice(0, 6).map((line) => `"${line}"`))}${printed.length > 6 ? ` and ${printed.length - 6} more lines` : ''}`
  if (!all)
    return failed(expected, seen, 'Which number does each worker get, and what should it make of it? Are all five results printed by main?')
  return failed(
    expected,
    `${seen}: the right numbers in another order${evidence.source.unordered.length > 0 ? `, as the workers finished (line ${evidence.source.unordered[0]!.line})` : ''}`,
    'Whichever worker is ready first, its result belongs in a fixed place. How can a result tell to which input it belongs?',
  )
}

const notComputedByWorkers = ({ workers, main }: ProgramEvidence, missing: readonly number[], expected: string): Finding => {
  const idle = workers.every((worker) => worker.sent.length === 0 && linesOf(worker).length === 0)
  return failed(
    expected,
    idle
      ? `main printed them, but none of the ${count(workers.length, 'worker')} sent anything back: process ${main.pid} made the results itself`
      : `main printed them, but ${list(missing.map(String))} came from no worker`,
    'Who does the squaring in your program? How does a result get from the worker to main?',
  )
}

/** In TypeScript the question asks for a line of main's own after the wait; `null` where that is met. */
const parentLineMissing = (evidence: ProgramEvidence): Finding | null => {
  if (evidence.language === 'py' || printedAfterwards(evidence)) return null
  const lines = ownLines(evidence)
  return failed(
    'main prints a line of its own after its children have ended',
    lines.length === 0
      ? 'main printed no line of its own'
      : `the last line of main, "${lines.at(-1)!.line}", came before the end of its children`,
    'What should main say when the waiting is over, and where does that line belong?',
  )
}

/** A line before the children's end is enough where nothing waits: then the wait is what is missing, and another check says so. */
export const printedAfterwards = (evidence: ProgramEvidence): boolean => {
  const lines = ownLines(evidence)
  const waits = evidence.source.launches.every(({ wait }) => wait?.for === 'end')
  return lines.some(({ atMs }) => !waits || atMs >= lastEnd(evidence.workers))
}

const silentWorkers = (evidence: ProgramEvidence, expected: string): Finding => {
  const said = ownLines(evidence).map(({ line }) => line)
  const who =
    evidence.workers.length > 1
      ? `none of the ${count(evidence.workers.length, 'worker')} printed anything`
      : `the child (pid ${evidence.workers[0]!.pid}) printed nothing`
  return failed(
    expected,
    said.length > 0 ? `${who}; "${said[0]}" was printed by main, process ${evidence.main.pid}` : who,
    'Which process runs the line that prints? It should be in the code that the child runs.',
  )
}

const tooFewSpeak = ({ workers }: ProgramEvidence, speaking: readonly Numbered[], expected: string): Finding => {
  const silent = numbered(workers).filter(({ worker }) => linesOf(worker).length === 0)
  return failed(
    expected,
    `${list(silent.map(({ name, worker }) => `${name} (pid ${worker.pid})`))} printed nothing; ${list(speaking.map(({ name, worker }) => `${name} printed "${linesOf(worker).join(' ')}"`))}`,
    'Does every one of the processes reach a line that prints?',
  )
}

const noNumberOfItsOwn = (without: readonly Numbered[], speaking: readonly Numbered[], expected: string): Finding =>
  failed(
    expected,
    `${list(speaking.map(({ name, worker }) => `${name} printed "${linesOf(worker).join(' ')}"`))}: ${list(without.map(({ name }) => name))} ${without.length > 1 ? 'have' : 'has'} no number of its own`,
    'How does each process get to know which number is its own?',
  )

const neverShown = ({ name, worker }: Numbered, line: string): Finding =>
  failed(
    'what the child prints is seen on the screen',
    `${name} (pid ${worker.pid}) printed "${line}" into a pipe to its parent, and nobody passed it on`,
    "Where does the child's output go: to the screen, or to its parent? Who shows it?",
  )
