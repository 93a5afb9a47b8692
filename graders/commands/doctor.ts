import picocolors from 'picocolors'
import { isFit, renderDoctor } from '../report/doctor.ts'
import { lookAtMachine } from './machine.ts'

/** Says what this machine offers. Returns the exit code: 0 where answers in every language can be graded, else 1. */
export const doctor = async ({ color }: { readonly color: boolean }): Promise<number> => {
  const machine = await lookAtMachine()
  const palette = picocolors.createColors(color && picocolors.isColorSupported)
  process.stdout.write(renderDoctor(machine, { columns: Math.max(60, process.stdout.columns || 80), palette }))
  return isFit(machine) ? 0 : 1
}
