import type { Answer } from '../../core/types.ts'

interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** One line that says what is running, on a terminal only, and that leaves nothing behind. */
export const judgingLine = (terminal: Terminal | null) => {
  const write = (text: string) => (terminal?.isTTY === true ? terminal.write(`\r\u001b[K${text}`) : undefined)
  const running: string[] = []
  return {
    show: ({ exercise, language }: Answer): void => {
      running.push(`${exercise} (${language})`)
      write(` judging ${running.join(', ')} …`)
    },
    clear: (): void => void write(''),
  }
}
