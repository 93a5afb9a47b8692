import { failed, unclear } from '../core/findings.ts'
import type { Finding, Quote } from '../core/types.ts'
import type { ProgramEvidence } from './evidence.ts'
import { hindrance } from './hindered.ts'
import type { Topic } from './hints.ts'

/** A question put to a program; `about` names the hints that help where nothing more particular is known. */
export type Fact = ((evidence: ProgramEvidence) => Finding) & { readonly about: Topic }

/** Makes a fact of a question: it is not failed for what hindered the program here. */
export const fact = (about: Topic, verify: (evidence: ProgramEvidence) => Finding): Fact =>
  Object.assign((evidence: ProgramEvidence) => unlessHindered(evidence, verify(evidence)), { about })

/** What the kit itself, or the machine, put in the way of a program is no failure of it. */
const unlessHindered = (evidence: ProgramEvidence, finding: Finding): Finding => {
  const why = finding.status === 'failed' ? hindrance(evidence) : null
  return why === null ? finding : unclear(why)
}

/** A failure and its topic, by which hints are chosen for whoever asks for one. */
export const failing = (topic: Topic, expected: string, seen: string, hint: string, evidence: readonly Quote[] = []): Finding => ({
  ...failed(expected, seen, hint, evidence),
  topic,
})
