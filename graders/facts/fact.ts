import { failed, unclear } from '../core/findings.ts'
import { isClean } from '../core/process.ts'
import type { Finding, Quote } from '../core/types.ts'
import type { ProgramEvidence } from './evidence.ts'
import type { Topic } from './hints.ts'

/** A question put to a program; `about` names the hints that help where nothing more particular is known. */
export type Fact = ((evidence: ProgramEvidence) => Finding) & { readonly about: Topic }

/** Makes a fact of a question: it is not failed for what the kit itself hindered. */
export const fact = (about: Topic, verify: (evidence: ProgramEvidence) => Finding): Fact =>
  Object.assign((evidence: ProgramEvidence) => unlessHindered(evidence, verify(evidence)), { about })

/** What broke a program off that works in a terminal is the kit's doing, and no failure. */
const unlessHindered = (evidence: ProgramEvidence, finding: Finding): Finding =>
  finding.status === 'failed' && isHindered(evidence)
    ? unclear(
        'a process opens its standard output by a name such as /dev/stdout, as can be done in a terminal. Here it leads to the kit, by a socket, which nobody can open by a name, and so the process broke off. What is printed without such a name, as console.log() and print() do, is seen here',
      )
    : finding

/** How Node, Python and shells say that a socket cannot be opened, and the names under which it is. */
const cannotOpen = /\bENXIO\b|No such device or address/
const ownOutput = /\/dev\/(?:stdout|stderr|fd\/[12])\b|\/proc\/self\/fd\/[12]\b/

const isHindered = ({ main, workers }: ProgramEvidence): boolean =>
  [main, ...workers].some(({ exit, wrote }) => {
    const said = wrote.flatMap(({ stream, text }) => (stream === 'stderr' ? [text] : [])).join('')
    return exit !== null && !isClean(exit) && cannotOpen.test(said) && ownOutput.test(said)
  })

/** A failure and its topic, by which hints are chosen for whoever asks for one. */
export const failing = (topic: Topic, expected: string, seen: string, hint: string, evidence: readonly Quote[] = []): Finding => ({
  ...failed(expected, seen, hint, evidence),
  topic,
})
