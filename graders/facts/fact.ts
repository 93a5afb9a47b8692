import { failed } from '../core/findings.ts'
import type { Finding, Quote } from '../core/types.ts'
import type { ProgramEvidence } from './evidence.ts'
import type { Topic } from './hints.ts'

/** A question put to a program; `about` names the hints that help where nothing more particular is known. */
export type Fact = ((evidence: ProgramEvidence) => Finding) & { readonly about: Topic }

export const fact = (about: Topic, verify: (evidence: ProgramEvidence) => Finding): Fact =>
  Object.assign((evidence: ProgramEvidence) => verify(evidence), { about })

/** A failure and its topic, by which hints are chosen for whoever asks for one. */
export const failing = (topic: Topic, expected: string, seen: string, hint: string, evidence: readonly Quote[] = []): Finding => ({
  ...failed(expected, seen, hint, evidence),
  topic,
})
