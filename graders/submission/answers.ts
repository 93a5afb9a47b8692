/** Files to answers. */
import { UsageError } from '../core/errors.ts'
import type { Answer, AnswerFile, Unread } from '../core/types.ts'
import { answerLimit, shown, sizeBeyond, withoutMiddle, type RawFile } from './raw.ts'
import { decode } from './text.ts'

/** What an adapter made of what was handed in. */
export interface Found {
  readonly answers: readonly Answer[]
  /** What is to be said about the submission as a whole. */
  readonly remarks: readonly string[]
  /** What could have held answers, and cannot be read. */
  readonly unread?: readonly Unread[]
  /** The files that became part of an answer. */
  readonly used: ReadonlySet<RawFile>
  /** Those of them that only lie beside a program: it speaks of none of them, and an answer to another question may stand there. */
  readonly loose?: ReadonlySet<RawFile>
}

/** True for a file that became part of no answer, or only lies beside one. */
export const isFree = (file: RawFile, { used, loose }: Pick<Found, 'used' | 'loose'>): boolean =>
  !used.has(file) || loose?.has(file) === true

/** Refuses a file that is longer than any answer. */
export const requireSmall = ({ path }: RawFile, { length }: Uint8Array): void => {
  if (length > answerLimit)
    throw new UsageError(
      `${shown(path)} has ${sizeBeyond(length, answerLimit)}, and an answer may have at most 1 MiB: take out data and pictures.`,
    )
}

/**
 * The text of a file that is an answer, or part of one.
 *
 * @throws UsageError where it is longer than any answer, or no text.
 */
export const answerFile = async (file: RawFile, path: string): Promise<AnswerFile> => {
  const bytes = await file.read()
  requireSmall(file, bytes)
  const decoded = decode(bytes)
  if ('binary' in decoded)
    throw new UsageError(`${shown(file.path)} is ${decoded.binary}: save the answer as plain text (UTF-8) and hand that in.`)
  return { path: plainName(path), text: decoded.text }
}

/** No name in a folder has more bytes. Archives, and systems that count characters, know longer ones; and `.mjs` has one more than `.ts`. */
const longestName = 255 - 1

/** A path by which a program can lie in a folder, and stand in a command and in a message. */
const plainName = (path: string): string =>
  path
    // oxlint-disable-next-line no-control-regex -- names with line ends or escapes would garble a message, or a program's command
    .replace(/[\0-\x1f\x7f]/g, '_')
    .split('/')
    .map((part) => (Buffer.byteLength(part) > longestName ? withoutMiddle(part, 80) : part))
    .join('/')
