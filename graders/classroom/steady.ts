/**
 * Takes out of a class's records what differs from run to run and says nothing: two runs over the same class give the same records, but for
 * times.
 *
 * Processes are numbered in the order of their start, wherever a number stands: the system's own depend on what else it was doing. And
 * lines that were written side by side stand in the order of their processes. The time of each line is kept, and tells which came first in
 * this run.
 */
import type { Execution, TracedProcess, Write } from '../core/process.ts'
import { withTexts } from '../core/readable.ts'
import type { Report, Result } from '../core/types.ts'
import { firstNumber } from '../process/sandbox/wall-scripts.ts'

/** Texts hold smaller numbers that are no process's, and Linux, when it has counted to the end and begins anew, gives none of them again. */
const leastInText = 300

/** Above this many lines nobody reads the order, and it is left as it was. */
const mostLines = 5000

/** The report of one submission, the same in every run that did the same. */
export const steadied = (report: Report): Report => ({ ...report, results: report.results.map(steadiedResult) })

const steadiedResult = (result: Result): Result => {
  if (result.run === undefined) return result
  const numbers = new Map(result.run.trace.processes.map(({ pid }, index) => [pid, firstNumber + index]))
  const told = renumbered(numbers)
  const run = steadiedRun(result.run)
  return {
    ...result,
    // What was quoted from the learner's own text stays as it is.
    checks: withTexts(result.checks, told, 'evidence'),
    advice: result.advice.map(told),
    run: {
      ...run,
      stdout: told(run.stdout),
      stderr: told(run.stderr),
      trace: { processes: run.trace.processes.map((process) => renumberedProcess(process, numbers, told)) },
    },
  }
}

type Numbers = ReadonlyMap<number, number>
type Told = (text: string) => string

const renumbered =
  (numbers: Numbers): Told =>
  (text) =>
    text.replace(/(\b(?:pid|process) )?\b(\d+)\b/g, (all, before: string | undefined, digits: string) => {
      const number = numbers.get(Number(digits))
      return number === undefined || (before === undefined && Number(digits) < leastInText) ? all : `${before ?? ''}${number}`
    })

const renumberedProcess = (process: TracedProcess, numbers: Numbers, told: Told): TracedProcess => {
  const numberOf = (pid: number | null): number | null => (pid === null ? null : (numbers.get(pid) ?? pid))
  return {
    ...process,
    pid: numberOf(process.pid)!,
    parent: numberOf(process.parent),
    reapedBy: numberOf(process.reapedBy),
    wrote: process.wrote.map((write) => ({ ...write, text: told(write.text) })),
  }
}

const steadiedRun = (run: Execution): Execution => ({
  ...run,
  stdout: inSteadyOrder(run.stdout, run.trace.processes, 'stdout'),
  stderr: inSteadyOrder(run.stderr, run.trace.processes, 'stderr'),
})

/** A stream that also carries what one process passed on for another has no order but its own. */
const inSteadyOrder = (text: string, processes: readonly TracedProcess[], stream: Write['stream']): string => {
  const queues = processes.map((process) => queueOf(process, stream))
  const count = queues.reduce((sum, { lines }) => sum + lines.length, 0)
  if (count > mostLines) return text
  const merged = mergedLines(queues, isBefore(processes))
  return merged.length === text.length ? merged : text
}

/** What a process wrote to a stream, line by line. */
interface Queue {
  readonly process: TracedProcess
  readonly lines: readonly Line[]
}

/** Whoever hears of the process after `sentMs` may know that the line has been written: it sent something then. */
interface Line extends Write {
  readonly sentMs: number
}

const queueOf = (process: TracedProcess, stream: Write['stream']): Queue => {
  let next = 0
  const sentAfter = (atMs: number): number => {
    while (next < process.sent.length && process.sent[next]!.atMs < atMs) next++
    return process.sent[next]?.atMs ?? Number.POSITIVE_INFINITY
  }
  const written = process.wrote.filter((write) => write.stream === stream)
  return { process, lines: written.map((write) => ({ ...write, sentMs: sentAfter(write.atMs) })) }
}

type IsBefore = (earlier: TracedProcess, line: Line, later: TracedProcess, lateAt: number) => boolean

/** Takes the first line of the first process for which no other process's next line had to come before. */
const mergedLines = (queues: readonly Queue[], before: IsBefore): string => {
  const next = queues.map(() => 0)
  let text = ''
  for (;;) {
    const open = queues.flatMap((queue, index) =>
      next[index]! < queue.lines.length ? [{ queue, index, line: queue.lines[next[index]!]! }] : [],
    )
    if (open.length === 0) return text
    const free =
      open.find(({ queue, line }) => !open.some((other) => before(other.queue.process, other.line, queue.process, line.atMs))) ?? open[0]!
    text += free.line.text
    next[free.index]! += 1
  }
}

/**
 * What must have come before, and did not only happen to: what a process wrote before it started a child; what a child wrote before it sent
 * its parent something; and what a child wrote that had been waited for.
 */
const isBefore = (processes: readonly TracedProcess[]): IsBefore => {
  const byPid = new Map(processes.map((process) => [process.pid, process]))
  return (earlier, { atMs, sentMs }, later, lateAt) => {
    if (earlier === later) return false
    if (earlier.parent === later.pid && sentMs <= lateAt) return true
    if (wasOver(byPid, earlier, later, lateAt)) return true
    const child = branch(byPid, later, earlier.pid)
    return child !== null && atMs <= child.startedMs
  }
}

type ByPid = ReadonlyMap<number, TracedProcess>

/** The child of `ancestor` that the process is or comes from. */
const branch = (byPid: ByPid, process: TracedProcess, ancestor: number): TracedProcess | null => {
  let each: TracedProcess | undefined = process
  for (let steps = 0; steps < byPid.size && each !== undefined && each.parent !== null; steps++) {
    if (each.parent === ancestor) return each
    each = byPid.get(each.parent)
  }
  return null
}

/** It had been waited for, perhaps by one that had been waited for itself, by the process that writes at `lateAt` or before that one began. */
const wasOver = (byPid: ByPid, process: TracedProcess, later: TracedProcess, lateAt: number): boolean => {
  let each: TracedProcess | undefined = process
  for (let steps = 0; steps < byPid.size && each !== undefined; steps++) {
    if (each.reapedBy === null || each.reapedMs === null) return false
    if (each.reapedMs <= (each.reapedBy === later.pid ? lateAt : later.startedMs)) return true
    each = byPid.get(each.reapedBy)
  }
  return false
}
