import type { ProcessExit } from '../core/process.ts'
import { beginningOf } from '../core/readable.ts'
import type { Quote } from '../core/types.ts'
import type { Dropped, Place, SourceFacts, Wait } from '../source/facts.ts'

/** "line 9", or "worker.ts, line 9" of another file than the one that was run (see `placesBeside`). */
export const at = ({ file, line }: Place): string => (file === '' ? `line ${line}` : `${file}, line ${line}`)

/** Words that begin a sentence; the name of a file stays as it is. */
export const capital = (words: string): string => words.replace(/^line \d/, (word) => `L${word.slice(1)}`)

/** A wait that something is said of: "join(), line 9,", and in TypeScript, where it is told by what main does, "what awaits the 'exit' event, line 9,". */
export const theWait = ({ language }: SourceFacts, wait: Wait): string => `${language === 'ts' ? 'what ' : ''}${wait.how}, ${at(wait)},`

/** A place as evidence. */
export const quoted = (place: Place): Quote[] => [{ quote: place.text, line: place.line }]

/** "with code 0", "by SIGKILL". */
export const ending = (exit: ProcessExit): string => ('code' in exit ? `with code ${exit.code}` : `by the signal ${exit.signal}`)

/** A command on one line, and no longer than is needed to know it. */
export const brief = (command: string): string => beginningOf(command.replace(/\s+/g, ' ').trim())

/** A line that a process printed, no longer than is needed to know it: the report shows the output as a whole elsewhere. */
export const said = (line: string): string => `"${beginningOf(line, 100)}"`

/** Whole milliseconds, never "0 ms" for something that did take time. */
export const ms = (time: number): string => `${Math.max(1, Math.round(time))} ms`

/** Of an iterator that nobody takes anything out of. */
export const onlyPrepares = (place: Dropped): string =>
  `${at(place)} only prepares the ${place.what}: what is made there does nothing until somebody ${place.needs === 'await' ? 'awaits it' : 'takes its values out'}`

/** What leads on there. */
export const makeItHappen = ({ needs }: Dropped): string =>
  needs === 'await'
    ? 'What does a call of a function with async give, and when do its lines run?'
    : 'What does that line do at once, and what only when it is asked for its next value? Which kind of statement does something for each process right away?'
