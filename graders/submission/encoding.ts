/** How a program was saved. The kit reads what Python itself would not, and whoever is judged has to know. */
import { isUtf8 } from 'node:buffer'
import type { Language } from '../core/types.ts'
import { shown, type RawFile } from './raw.ts'

/** What is to be said of a program in Python that is not UTF-8 and does not say what else it is: elsewhere it ends before its first line. */
export const encodingNotes = async (file: RawFile, language: Language): Promise<string[]> => {
  if (language !== 'py') return []
  const bytes = await file.read()
  return isUtf8(bytes) || saysItsEncoding(bytes)
    ? []
    : [
        `${shown(file.path)} is not saved as UTF-8. It was read all the same, but Python by itself refuses such a file (“SyntaxError”): save it as UTF-8.`,
      ]
}

/** As Python reads it: a remark in one of the first two lines, such as `# -*- coding: latin-1 -*-`. */
const saysItsEncoding = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .split(/\r\n?|\n/)
    .slice(0, 2)
    .some((line) => /^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/.test(line))
