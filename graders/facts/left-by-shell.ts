/** Workers that a shell has put into the background: it ends at once, and whoever waits for the shell does not wait for them. */
import type { Finding } from '../core/types.ts'
import { type Numbered, type ProgramEvidence, linesOf, numbered } from './evidence.ts'
import { failing } from './fact.ts'
import { at, brief, ms, quoted } from './wording.ts'

const isShell = /^(?:\S*\/)?(?:ba|da|z|k)?sh\b/

/**
 * Main waits for such a shell and then sleeps: only the sleep was long enough. A worker whose output came through a pipe to main is left
 * out: such a pipe stays open until the worker ends, and holds main back.
 */
export const leftByShell = (evidence: ProgramEvidence, expected: string): Finding | null => {
  const { execution, source, workers } = evidence
  const wait = source.launches.find((launch) => launch.wait !== null)?.wait
  const [sleep] = source.sleeps
  if (
    wait === undefined ||
    wait === null ||
    sleep === undefined ||
    !source.sleeps.every(({ file, line }) => file === wait.file && line > wait.line)
  )
    return null
  for (const { name, worker } of numbered(workers)) {
    const shell = execution.trace.processes.find(({ pid }) => pid === worker.parent)
    if (shell === undefined || shell.role !== 'helper' || !isShell.test(shell.command) || worker.reapedBy !== null) continue
    const early = (worker.endedMs ?? Infinity) - (shell.endedMs ?? Infinity)
    if (!(early > 0) || isPassedOn(evidence, worker)) continue
    const seen = `${wait.how}, ${at(wait)}: what ends there is “${brief(shell.command)}”, ${ms(early)} before ${name}; then main sleeps for a fixed time, ${at(sleep)}`
    return failing(
      'sleep',
      expected,
      seen,
      'What does the & at the end of a command tell the shell? Who waits for the process then?',
      quoted(wait),
    )
  }
  return null
}

const isPassedOn = ({ main }: ProgramEvidence, worker: Numbered['worker']): boolean =>
  linesOf(worker).some((line) => main.wrote.some(({ text }) => text.includes(line)))
