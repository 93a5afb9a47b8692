import picocolors from 'picocolors'
import type { Screen } from '../../report/layout.ts'

/** The screen that a command writes on: its width, and whether it has colours. */
export const screenHere = (color: boolean): Screen => ({
  palette: picocolors.createColors(color && picocolors.isColorSupported),
  columns: Math.max(40, process.stdout.columns || 80),
})

/** What is to be said of files that could not be read or written. */
export const remark = (remarks: readonly string[]): void => {
  for (const each of remarks) console.error(`joinery: ${each}`)
}
