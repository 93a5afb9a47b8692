/**
 * Puts the name of the process in front of every line, while the lines come in, in pieces and from several processes at once. A line is shown when it is
 * whole; one that stays unfinished for a moment, such as a question to whoever sits there, is shown as it is. Where another process speaks
 * in the middle of it, a new line begins, and the rest of the old one is shown behind an ellipsis.
 */
export interface Printer {
  readonly piece: (from: Source, text: string) => void
  /** Somebody typed a line end: the cursor is in a new line. */
  readonly typed: () => void
  /** To be called now and then: shows what has waited long enough. */
  readonly tick: (nowMs: number) => void
  /** A remark of the kit's own, in a line of its own. */
  readonly say: (text: string) => void
  /** Shows everything that is still held back, and ends the last line. */
  readonly end: () => void
}

/** Whose words they are, and by which stream. */
export interface Source {
  readonly name: string
  readonly stream: 'stdout' | 'stderr'
}

/** Where the printer writes, and how. */
export interface Paper {
  readonly write: (text: string) => void
  /** Paints the name in front of a line. */
  readonly paint: (label: string, from: Source) => string
  /** Says a line in the words that the learner knows. */
  readonly told: (line: string) => string
}

/** So long an unfinished line is held back. */
const patienceMs = 60

/** Names of this length and less stand in one column. */
const column = 11

interface Waiting {
  readonly from: Source
  text: string
  sinceMs: number
  /** True where the beginning of this line was shown already. */
  begun: boolean
}

/** `now` is the clock that `tick` goes by (milliseconds). */
export const printerOn = ({ write, paint, told }: Paper, now: () => number): Printer => {
  const waiting = new Map<string, Waiting>()
  /** The line that the cursor stands behind; `null` where it is at the beginning of a line. */
  let open: Waiting | null = null

  const leave = (): void => {
    if (open !== null) write('\n')
    open = null
  }

  const show = (line: Waiting, text: string): void => {
    if (open !== line) {
      leave()
      write(paint(labelOf(line.from), line.from) + (line.begun ? '… ' : ''))
    }
    write(told(text))
    line.begun = true
    open = line
  }

  const showWhole = (line: Waiting, text: string): void => {
    show(line, text)
    leave()
    line.begun = false
  }

  const showRest = (line: Waiting): void => {
    if (line.text !== '') show(line, line.text)
    line.text = ''
  }

  return {
    piece: (from, text) => {
      const key = `${from.name} ${from.stream}`
      const line = waiting.get(key) ?? { from, text: '', sinceMs: now(), begun: false }
      waiting.set(key, line)
      if (line.text === '') line.sinceMs = now()
      const parts = (line.text + text).split('\n')
      line.text = parts.pop()!
      for (const part of parts) showWhole(line, part.replace(/\r$/, ''))
      if (parts.length > 0) line.sinceMs = now()
    },
    typed: () => {
      for (const line of waiting.values()) line.begun = false
      open = null
    },
    tick: (nowMs) => {
      for (const line of waiting.values()) if (line.text !== '' && nowMs - line.sinceMs >= patienceMs) showRest(line)
    },
    say: (text) => {
      leave()
      write(`${text}\n`)
    },
    end: () => {
      for (const line of waiting.values()) showRest(line)
      leave()
    },
  }
}

/** `[worker 2]`, and `[worker 2 stderr]` for the standard error, so that nobody needs colours to tell. */
const labelOf = ({ name, stream }: Source): string => `${`[${name}${stream === 'stderr' ? ' stderr' : ''}]`.padEnd(column)} `
