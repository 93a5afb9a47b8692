/**
 * Long texts are read when no program runs.
 *
 * Theory of operation. A program is looked at many times a second: for how much memory it takes up in a sandbox, and for what it writes and how long it runs.
 * The same thread reads what was handed in. While it reads one long text, of whomever, it looks at no program: two submissions that know of each other
 * could fill the machine meanwhile. So a text that is longer than most waits until no program runs. Programs wait for no text, and end within their limits:
 * every text has its turn.
 */

/** So many characters are read in less time than lies between two looks. */
const shortText = 16 * 1024

let running = 0
const waiting = new Set<() => void>()

/** Runs a program that is looked at. */
export const lookedAt = async <Outcome>(run: () => Promise<Outcome>): Promise<Outcome> => {
  running++
  try {
    return await run()
  } finally {
    running--
    for (const goOn of waiting) goOn()
    waiting.clear()
  }
}

const mustWait = (characters: number): boolean => characters > shortText && running > 0

/** Reads so many characters: at once, or, where they are many, as soon as no program runs. Between that moment and the reading none can begin. */
export const readInPeace = async <Read>(characters: number, read: () => Read): Promise<Read> => {
  while (mustWait(characters)) await new Promise<void>((resolve) => waiting.add(resolve))
  return read()
}
