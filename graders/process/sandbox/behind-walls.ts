import type { Execution } from '../../core/process.ts'
import type { GradeOptions } from '../../core/options.ts'
import { UsageError } from '../../core/errors.ts'
import { forbidDumps } from './dumps.ts'
import { sandboxEnvironment } from '../environment.ts'
import { groundFor } from './ground.ts'
import type { Python } from '../python.ts'
import { defaultLimits } from '../limits.ts'
import { type Attendance, runProgram } from '../run.ts'
import { defaultSandboxLimits } from './limits.ts'
import { inside, wallsFor } from './walls.ts'
import type { Scratch } from '../scratch.ts'
import { setAside } from './set-aside.ts'
import { inLearnersWords } from '../wording.ts'

/**
 * Runs a program in the sandbox, and never without it: a program that is not trusted must not run outside.
 *
 * @throws SandboxError where the sandbox could not be set up, or did not last.
 */
export const runBehindWalls = async (
  command: readonly string[],
  scratch: Scratch,
  python: Python | null,
  { timeoutMs, witness, input, ...attendance }: GradeOptions & Attendance & { readonly input?: string | undefined },
): Promise<Execution> => {
  if (witness === 'runtime') throw new UsageError('in the sandbox only the kernel’s record can be had: leave JOINERY_WITNESS out')
  const ground = groundFor(scratch, python)
  forbidDumps(ground.tools.prlimit)
  const memory = defaultSandboxLimits.memory + (python === null ? setAside() : 0)
  const walls = wallsFor(ground, { ...defaultSandboxLimits, memory, cpuSeconds: Math.ceil(timeoutMs / 1000) + 1 })
  const env = sandboxEnvironment(command[0]!, scratch.folder)
  const execution = await runProgram(
    { command, cwd: scratch.root, env, record: scratch.record, walls, input },
    'kernel',
    { ...defaultLimits, timeoutMs, memoryBytes: defaultSandboxLimits.together },
    attendance,
  )
  return inLearnersWords(execution, { ...scratch, folder: inside })
}
