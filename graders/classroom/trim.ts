/** What a program printed is kept as far as a reader reads it: a class's results fit on a disk, and in a browser. */
import type { Execution, TracedProcess } from '../core/process.ts'
import { sumOf } from '../core/score.ts'
import type { Report } from '../core/types.ts'

const textLimit = 16_384
const writesLimit = 200

/** More than may be alive at once are soon there one after the other, and the picture counts those that it does not draw. */
const processesLimit = 500

/** The report with long outputs cut, and said to be. The verdicts stay: they were made of all of it. */
export const trimmed = (report: Report): Report => ({
  ...report,
  results: report.results.map((result) => (result.run === undefined ? result : { ...result, run: trimmedRun(result.run) })),
})

const trimmedRun = (run: Execution): Execution => {
  const { processes } = run.trace
  const [stdout, stderr] = [run.stdout.slice(0, textLimit), run.stderr.slice(0, textLimit)]
  const kept = processes.slice(0, processesLimit)
  let room = textLimit * 2
  const trace = {
    processes: kept.map((process) => {
      const shorter = trimmedProcess(process, room)
      room -= lengthOf(shorter)
      return shorter
    }),
  }
  const isCut = stdout !== run.stdout || stderr !== run.stderr || totalOf(trace.processes) < totalOf(processes)
  return { ...run, stdout, stderr, trace, truncated: run.truncated || isCut }
}

const lengthOf = ({ wrote }: TracedProcess): number => sumOf(wrote.map(({ text }) => text.length))

const totalOf = (processes: readonly TracedProcess[]): number => sumOf(processes.map(lengthOf))

const trimmedProcess = (process: TracedProcess, room: number): TracedProcess => {
  const wrote = []
  let left = room
  for (const write of process.wrote.slice(0, writesLimit)) {
    if (left <= 0) break
    wrote.push({ ...write, text: write.text.slice(0, left) })
    left -= write.text.length
  }
  return { ...process, command: process.command.slice(0, 1000), wrote }
}
