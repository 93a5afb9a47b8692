/**
 * Something that the user can put right: an unknown question, a missing file, no Python.
 * Its message is one line that says what to do; the command ends with exit code 2.
 */
export class UsageError extends Error {
  override name = 'UsageError'
}
