import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Execution, Witness } from '../core/process.ts'
import type { Answer, GradeOptions } from '../core/types.ts'
import { UsageError } from '../core/errors.ts'
import { markName } from './end.ts'
import { findPython } from './python.ts'
import { withSteadyPython } from './probes.ts'
import { WitnessError, defaultLimits, runProgram } from './run.ts'
import { type Scratch, scratchFor } from './scratch.ts'
import { inLearnersWords } from './wording.ts'

/** Runs a program in a folder of its own and tells what happened, in the names of the learner's own files. */
export const execute = async (answer: Answer, options: GradeOptions): Promise<Execution> => {
  const [interpreter, scratch] = await Promise.all([interpreterFor(answer), scratchFor(answer)])
  try {
    const command = [...interpreter, scratch.entry]
    return inLearnersWords(await witnessed(command, scratch, options), scratch)
  } finally {
    await scratch.remove()
  }
}

const interpreterFor = async ({ language }: Answer): Promise<string[]> => {
  if (language !== 'py') return [process.execPath]
  const python = await findPython()
  if (python === null)
    throw new UsageError('Python 3 was not found, so the Python programs cannot be run: install it, or see "npm run doctor"')
  return [python.path]
}

/** Tries the kernel's record first, unless told otherwise, and falls back to the probes where it cannot be had. */
const witnessed = async (
  command: readonly string[],
  scratch: Scratch,
  { timeoutMs, witness, signal }: GradeOptions,
): Promise<Execution> => {
  const program = { command, cwd: scratch.folder, env: environment(scratch), record: scratch.record }
  const run = (by: Witness) => runProgram(program, by, { ...defaultLimits, timeoutMs }, signal)
  if (witness !== undefined) return run(witness)
  if (process.platform !== 'linux') return run('runtime')
  try {
    return await run('kernel')
  } catch (error) {
    if (error instanceof WitnessError) return run('runtime')
    throw error
  }
}

/** Variables of the user's that programs need to work at all; everything else, secrets among it, stays out. */
const passedOn = ['PATH', 'SystemRoot', 'ComSpec', 'PATHEXT', 'LD_LIBRARY_PATH', 'TZ']

/**
 * A clean environment. Python writes unbuffered, so that the record shows the true order of a parent's line and a child's end, and so that workers
 * that a pool terminates lose nothing.
 */
const environment = ({ folder }: Scratch): Readonly<Record<string, string>> =>
  withSteadyPython({
    ...Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]))),
    HOME: folder,
    TMPDIR: join(folder, 'tmp'),
    LANG: 'C.UTF-8',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    [markName]: randomUUID(),
  })
