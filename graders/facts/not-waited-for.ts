/** Why nothing in the source waits for a process: the most telling of the reasons that it shows. */
import { unclear } from '../core/findings.ts'
import type { Finding } from '../core/types.ts'
import type { Launch } from '../source/facts.ts'
import type { ProgramEvidence } from './evidence.ts'
import { failing } from './fact.ts'
import { noLastLine } from './no-last-line.ts'
import { endedAlmost, outliving, saidSomethingAfter, whatHappened } from './outlived.ts'
import { unheldWaits } from './unheld-waits.ts'
import { at, makeItHappen, onlyPrepares, quoted, theWait } from './wording.ts'
import { brokeOff, lastWords, ownLineOf } from './words-of-the-end.ts'

/** What leads on wherever there is more than one process. */
const nextStepOfProcess = 'What tells a parent that its child has ended? Wait for that, once for every child.'
const nextStepOfPool = 'What of a pool waits until all that it was asked for is done, and what ends its workers at once?'
/** A question about pools where all are started by one, else about processes. */
export const nextStepFor = (launches: readonly Launch[]): string =>
  launches.length > 0 && launches.every(({ kind }) => kind === 'pool') ? nextStepOfPool : nextStepOfProcess

/** `launch` starts what nothing waits for. */
export const notWaitedFor = (evidence: ProgramEvidence, launch: Launch, expected: string): Finding =>
  endsFirst(evidence, whyNot(evidence, launch, expected))

/** Whoever waits for processes that never end has less than before: no line that comes behind the wait is printed any more. */
const endsFirst = ({ execution: { stopped }, workers }: ProgramEvidence, finding: Finding): Finding =>
  finding.status === 'failed' && stopped?.why === 'time' && workers.some(({ endedMs }) => endedMs === null)
    ? {
        ...finding,
        hint: `First see “ends cleanly”: who waits for a process that never ends waits for ever. When each of them ends: ${finding.hint}`,
      }
    : finding

const whyNot = (evidence: ProgramEvidence, launch: Launch, expected: string): Finding => {
  const happened = whatHappened(evidence) ?? outliving(evidence)
  const seen = happened ?? unwaitedFor(evidence, launch)
  const missing = { evidence, source: evidence.source, launch, expected, seen }
  const isOver = endedAlmost(evidence) || (launch.kind === 'pool' && saidSomethingAfter(evidence, [{ for: 'results' }]))
  const isAgainst = happened !== null && !isOver
  return (
    brokeOffAtTheWait(missing) ??
    notCalled(missing) ??
    onlyPrepared(missing) ??
    neverComesBy(missing) ??
    (happened === null ? handedOn(evidence, launch) : null) ??
    notHeldBack(missing) ??
    letGo(missing) ??
    besideMain(missing) ??
    (isAgainst ? null : strangeWait(evidence, launch)) ??
    sleeps(missing) ??
    onlyIf(missing) ??
    forAMessage(missing) ??
    failing('not-waited-for', expected, seen, nextStepFor([launch]), quoted(launch))
  )
}

/** In TypeScript: nothing speaks against a wait, and what is to be waited for was handed to somebody who may do that. */
const handedOn = ({ source: { language, strangeWaits = [], sleeps: asleep } }: ProgramEvidence, launch: Launch): Finding | null => {
  const [place] = strangeWaits
  if (language !== 'ts' || place === undefined || asleep.length > 0) return null
  return unclear(
    `${at(place)} hands what ${at(launch)} starts, or a promise for its end, to something of which the source does not show whether it waits; nothing in the run speaks against it`,
    quoted(place),
  )
}

/** In Python: nothing speaks against a wait, and one stands in the text of which nobody can tell whether it is for this process. */
const strangeWait = ({ source: { language, strangeWaits = [] } }: ProgramEvidence, launch: Launch): Finding | null => {
  const place = strangeWaits.find((wait) => wait.of === 'process' || launch.kind === 'pool')
  if (language !== 'py' || place === undefined) return null
  return unclear(
    `${at(place)} may wait for ${launch.kind === 'pool' ? 'the pool' : 'every process'} of ${at(launch)}, and the source does not show whether it does; nothing in the run speaks against it`,
    quoted(place),
  )
}

const unwaitedFor = ({ workers }: ProgramEvidence, launch: Launch): string => {
  if (launch.kind === 'pool') return `nothing in the source waits for what the pool of ${at(launch)} was asked for`
  return workers.length > 1
    ? `the source does not wait for every process that ${at(launch)} starts`
    : `nothing in the source waits for the process that ${at(launch)} starts`
}

interface Missing {
  readonly evidence: ProgramEvidence
  readonly source: ProgramEvidence['source']
  readonly launch: Launch
  readonly expected: string
  readonly seen: string
}

/** Calls that wait, in the words of each language. */
const waiting = { py: /\.(?:join|get|wait)\s*\(/, ts: /\bawait\b|\.on(?:ce)?\s*\(|\bonce\s*\(/ } as const

/** Main comes to a line that is to wait, and an exception ends it there. */
const brokeOffAtTheWait = ({ evidence, expected, seen }: Missing): Finding | null => {
  const { source, main, program, language } = evidence
  const line = brokeOff(source, main) ? ownLineOf(main) : null
  const text = line === null ? undefined : program.split(/\r\n|\r|\n/)[line - 1]?.trim()
  if (line === null || text === undefined || language === 'md' || !waiting[language].test(text)) return null
  const saw = `an exception ended main in line ${line}, where it was to wait${lastWords(main)}; ${seen}`
  const next = 'Read that message once more: on what is the wait called in that line, and with what?'
  return failing('crash', expected, saw, next, [{ quote: text, line }])
}

const notCalled = ({ source: { uncalled }, expected, seen }: Missing): Finding | null => {
  const [place] = uncalled
  if (place === undefined) return null
  const next = 'What makes the difference between naming a function and calling it?'
  return failing('wait-not-called', expected, `${at(place)} names the wait but does not carry it out; ${seen}`, next, quoted(place))
}

const onlyPrepared = ({ source: { dropped = [] }, expected, seen }: Missing): Finding | null => {
  const place = dropped.find(({ what }) => what === 'wait')
  if (place === undefined) return null
  return failing('not-waited-for', expected, `${onlyPrepares(place)}; ${seen}`, makeItHappen(place), quoted(place))
}

const neverComesBy = ({ evidence, source: { unreached = [] }, expected }: Missing): Finding | null => {
  const [wait] = unreached
  if (wait === undefined) return null
  const next = `Where does main go from ${at(wait.last)}? What has to be done before that?`
  const happened = whatHappened(evidence) ?? outliving(evidence)
  const saw = `main does not get past ${at(wait.last)}, and so never comes to the wait of ${at(wait)}${happened === null ? '' : `; ${happened}`}`
  return failing('wait-never-reached', expected, saw, next, quoted(wait.last))
}

/** A promise that settles too early tells more than one that is left alone, as that of a whole function may well be. */
const notHeldBack = ({ source: { unheld = [] }, expected, seen }: Missing): Finding | null => {
  const place = unheld.find(({ why }) => why !== 'dropped') ?? unheld[0]
  if (place === undefined) return null
  const { topic, says, asks } = unheldWaits[place.why]
  return failing(topic, expected, `${at(place)}: ${says}; ${seen}`, asks, quoted(place))
}

const letGo = ({ launch, expected, seen }: Missing): Finding | null => {
  if (launch.letGo === null) return null
  const next = 'Who waits for a process that was let go? Keep it, and wait for its end.'
  return failing('let-go', expected, `${at(launch.letGo)} lets the process go; ${seen}`, next, quoted(launch.letGo))
}

const besideMain = ({ evidence, source, launch: { wait }, expected, seen }: Missing): Finding | null => {
  if (wait?.atTheEnd !== true) return null
  const silent = outliving(evidence) === null ? noLastLine(evidence, wait, expected) : null
  if (silent !== null) return silent
  const saw = `${theWait(source, wait)} holds back the function in which it stands, and nobody awaits that; ${seen}`
  return failing(
    'wait-not-called',
    expected,
    saw,
    'Which lines run while that function waits? What holds main back until it is through?',
    quoted(wait),
  )
}

const sleeps = ({ evidence, source, expected }: Missing): Finding | null => {
  const [sleep] = source.sleeps
  if (sleep === undefined) return null
  if (sleep.asks !== undefined) {
    const saw = `main asks again and again whether to go on, ${at(sleep.asks)}, and sleeps in between; nothing in that tells that a process has ended`
    const asks = 'A process may still run when the answer to that question changes. What tells that it has ended?'
    return failing('waits-for-a-message', expected, saw, asks, quoted(sleep.asks))
  }
  const next = 'How long must it sleep if a child is slow today? What could it wait for instead of a time?'
  // Something may wait for some of them.
  const unawaited = evidence.workers.length > 1 ? 'nothing waits until every process has ended' : 'nothing waits for a process’s end'
  return failing('sleep', expected, `main sleeps for a fixed time, ${at(sleep)}; ${unawaited}`, next, quoted(sleep))
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

const forAMessage = ({ source, launch: { wait }, expected, seen }: Missing): Finding | null => {
  if (wait === null) return null
  const isHungUp = wait.how.includes("'disconnect'")
  const until = isHungUp ? 'waits until nothing more can be sent' : 'waits for a result'
  const saw = `${theWait(source, wait)} ${until}, not for the end of the process; ${seen}`
  return failing(
    'waits-for-a-message',
    expected,
    saw,
    `A process may go on ${isHungUp ? 'when it is disconnected' : 'after its last message'}. What tells that it has ended?`,
    quoted(wait),
  )
}
