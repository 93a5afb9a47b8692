import type { Witness } from '../core/process.ts'
import { WitnessError } from './run.ts'

/** Runs a program by the witness that is insisted on; without one by the kernel's record, and where that cannot be had, by the probes. */
export const byBestWitness = async <Outcome>(wanted: Witness | undefined, run: (by: Witness) => Promise<Outcome>): Promise<Outcome> => {
  if (wanted !== undefined) return run(wanted)
  if (process.platform !== 'linux') return run('runtime')
  try {
    return await run('kernel')
  } catch (error) {
    if (error instanceof WitnessError) return run('runtime')
    throw error
  }
}
