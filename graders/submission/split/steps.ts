/** What it costs to go from one question to the next: nothing for the next one under a heading, much for going back without one. */
import type { Heading } from '../documents/document.ts'
import type { Here } from './grounds.ts'

/** Prices, in the unit of the rewards of what fits. Only their proportions matter. */
export const price = {
  /** A question's heading once more, after its answer has begun. */
  repeated: { question: 4, answer: 3, bare: 0, none: 4 },
  nextInNewCell: 3,
  nextWithoutLabels: 1,
  /** In a document without labels one more whole program for the same question. */
  anotherProgram: 3,
  /** To a question that has no heading anywhere, though a later one has. */
  nextWithoutHeading: 1,
  /** Without a heading from what stands on top to a question that has its heading, or comes after all that have. */
  beforeLabels: 8,
  /** Leaving a question, without a heading, before its answer has begun. */
  unanswered: 4,
  nextInside: 10,
  skipped: 1.5,
  /** Leaving a question between a title, or imports, and what follows. */
  torn: 4,
  /** Beginning a written answer with code. */
  codeFirst: 8,
  /** In a document without labels every question left out. */
  missing: 5,
  back: 5,
  /** To any but the next question, where every number stands above one answer. */
  outOfOrder: 0.7,
  backInside: 12,
}

/** What the way so far has seen of the question that it has come to. */
export interface Progress {
  /** Whether its answer has begun. */
  readonly begun: boolean
  /** Whether a whole program has been given to it. */
  readonly program: boolean
}

/** What it costs at a piece to go on with one question, or to go to another one. */
export const step = (from: number, to: number, progress: Progress, here: Here): number => {
  if (to === from) return to === 0 ? 0 : staying(progress, here)
  if (to === 0) return price.back
  return here.piece.heading === null ? unasked(from, to, progress, here) : asked(from, to, here.piece.heading, here)
}

const staying = ({ begun, program }: Progress, here: Here): number => {
  const { heading } = here.piece
  if (heading !== null && begun) return price.repeated[heading.label]
  return program && (here.program || here.announced) ? price.anotherProgram : 0
}

/** To another question under a heading. */
const asked = (from: number, to: number, { label }: Heading, { labelled, distinct }: Here): number => {
  if (from === 0 && labelled) return 0
  if (label !== 'none' && distinct) return to === from + 1 ? 0 : price.outOfOrder
  return to > from ? (to - from - 1) * (labelled ? price.skipped : price.missing) : price.back
}

/** To another question without any heading. */
const unasked = (from: number, to: number, { begun }: Progress, here: Here): number => {
  const { labelled, unheaded, torn, exercises } = here
  const { opensCell, kind } = here.piece
  if (to < from) return price.backInside
  if (from === 0 && labelled && !unheaded.has(to - 1)) return price.beforeLabels
  const newCell = unheaded.has(to - 1) ? price.nextWithoutHeading : labelled ? price.nextInNewCell : price.nextWithoutLabels
  const left = from === 0 ? 0 : (begun ? 0 : price.unanswered) + (torn ? price.torn : 0)
  const opensByCode = kind === 'code' && exercises[to - 1]!.kind === 'written' ? price.codeFirst : 0
  return (opensCell ? newCell : price.nextInside) + left + opensByCode + (to - from - 1) * (labelled ? price.skipped : price.missing)
}
