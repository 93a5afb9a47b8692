import { UsageError } from '../core/errors.ts'
import type { Witness } from '../core/process.ts'
import { WitnessError } from './run.ts'

/** Runs a program by the witness that is insisted on; without one by the kernel's record, and where that cannot be had, by the probes. */
export const byBestWitness = async <Outcome>(wanted: Witness | undefined, run: (by: Witness) => Promise<Outcome>): Promise<Outcome> => {
  if (wanted === 'kernel') return run('kernel').catch(notHere)
  if (wanted === 'runtime') return run('runtime')
  if (process.platform !== 'linux') return run('runtime')
  try {
    return await run('kernel')
  } catch (error) {
    if (error instanceof WitnessError) return run('runtime')
    throw error
  }
}

/** Whoever insists on a record that cannot be had here is told so: the kit has no fault in that. */
const notHere = (error: unknown): never => {
  if (!(error instanceof WitnessError)) throw error
  const [why = ''] = error.message.split('\n')
  throw new UsageError(
    `JOINERY_WITNESS asks for the kernel’s record, which cannot be had here (${why}): \`npm run doctor\` says how to get it; or leave the variable out`,
  )
}
