import { entryText } from '../core/blank.ts'
import { once } from '../core/once.ts'
import { type Execution, type TracedProcess, isClean } from '../core/process.ts'
import type { Answer, Language } from '../core/types.ts'
import type { Typed } from '../core/origin.ts'
import type { Printing, SourceFacts } from '../source/facts.ts'

/** Everything that was observed of one program: its run and its text. */
export interface ProgramEvidence {
  readonly language: Language
  readonly execution: Execution
  readonly source: SourceFacts
  /**
   * True for an answer found in a document, which may have been asked in other words than the kit's: a pool may then be given any tasks.
   */
  readonly anyTasks: boolean
  /** What a notebook recorded of the program, where it was run there. */
  readonly recorded: string | null
  /** What was typed for the program. */
  readonly typed: Typed | null
  /** The text of the file that was run. */
  readonly program: string
  readonly main: TracedProcess
  /** In the order of their start: "worker 1" is the first. */
  readonly workers: readonly TracedProcess[]
}

/** A worker with the number that the learner knows it by. */
export interface Numbered {
  readonly worker: TracedProcess
  readonly name: string
}

/** Puts together what was observed. Throws where the record holds no main: a fault of the kit. */
export const evidenceOf = (answer: Answer, execution: Execution, source: SourceFacts): ProgramEvidence => {
  const { processes } = execution.trace
  const main = processes.find(({ role }) => role === 'main')
  if (main === undefined) throw new Error('the record of the run holds no main process')
  const program = entryText(answer)
  const anyTasks = answer.origin !== undefined
  return {
    language: answer.language,
    execution,
    source: {
      ...(placesBeside(source, answer.entry) as SourceFacts),
      printings: once(() => placesBeside(source.printings?.() ?? [], answer.entry) as Printing[]),
      fault: source.fault,
    },
    program,
    anyTasks,
    recorded: answer.origin?.recorded ?? null,
    typed: answer.typed ?? null,
    main,
    workers: processes.filter(({ role }) => role === 'worker'),
  }
}

/** The same facts, without the file's name at places in the file that was run: the learner knows which one that is. */
const placesBeside = (facts: unknown, entry: string): unknown => {
  if (Array.isArray(facts)) return facts.map((each) => placesBeside(each, entry))
  if (typeof facts !== 'object' || facts === null) return facts
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, name === 'file' && value === entry ? '' : placesBeside(value, entry)]),
  )
}

/** Names the workers as every report does. */
export const numbered = (workers: readonly TracedProcess[]): Numbered[] =>
  workers.map((worker, index) => ({ worker, name: `worker ${index + 1}` }))

/** The lines that a process wrote to its standard output, or, where there are none, to its standard error; blank ones aside. */
export const linesOf = ({ wrote, exit }: TracedProcess): string[] => {
  const by = (stream: 'stdout' | 'stderr') =>
    wrote.flatMap((write) => (write.stream === stream ? write.text.split(/\r?\n/) : [])).filter((line) => line.trim() !== '')
  const stdout = by('stdout')
  const crashed = exit !== null && 'code' in exit && exit.code !== 0
  return stdout.length > 0 || crashed ? stdout : by('stderr')
}

/** Whether a line reached the screen: a worker's piped output does so only when another process passes it on. */
export const isVisible = ({ execution: { stdout, stderr } }: ProgramEvidence, line: string): boolean =>
  stdout.includes(line.trim()) || stderr.includes(line.trim()) || (stdout.length < 65_536 && plain(stdout).includes(plain(line)))

/** A parent may pass a line on in capitals, or with other spaces. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()

/** Lines that main wrote of its own accord, with the time of each: what it merely passed on from a worker is left out. */
export const ownLines = (evidence: ProgramEvidence): { readonly atMs: number; readonly line: string }[] => {
  const isPassedOn = passesOn(evidence)
  const speaksBy = evidence.language === 'py' && logsOnly(evidence.main) ? 'stderr' : 'stdout'
  return evidence.main.wrote
    .filter(({ stream }) => stream === speaksBy)
    .flatMap(({ atMs, text }) => text.split(/\r?\n/).map((line) => ({ atMs, line: line.trim() })))
    .filter(({ line }) => line !== '' && !isPassedOn(line))
}

/** Python's `logging` writes to the standard error: a program that says nothing elsewhere, and ends well, means what it says there. */
const logsOnly = ({ wrote, exit }: TracedProcess): boolean => isClean(exit) && wrote.every(({ stream }) => stream === 'stderr')

/**
 * Whether a line of main is a worker's, passed on as it is or with words around it. A worker's line that is on the screen more often than
 * main wrote it got there without main. Then main may say the same words, or speak of them, and still say something of its own.
 */
const passesOn = ({ main, workers, execution }: ProgramEvidence): ((line: string) => boolean) => {
  const onScreen = countLines(execution.stdout, execution.stderr)
  const byMain = countLines(...main.wrote.map(({ text }) => text))
  const byWorkers = countLines(...workers.flatMap(linesOf))
  const asItIs = new Set([...byWorkers.keys()].filter((line) => (onScreen.get(line) ?? 0) <= (byMain.get(line) ?? 0)))
  const withWords = [...asItIs].filter((line) => line.length > 3 && !onScreen.has(line)).slice(0, mostPassedOn)
  withWords.sort((one, other) => other.length - one.length)
  return (line) => {
    if (asItIs.has(line)) return true
    const words = onScreen.has(line) ? withWords.find((each) => line.includes(each) && byWorkers.get(each)! > 0) : undefined
    // What was written once is passed on once: "child" in "child exited with 0" is main's own.
    if (words !== undefined) byWorkers.set(words, byWorkers.get(words)! - 1)
    return words !== undefined
  }
}

const countLines = (...texts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const line of texts.flatMap((text) => text.split(/\r?\n/)).map((each) => each.trim())) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}

/** So many lines are looked for in the lines of main; beyond that the time it takes would grow with the square of the output. */
const mostPassedOn = 500

/** The most processes that were alive at the same moment. */
export const mostAlive = (processes: readonly TracedProcess[]): number => {
  const lives = processes.map(({ startedMs, endedMs }) => ({ startedMs, endedMs: endedMs ?? Number.POSITIVE_INFINITY }))
  return Math.max(
    0,
    ...lives.map(({ startedMs }) => lives.filter((life) => life.startedMs <= startedMs && startedMs < life.endedMs).length),
  )
}

/** When the last of them ended; infinite while one has not. */
export const lastEnd = (processes: readonly TracedProcess[]): number =>
  Math.max(0, ...processes.map(({ endedMs }) => endedMs ?? Number.POSITIVE_INFINITY))
