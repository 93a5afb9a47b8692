/**
 * Something that the user can put right: an unknown question, a missing file, no Python.
 * Its message is one line that says what to do; the command ends with exit code 2.
 */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Whoever wrote a message may have thought of it as a line or as a sentence: on the screen all end alike. */
export const sentence = (message: string): string => (/[.?!]$/.test(message) ? message : `${message}.`)

/** The stack of anything that was thrown. */
export const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
