/**
 * Who wrote what stands on the screen.
 *
 * By the kernel's record that is known: each write names what it leads to, and it is on the screen if it leads where main's own streams
 * lead. The probes do not know where a stream leads. So each line that came out is looked for among those that processes wrote; where
 * several wrote it, that is said. A line that none of them wrote may be one that several wrote together: it is read in the pieces that they
 * wrote.
 */
import type { ProcessEvent } from '../../process/events.ts'
import type { Source } from './printer.ts'

/** Words that came out, with the name of whoever wrote them. */
export interface Spoken {
  readonly from: Source
  readonly text: string
}

/** Finds out who wrote what. */
export interface Attribution {
  /** What an event of the record brings to the screen. */
  readonly note: (event: ProcessEvent) => readonly Spoken[]
  /** What came out of the program's own streams. */
  readonly out: (stream: Source['stream'], text: string) => void
  /** Called now and then: what could be attributed by now; with `isOver`, everything. */
  readonly settle: (nowMs: number, isOver: boolean) => readonly Spoken[]
}

/** More than this is not compared. */
export const longest = 1024 * 1024
