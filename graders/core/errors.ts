/**
 * Something that the user can put right: an unknown question, a missing file, no Python.
 * Its message is one line that says what to do; the command ends with exit code 2.
 */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** The same, where the system would not let a file be read: whoever handed it in need not be at fault. */
export class SystemRefusal extends UsageError {}

/** The user has pressed Ctrl-C: the command ends with exit code 130, and there is nothing to explain. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

/** For `catch`: what stands in the place of something that the user can put right. Anything else is thrown on. */
export const insteadOf =
  <Instead>(instead: (error: UsageError) => Instead) =>
  (error: unknown): Instead => {
    if (!(error instanceof UsageError)) throw error
    return instead(error)
  }

/** Whoever wrote a message may have thought of it as a line or as a sentence: on the screen all end alike. */
export const sentence = (message: string): string => (/[.?!]$/.test(message) ? message : `${message}.`)

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The stack of anything that was thrown. */
export const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** The system's short name of what went wrong, such as `ENOENT`; empty where it has none. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

const refusals: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'one of the folders in its path is a file',
  EISDIR: 'a folder has that name',
  EEXIST: 'a file has that name',
  EACCES: 'you have no right to write there',
  EPERM: 'you have no right to write there',
  EROFS: 'that disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EIO: 'the disk failed',
  EFBIG: 'the file would become larger than is allowed there',
  ENAMETOOLONG: 'the name is too long',
}

/** True where the system would not write, which its user can put right; every other error is somebody's fault. */
export const isRefusal = (error: unknown): boolean => codeOf(error) in refusals

/** Why the system would not write a file, for the user to put right; `next` says how, where it is not plain. */
export const unwritable = (path: string, error: unknown, next = ''): UsageError => {
  const why = refusals[codeOf(error)] ?? messageOf(error)
  return new UsageError(`${path} cannot be written: ${why}${next === '' ? '' : `. ${next}`}`)
}
