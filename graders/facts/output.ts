import { counted, listed } from '../core/english.ts'
import { passed, unclear } from '../core/findings.ts'
import { type TracedProcess, isClean } from '../core/process.ts'
import type { Finding } from '../core/types.ts'
import { keptMainFromPrinting } from './cut-short.ts'
import { type Numbered, type ProgramEvidence, isVisible, lastEnd, linesOf, numbered, ownLines } from './evidence.ts'
import { type Fact, failing } from './fact.ts'
import { factOfOutput } from './unaccounted.ts'
import { isEndedByPool } from './exit.ts'
import { leftEarly } from './left-early.ts'
import { isFaultOfNode } from './node-fault.ts'
import { versionsOf } from './spawned.ts'
import { numbersIn, ownNumbersIn } from './numbers.ts'
import { at, brief, ending, quoted, said } from './wording.ts'
import { keptFromPrinting } from './words-of-the-end.ts'

/** Whether a worker prints a line of its own, and main one after it. */
export const workerPrints = (): Fact =>
  factOfOutput('silent-workers', (evidence) => {
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
    return parentLineMissing(evidence) ?? passed(`${said(line)}, printed by the child itself, pid ${speaking.pid}`)
  })

/** A child that was asked in other words may leave its work in shared memory, for main to show. */
const leftInSharedMemory = (evidence: ProgramEvidence): Finding | null => {
  const shared = evidence.source.sharedMemory?.[0]
  const shown = ownLines(evidence).find(({ atMs }) => atMs >= lastEnd(evidence.workers))
  return shared === undefined || shown === undefined
    ? null
    : passed(`${said(shown.line)}, from the memory that ${at(shared)} shares`, quoted(shared))
}

/** Whether each of the workers that print has a number of its own, and main prints a line after them. */
export const eachPrintsItsOwnNumber = (wanted: number): Fact =>
  factOfOutput('own-number', (evidence) => {
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
  const columns = (printed[0] ?? []).map((_, place) => printed.map((numbers) => numbers[place] ?? null))
  const different = columns.find((column) => !column.includes(null) && new Set(column).size === column.length)
  if (different !== undefined) return different
  return printed.map(
    (numbers, index) => numbers.find((value) => printed.every((others, other) => other === index || !others.includes(value))) ?? null,
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
  const expected = 'main prints a line of its own after its children have ended'
  const seen =
    lines.length === 0
      ? 'main printed no line of its own'
      : `the last line of main, ${said(lines.at(-1)!.line)}, came before the children were started`
  const kept = keptMainFromPrinting(evidence, expected, seen)
  if (kept !== null) return kept
  const left = leftEarly(evidence)
  if (left !== null)
    return failing(
      'no-line-of-main',
      expected,
      `${seen}, and ${at(left)} ends it at once`,
      'Which lines was main still to come to when it was ended there?',
      quoted(left),
    )
  return failing('no-line-of-main', expected, seen, 'What should main say when the waiting is over, and where does that line belong?')
}

const silentWorkers = (evidence: ProgramEvidence, expected: string): Finding => {
  const printed = ownLines(evidence).map(({ line }) => line)
  const who =
    evidence.workers.length > 1
      ? `none of the ${counted(evidence.workers.length, 'worker')} printed anything`
      : `the child (pid ${evidence.workers[0]!.pid}) printed nothing`
  const program = printedByPrograms(evidence)
  if (program !== null) return unclear(`${who} itself; ${program}: whether that is what was asked for, a person has to say`)
  const cut = cutShort(evidence, numbered(evidence.workers))
  const ended = cut === null ? '' : `; ${evidence.workers.length > 1 ? cut.name : 'it'} ${cut.how}`
  return failing(
    cut?.topic ?? 'silent-workers',
    expected,
    printed.length > 0 ? `${who}${ended}; ${said(printed[0]!)} was printed by main, process ${evidence.main.pid}` : `${who}${ended}`,
    cut?.asks ?? 'Which process runs the line that prints? It should be in the code that the child runs.',
  )
}

/**
 * Why the first of the silent workers may not have come to its line: a signal, an exception, or no end at all. An exit code alone may be meant, and of a fault of
 * Node no check says more.
 */
const cutShort = (evidence: ProgramEvidence, silent: readonly Numbered[]) => {
  const asks = keptFromPrinting
  for (const { name, worker } of silent) {
    const { exit, wrote } = worker
    if (exit === null && evidence.execution.stopped !== null)
      return { name, how: 'had not ended when the program was stopped', topic: 'endless', asks } as const
    if (isEndedByPool(evidence, worker)) return { name, how: 'was ended with its pool', topic: 'some-silent', asks: whatEndsPools } as const
    if (exit !== null && 'signal' in exit) return { name, how: `ended ${ending(exit)}`, topic: 'signal', asks } as const
    if (exit !== null && !isClean(exit) && !isFaultOfNode(worker) && wrote.some(({ stream }) => stream === 'stderr'))
      return { name, how: `ended ${ending(exit)}`, topic: 'crash', asks } as const
  }
  return null
}

/** The worker may have been in the middle of its task, or have been given none. */
const whatEndsPools = 'What ends the workers of a pool? Had each of them been given a task of its own by then, and done it?'

/** What a program printed that a worker had started, in words. */
const printedByPrograms = ({ execution, workers }: ProgramEvidence): string | null => {
  const { processes } = execution.trace
  const started = new Set(workers.map(({ pid }) => pid))
  for (const { pid, parent, role } of processes) if (role === 'helper' && parent !== null && started.has(parent)) started.add(pid)
  const speaking = processes.find((each) => each.role === 'helper' && started.has(each.pid) && linesOf(each).length > 0)
  return speaking === undefined
    ? null
    : `${said(linesOf(speaking)[0]!)} was printed by “${brief(speaking.command)}”, which a worker started`
}

const tooFewSpeak = (evidence: ProgramEvidence, speaking: readonly Numbered[], expected: string): Finding => {
  const silent = numbered(evidence.workers).filter(({ worker }) => linesOf(worker).length === 0)
  const cut = cutShort(evidence, silent)
  const ended = cut === null ? '' : `, and ${silent.length > 1 ? cut.name : 'it'} ${cut.how}`
  return failing(
    cut?.topic ?? 'some-silent',
    expected,
    `${listed(silent.map(({ name, worker }) => `${name} (pid ${worker.pid})`))} printed nothing${ended}; ${listed(speaking.map(({ name, worker }) => `${name} printed "${linesOf(worker).join(' ')}"`))}`,
    cut?.asks ?? 'Does every one of the processes reach a line that prints?',
  )
}

const noNumberOfItsOwn = (without: readonly Numbered[], speaking: readonly Numbered[], expected: string): Finding => {
  const whatEachSaid = listed(speaking.map(({ name, worker }) => `${name} printed ${said(linesOf(worker).join(' '))}`))
  if (speaking.every(({ worker }) => linesOf(worker).every((line) => numbersIn(line).length === 0)))
    return failing(
      'own-number',
      expected,
      `${whatEachSaid}: none of that is a number in digits`,
      'What does the question ask each process to print?',
    )
  return failing(
    'own-number',
    expected,
    sameFromAll(speaking) ??
      `${whatEachSaid}: ${listed(without.map(({ name }) => name))} ${without.length > 1 ? 'have no numbers of their own' : 'has no number of its own'}`,
    'How does each process get to know which number is its own?',
  )
}

const sameFromAll = (speaking: readonly Numbered[]): string | null => {
  const all = new Set(speaking.map(({ worker }) => linesOf(worker).join(' ')))
  return all.size === 1 ? `all ${speaking.length} printed the same: ${said([...all][0]!)}` : null
}

const neverShown = ({ name, worker }: Numbered, line: string): Finding =>
  failing(
    'never-shown',
    'what the child prints is seen on the screen',
    `${name} (pid ${worker.pid}) printed ${said(line)} into a pipe to its parent, and nobody passed it on`,
    'Where does the child’s output go: to the screen, or to its parent? Who shows it?',
  )
