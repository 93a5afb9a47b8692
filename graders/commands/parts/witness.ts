import { UsageError } from '../../core/errors.ts'
import type { Witness } from '../../core/process.ts'

/**
 * The witness that the variable JOINERY_WITNESS insists on, if any.
 *
 * @throws UsageError where it says anything else.
 */
export const witnessFrom = (name: string | undefined): Witness | undefined => {
  if (name === undefined || name === '') return undefined
  if (name !== 'kernel' && name !== 'runtime')
    throw new UsageError(`JOINERY_WITNESS is "${name}": set it to kernel or runtime, or leave it out`)
  return name
}
