import { createInterface } from 'node:readline/promises'
import { UsageError } from '../../core/errors.ts'

/** Asks on the terminal. Where there is none, `otherwise` says what to give instead. */
export const ask = async (question: string, otherwise: string): Promise<string> => {
  if (!process.stdin.isTTY) throw new UsageError(otherwise)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

/** Whether the answer to a question with [y/N] is a yes. */
export const isYes = (answer: string): boolean => /^\s*y(?:es)?\s*$/i.test(answer)
