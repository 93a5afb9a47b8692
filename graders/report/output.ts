/** What a program printed, line by line, with the process that wrote each. */
import type { Execution, TracedProcess, Write } from '../core/process.ts'
import { namesOf } from './picture/lanes.ts'

/** One line that a program printed. */
export interface OutputLine {
  /** The process that wrote it: `main`, `w1`, `h1`; `?` where that was not seen. */
  readonly by: string
  readonly stream: Write['stream']
  readonly text: string
  readonly atMs: number
  /** False for a last line without its line end. */
  readonly ended: boolean
  /**
   * - `shown`: as far as is known, it reached the terminal.
   * - `relayed`: it went into a pipe, and main printed the same line afterwards; that second line is not listed.
   * - `kept`: it went into a pipe, and nobody printed it.
   */
  readonly fate: 'shown' | 'relayed' | 'kept'
}

/** Stands above them. */
export const outputHeading = 'What it printed, and which process wrote it'

/** Stands beside a line that did not reach the terminal by itself. */
export const fateMark: Readonly<Record<OutputLine['fate'], string>> = { shown: '', relayed: '→ main', kept: '→ pipe' }

/** Explains the marks that stand beside these lines. */
export const fateWords = (lines: readonly OutputLine[]): string[] => [
  ...(lines.some(({ fate }) => fate === 'relayed') ? [`${fateMark.relayed}: it went into a pipe, and main printed it.`] : []),
  ...(lines.some(({ fate }) => fate === 'kept') ? [`${fateMark.kept}: it went into a pipe, and was never shown.`] : []),
]

/** Stands below them, where they are not all. */
export const truncatedWords = 'This is not everything that was written: the kit keeps only the beginning of what a program prints.'

/** Lines in the order in which they were begun. The pieces of one process's line are joined, whatever others wrote in between. */
export const outputOf = (execution: Execution): OutputLine[] => {
  const names = namesOf(execution.trace)
  const lines = execution.trace.processes
    .flatMap((process) => [...linesOf(process, 'stdout', names.get(process)!), ...linesOf(process, 'stderr', names.get(process)!)])
    .toSorted((one, other) => one.atMs - other.atMs)
  return lines.length > 0 ? relays(lines, execution) : unattributed(execution)
}

/** What the terminal showed of a run whose processes were not seen. */
const unattributed = ({ stdout, stderr }: Execution): OutputLine[] => [
  ...linesOf({ wrote: [{ atMs: 0, stream: 'stdout', text: stdout }] }, 'stdout', '?'),
  ...linesOf({ wrote: [{ atMs: 0, stream: 'stderr', text: stderr }] }, 'stderr', '?'),
]

const linesOf = ({ wrote }: Pick<TracedProcess, 'wrote'>, stream: Write['stream'], by: string): OutputLine[] => {
  const lines: OutputLine[] = []
  let begun: { pieces: string[]; atMs: number } | undefined
  for (const { text, atMs } of wrote.filter((write) => write.stream === stream)) {
    const parts = text.replaceAll('\r\n', '\n').split('\n')
    const rest = parts.pop()!
    for (const part of parts) {
      lines.push({ by, stream, atMs: begun?.atMs ?? atMs, text: [...(begun?.pieces ?? []), part].join(''), ended: true, fate: 'shown' })
      begun = undefined
    }
    if (rest === '') continue
    begun ??= { pieces: [], atMs }
    begun.pieces.push(rest)
  }
  if (begun !== undefined) lines.push({ by, stream, atMs: begun.atMs, text: begun.pieces.join(''), ended: false, fate: 'shown' })
  return lines
}

/**
 * A child's output may go into a pipe that its parent reads. Then the terminal shows fewer lines than were written: a line that was written
 * more often than it was shown, first by a child and then by main, was relayed. Where the record of the terminal is not whole, or is too
 * long to compare line by line, nothing is said.
 */
const relays = (lines: readonly OutputLine[], execution: Execution): OutputLine[] => {
  const shown = `${execution.stdout}\n${execution.stderr}`.replaceAll('\r\n', '\n')
  const written = lines.reduce((sum, { text, ended }) => sum + text.length + (ended ? 1 : 0), 0)
  if (execution.truncated || lines.length > 1000 || written <= shown.length - 1) return [...lines]
  const surplus = surplusOf(lines, shown)
  const dropped = new Set<OutputLine>()
  const judged = lines.map((line): OutputLine => {
    const extra = surplus.get(line.text) ?? 0
    if (line.by === 'main' || extra === 0) return line
    const echo = lines.find((other) => other.by === 'main' && other.text === line.text && other.atMs >= line.atMs && !dropped.has(other))
    if (echo === undefined && shown.includes(line.text)) return line
    surplus.set(line.text, extra - 1)
    if (echo !== undefined) dropped.add(echo)
    return { ...line, fate: echo === undefined ? 'kept' : 'relayed' }
  })
  return judged.filter((_, index) => !dropped.has(lines[index]!))
}

/** How many times more each line was written than shown. */
const surplusOf = (lines: readonly OutputLine[], shown: string): Map<string, number> => {
  const surplus = new Map<string, number>()
  for (const { text } of lines) surplus.set(text, (surplus.get(text) ?? 0) + 1)
  for (const text of shown.split('\n')) if (surplus.has(text)) surplus.set(text, Math.max(0, surplus.get(text)! - 1))
  return surplus
}
