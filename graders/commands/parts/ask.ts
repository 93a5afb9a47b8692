import { createInterface } from 'node:readline'
import { Interrupted, UsageError } from '../../core/errors.ts'

/** Asks on the terminal; Ctrl-D says nothing. Where there is none, `otherwise` says what to give instead. */
export const ask = async (question: string, otherwise: string): Promise<string> => {
  if (!process.stdin.isTTY) throw new UsageError(otherwise)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await new Promise((resolve, reject) => {
      const leave = (then: () => void) => () => {
        process.stderr.write('\n')
        then()
      }
      terminal.once(
        'SIGINT',
        leave(() => reject(new Interrupted())),
      )
      terminal.once(
        'close',
        leave(() => resolve('')),
      )
      terminal.question(question, resolve)
    })
  } finally {
    terminal.removeAllListeners('close').close()
  }
}

/** Whether the answer to a question with [y/N] is a yes. */
export const isYes = (answer: string): boolean => /^\s*y(?:es)?\s*$/i.test(answer)
