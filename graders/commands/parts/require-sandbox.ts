import { UsageError } from '../../core/errors.ts'

/**
 * Without its sandbox a program that was not trusted is not run at all.
 *
 * @throws UsageError where the sandbox does not work here.
 */
export const requireSandbox = async (otherwise = ''): Promise<void> => {
  const { sandboxProblem } = await import('../../process/sandbox/sandbox-problem.ts')
  const problem = await sandboxProblem()
  if (problem !== null) throw new UsageError(`${problem}${otherwise}`)
}
