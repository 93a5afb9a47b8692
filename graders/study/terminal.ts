/** The terminal: another screen for as long as the loop runs, keys without the return key, and everything as it was on every way out. */
import { type Key, emitKeypressEvents } from 'node:readline'
import type { Size } from './state.ts'

/** A terminal that shows a whole screen. */
export interface Terminal {
  readonly size: () => Size
  readonly show: (lines: readonly string[]) => void
  /** Gives the terminal back and stops this process, until the shell lets it go on; Windows knows no such thing. */
  readonly suspend: () => void
  readonly close: () => void
}

/** Who wants to know what happens at the terminal. */
export interface Listener {
  readonly onKey: (key: string) => void
  readonly onResize: () => void
  /** The terminal shows something else, or nothing: everything has to be drawn again. */
  readonly onResume: () => void
  /** The terminal has gone. */
  readonly onGone: () => void
}

const enter = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[H\u001b[J'
const leave = '\u001b[?7h\u001b[?25h\u001b[?1049l'

/** Only the rows that changed are written, and all at once where a terminal can: nothing flickers, and little goes over a slow line. */
const changes = (before: readonly string[], lines: readonly string[]): string => {
  const rows = lines.map((line, row) => (line === before[row] ? '' : `\u001b[${row + 1};1H\u001b[0m\u001b[K${line}\u001b[0m`)).join('')
  const rest = before.length > lines.length ? `\u001b[${lines.length + 1};1H\u001b[0m\u001b[J` : ''
  return rows + rest === '' ? '' : `\u001b[?2026h${rows}${rest}\u001b[?2026l`
}

/** Takes a terminal over, keys and all, until it is closed; one that is gone is told of, and never thrown. */
export const openTerminal = (input: NodeJS.ReadStream, output: NodeJS.WriteStream, listener: Listener): Terminal => {
  let isOpen = false
  let drawn: readonly string[] = []
  let waking: NodeJS.Timeout | undefined
  const take = () => {
    if (isOpen) return
    isOpen = true
    drawn = []
    input.setRawMode(true)
    input.resume()
    output.write(enter)
  }
  const giveBack = () => {
    if (!isOpen) return
    isOpen = false
    quietly(() => output.write(leave))
    quietly(() => input.setRawMode(false))
    input.pause()
  }
  const resume = () => {
    clearTimeout(waking)
    take()
    listener.onResume()
  }
  const onKey = (text: string | undefined, key: Key) => {
    const name = nameOf(text, key)
    if (name !== null) listener.onKey(name)
  }
  const onResize = () => {
    drawn = []
    if (isOpen) output.write('\u001b[H\u001b[J')
    listener.onResize()
  }
  emitKeypressEvents(input)
  input.on('keypress', onKey).on('end', listener.onGone).on('error', listener.onGone)
  output.on('resize', onResize).on('error', listener.onGone)
  process.on('SIGCONT', resume)
  process.on('exit', giveBack)
  process.on('uncaughtExceptionMonitor', giveBack)
  take()
  return {
    size: () => ({ rows: output.rows || 24, columns: output.columns || 80 }),
    show: (lines) => {
      const written = isOpen ? changes(drawn, lines) : ''
      if (written !== '') output.write(written)
      drawn = lines
    },
    suspend: () => {
      if (process.platform === 'win32') return
      giveBack()
      process.kill(0, 'SIGTSTP')
      waking = setTimeout(resume, resumeMs)
    },
    close: () => {
      // Whoever leaves right after coming back must not be woken once more: the terminal would be taken again, and kept.
      clearTimeout(waking)
      giveBack()
      input.off('keypress', onKey).off('end', listener.onGone)
      output.off('resize', onResize)
      process.off('SIGCONT', resume)
      process.off('exit', giveBack)
      process.off('uncaughtExceptionMonitor', giveBack)
    },
  }
}

/** Where nobody could let us go on again (no shell above), the system does not stop us at all: then we simply go on. */
const resumeMs = 100

/** The way out must not fail because the terminal has gone. */
const quietly = (task: () => void): void => {
  try {
    task()
  } catch {
    // There is nothing left to put in order.
  }
}

/** `h`, `up`, `space`, `ctrl-c`; `null` for what no key is bound to. */
const nameOf = (text: string | undefined, { name, ctrl, meta }: Key): string | null => {
  if (meta === true && name !== 'escape') return null
  if (ctrl === true) return name === undefined ? null : `ctrl-${name}`
  if (text === ' ') return 'space'
  return name === 'enter' ? 'return' : (name ?? text ?? null)
}
