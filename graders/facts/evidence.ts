import type { Execution, TracedProcess } from '../core/process.ts'
import type { Answer, Language } from '../core/types.ts'
import type { SourceFacts } from '../source/facts.ts'

/** Everything that was observed of one program: its run and its text. */
export interface ProgramEvidence {
  readonly language: Language
  readonly execution: Execution
  readonly source: SourceFacts
  /**
   * True for an answer found in a document, which may have been asked in other words than the kit's: a pool may then be given any tasks.
   */
  readonly anyTasks: boolean
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

export const evidenceOf = (answer: Answer, execution: Execution, source: SourceFacts): ProgramEvidence => {
  const { processes } = execution.trace
  const main = processes.find(({ role }) => role === 'main')
  if (main === undefined) throw new Error('the record of the run holds no main process')
  const program = answer.files.find(({ path }) => path === answer.entry)?.text ?? ''
  const anyTasks = answer.origin !== undefined
  return {
    language: answer.language,
    execution,
    source,
    program,
    anyTasks,
    main,
    workers: processes.filter(({ role }) => role === 'worker'),
  }
}

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
export const isVisible = ({ execution }: ProgramEvidence, line: string): boolean =>
  execution.stdout.includes(line.trim()) || execution.stderr.includes(line.trim())

/** Lines that main wrote of its own accord, with the time of each: what it merely passed on from a worker is left out. */
export const ownLines = ({ main, workers }: ProgramEvidence): { readonly atMs: number; readonly line: string }[] => {
  const passedOn = new Set(workers.flatMap(linesOf).map((line) => line.trim()))
  const long = [...passedOn].filter((line) => line.length > 3)
  return main.wrote
    .filter(({ stream }) => stream === 'stdout')
    .flatMap(({ atMs, text }) => text.split(/\r?\n/).map((line) => ({ atMs, line: line.trim() })))
    .filter(({ line }) => line !== '' && !passedOn.has(line) && !long.some((other) => line.includes(other)))
}

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
