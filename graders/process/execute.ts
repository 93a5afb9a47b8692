import type { Execution } from '../core/process.ts'
import type { Answer } from '../core/types.ts'
import type { GradeOptions } from '../core/options.ts'
import { UsageError } from '../core/errors.ts'
import { briefPlace } from '../home.ts'
import { runBehindWalls } from './sandbox/behind-walls.ts'
import { byBestWitness } from './best-witness.ts'
import { environmentIn } from './environment.ts'
import { type Python, requirePython } from './python.ts'
import { pythonAtHand } from './python-at-hand.ts'
import { defaultLimits } from './limits.ts'
import { type Attendance, runProgram } from './run.ts'
import { pythonProblem } from './sandbox/sandbox-problem.ts'
import { type Scratch, scratchFor } from './scratch.ts'
import { inLearnersWords } from './wording.ts'

/** Options for one program, and whoever wants to know that it has been started. */
export type ExecuteOptions = GradeOptions & Attendance

/** The same, with what the program finds on its standard input. */
export type WithInput = ExecuteOptions & { readonly input: string | undefined }

/** Runs a program in a folder of its own and tells what happened, in the names of the learner's own files. */
export const execute = async (answer: Answer, options: ExecuteOptions): Promise<Execution> => {
  if (answer.language !== 'py') return executeBy(process.execPath, null, answer, options)
  if (options.python !== undefined) return executeBy(options.python.path, options.python, answer, options)
  const { guess, truth } = pythonAtHand()
  const early = guess === null ? null : executeBy(guess.path, guess, answer, options)
  early?.catch(() => undefined)
  const python = await truth
  if (early !== null && python?.path === guess?.path) return early
  await early?.catch(() => undefined)
  return executeBy(requirePython(python).path, python, answer, options)
}

const executeBy = async (interpreter: string, python: Python | null, answer: Answer, options: ExecuteOptions): Promise<Execution> => {
  // What a program in the sandbox writes goes elsewhere, and nothing is started from here.
  const scratch = scratchFor(answer, options.sandbox === true ? briefPlace() : undefined)
  try {
    const input = answer.typed?.lines.map((line) => `${line}\n`).join('')
    if (options.sandbox === true && python !== null) await requireInSandbox(python)
    const execution =
      options.sandbox === true
        ? await runBehindWalls([interpreter, scratch.entry], scratch, python, { ...options, input })
        : inLearnersWords(await witnessed([interpreter, scratch.entry], scratch, { ...options, input }), scratch)
    return python === null ? execution : { ...execution, python: python.version }
  } finally {
    scratch.remove()
  }
}

const requireInSandbox = async (python: Python): Promise<void> => {
  const problem = await pythonProblem(python)
  if (problem !== null) throw new UsageError(problem)
}

const witnessed = (
  command: readonly string[],
  scratch: Scratch,
  { timeoutMs, witness, input, signal, onStarted }: WithInput,
): Promise<Execution> => {
  const program = { command, cwd: scratch.folder, env: environmentIn(scratch.folder), record: scratch.record, input }
  return byBestWitness(witness, (by) => runProgram(program, by, { ...defaultLimits, timeoutMs }, { signal, onStarted }))
}
