/**
 * Where main's own streams lead, told before anything runs. What stands in /proc for the witness does not tell: strace lets go of its standard output as soon as it
 * has started the program, and the number is given to something else; on a busy machine that is done before the kit comes to look.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from './printer.ts'

/** What each stream leads to, as the kernel names it (`socket:[4711]`); `null` where that is not known. */
export type Leading = Readonly<Record<Source['stream'], string | null>>

/** The links are read before the shell's own output is led elsewhere. */
const noteFirst = 'out=$(readlink "/proc/$$/fd/1") err=$(readlink "/proc/$$/fd/2"); printf "%s\\n" "$out" "$err" >"$1"; shift; exec "$@"'

const fileIn = (record: string): string => join(record, 'streams')

/** The command of a witness, behind a shell that notes beside its record where the streams lead, and then becomes the witness. */
export const notingStreams = (command: readonly string[], record: string): readonly string[] => [
  '/bin/sh',
  '-c',
  noteFirst,
  'sh',
  fileIn(record),
  ...command,
]

/** What was noted. It is there as soon as anything was recorded. */
export const notedStreams = (record: string): Leading => {
  try {
    const [stdout = '', stderr = ''] = readFileSync(fileIn(record), 'utf8').split('\n')
    return { stdout: stdout || null, stderr: stderr || null }
  } catch {
    return { stdout: null, stderr: null }
  }
}
