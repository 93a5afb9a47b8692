import { createInterface } from 'node:readline'
import { Interrupted, UsageError } from '../../core/errors.ts'

/**
 * Asks on the terminal; Ctrl-D says nothing. Where there is none, `otherwise` says what to give instead.
 *
 * @throws UsageError where there is no terminal, in the words of `otherwise`.
 */
export const ask = async (question: string, otherwise: string): Promise<string> => {
  if (!process.stdin.isTTY) throw new UsageError(otherwise)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await new Promise((resolve, reject) => {
      terminal.once('SIGINT', () => reject(inNextLine(new Interrupted())))
      terminal.once('close', () => resolve(inNextLine('')))
      terminal.question(question, resolve)
    })
  } finally {
    terminal.removeAllListeners('close').close()
  }
}

/** Where no return key was pressed, what comes next would stand behind the question. */
const inNextLine = <Thing>(thing: Thing): Thing => {
  process.stderr.write('\n')
  return thing
}

/** Whether the answer to a question with [y/N] is a yes. */
export const isYes = (answer: string): boolean => /^\s*y(?:es)?\s*$/i.test(answer)
