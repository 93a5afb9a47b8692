import { isFit, renderDoctor } from '../report/doctor.ts'
import { lookAtMachine } from './parts/machine.ts'
import { screenHere } from './parts/screen.ts'

/** Says what this machine offers. Returns the exit code: 0 where answers in every language can be graded, else 1. */
export const doctor = async ({ color, sandbox }: { readonly color: boolean; readonly sandbox?: boolean }): Promise<number> => {
  if (sandbox === true) return sandboxOnly()
  const machine = await lookAtMachine()
  process.stdout.write(renderDoctor(machine, screenHere(color)))
  return isFit(machine) ? 0 : 1
}

const sandboxOnly = async (): Promise<number> => {
  const { sandboxProblem } = await import('../process/sandbox/sandbox-problem.ts')
  const problem = await sandboxProblem()
  console.log(problem ?? 'programs can be run in the sandbox')
  return problem === null ? 0 : 1
}
