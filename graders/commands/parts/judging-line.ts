import type { Answer } from '../../core/types.ts'
import { cut } from '../../report/layout.ts'

interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** One line that says what is running, on a terminal that can take a line back: so it must not go on in a second one. */
export const judgingLine = (terminal: Terminal | null) => {
  const write = (text: string) =>
    terminal?.isTTY === true && process.env['TERM'] !== 'dumb' ? terminal.write(`\r\u001b[K${text}`) : undefined
  const running: string[] = []
  return {
    show: ({ exercise, language }: Answer): void => {
      running.push(`${exercise} (${language})`)
      write(cut(` judging ${running.join(', ')} …`, (terminal?.columns ?? 80) - 1))
    },
    clear: (): void => void write(''),
  }
}
