/**
 * Where main's own streams lead, noted before anything runs. The kit cannot look it up in /proc afterwards: strace closes its standard
 * output as soon as it has started the program, and its descriptor is used for something else, often before the kit comes to look.
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
