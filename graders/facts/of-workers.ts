import type { Finding } from '../core/types.ts'
import type { ProgramEvidence } from './evidence.ts'
import { type Fact, fact } from './fact.ts'
import type { Topic } from './hints.ts'
import { nothingStarted } from './nothing-started.ts'

/** A question about what workers did. Where it could not be told whether there ought to be any, it is asked all the same, and there may be none. */
export const factOfWorkers = (about: Topic, verify: (evidence: ProgramEvidence) => Finding): Fact =>
  fact(about, (evidence) =>
    evidence.workers.length > 0 ? verify(evidence) : nothingStarted(evidence, 'at least one process that runs your own code'),
  )
