import picocolors from 'picocolors'
import { hanging, type Screen } from '../../report/layout.ts'

/** The screen that a command writes on: its width, and whether it has colours. */
export const screenHere = (color: boolean): Screen => ({
  palette: picocolors.createColors(color && picocolors.isColorSupported),
  columns: Math.max(40, process.stdout.columns || 80),
})

/** A sentence beside the results: on a terminal broken between words, elsewhere in one line. */
export const say = (words: string): void => {
  const { isTTY, columns } = process.stderr
  console.error(isTTY && columns > 0 ? hanging('joinery: ', words, columns).join('\n') : `joinery: ${words}`)
}

/** What is to be said of files that could not be read or written. */
export const remark = (remarks: readonly string[]): void => {
  for (const each of remarks) say(each)
}
