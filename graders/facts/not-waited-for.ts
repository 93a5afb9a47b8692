/** Why nothing in the source waits for a process: the most telling of the reasons that it shows. */
import type { Finding } from '../core/types.ts'
import type { Launch, Unheld } from '../source/facts.ts'
import type { ProgramEvidence } from './evidence.ts'
import { failing } from './fact.ts'
import { outliving, whatHappened } from './outlived.ts'
import { at, quoted } from './wording.ts'

/** What leads on wherever there is more than one process. */
export const nextStep = 'What tells a parent that its child has ended? Wait for that, once for every child.'
const nextStepOfPool = 'What of a pool waits until all that it was asked for is done, and what ends its workers at once?'

/** `launch` starts what nothing waits for. */
export const notWaitedFor = (evidence: ProgramEvidence, launch: Launch, expected: string): Finding => {
  const seen = whatHappened(evidence) ?? outliving(evidence) ?? unwaitedFor(evidence, launch)
  const missing = { source: evidence.source, launch, expected, seen }
  const reason = notCalled(missing) ?? notHeldBack(missing) ?? letGo(missing) ?? sleeps(missing) ?? onlyIf(missing) ?? forAMessage(missing)
  return reason ?? failing('not-waited-for', expected, seen, launch.kind === 'pool' ? nextStepOfPool : nextStep, quoted(launch))
}

const unwaitedFor = ({ workers }: ProgramEvidence, launch: Launch): string => {
  if (launch.kind === 'pool') return `nothing in the source waits for what the pool of ${at(launch)} was asked for`
  return workers.length > 1
    ? `the source does not wait for every process that ${at(launch)} starts`
    : `nothing in the source waits for the process that ${at(launch)} starts`
}

interface Missing {
  readonly source: ProgramEvidence['source']
  readonly launch: Launch
  readonly expected: string
  readonly seen: string
}

const notCalled = ({ source: { uncalled }, expected, seen }: Missing): Finding | null => {
  const [place] = uncalled
  if (place === undefined) return null
  const next = 'What makes the difference between naming a function and calling it?'
  return failing('wait-not-called', expected, `${at(place)} names the wait but does not carry it out; ${seen}`, next, quoted(place))
}

const notHeldBack = ({ source: { unheld = [] }, expected, seen }: Missing): Finding | null => {
  const [place] = unheld
  if (place === undefined) return null
  const { says, asks } = unheldWaits[place.why]
  return failing(place.why === 'dropped' ? 'wait-not-called' : 'went-on', expected, `${at(place)}: ${says}; ${seen}`, asks, quoted(place))
}

const unheldWaits: Readonly<Record<Unheld['why'], { readonly says: string; readonly asks: string }>> = {
  dropped: {
    says: 'a promise for the end of a process is made here, and nothing awaits it',
    asks: 'Which lines run while that promise is still open? What holds main back until it has settled?',
  },
  forEach: {
    says: 'forEach() calls the async function for each process and goes on at once; it does not wait for what they await',
    asks: 'Which kind of loop waits at each await in it? Or: who could keep all these promises and await them together?',
  },
  race: {
    says: 'this promise settles as soon as the first process has ended',
    asks: 'How many ends does main have to wait for? What settles only when all of them are there?',
  },
}

const letGo = ({ launch, expected, seen }: Missing): Finding | null => {
  if (launch.letGo === null) return null
  const next = 'Who waits for a process that was let go? Keep it, and wait for its end.'
  return failing('let-go', expected, `${at(launch.letGo)} lets the process go; ${seen}`, next, quoted(launch.letGo))
}

const sleeps = ({ source, expected }: Missing): Finding | null => {
  const [sleep] = source.sleeps
  if (sleep === undefined) return null
  const next = 'How long must it sleep if a child is slow today? What could it wait for instead of a time?'
  return failing('sleep', expected, `main sleeps for a fixed time, ${at(sleep)}; nothing waits for a process's end`, next, quoted(sleep))
}

const onlyIf = ({ launch: { wait }, expected, seen }: Missing): Finding | null => {
  if (wait?.onlyIf === undefined) return null
  return failing(
    'wait-only-if',
    expected,
    `${wait.how}, ${at(wait)}, is reached only if the condition of ${at(wait.onlyIf)} holds, and it does not hold while the process runs; ${seen}`,
    'What does the condition say right after the start, when the process still runs? When is main to wait?',
    quoted(wait.onlyIf),
  )
}

const forAMessage = ({ launch: { wait }, expected, seen }: Missing): Finding | null => {
  if (wait === null) return null
  const saw = `${wait.how}, ${at(wait)}, waits for a result, not for the end of the process; ${seen}`
  return failing(
    'waits-for-a-message',
    expected,
    saw,
    'A process may go on after its last message. What tells that it has ended?',
    quoted(wait),
  )
}
