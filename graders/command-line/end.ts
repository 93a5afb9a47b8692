/** Takes the exit code of a command. */
export type End = (code: number) => void
