import { counted, listed } from '../core/english.ts'
import { type TracedProcess, isClean } from '../core/process.ts'
import { passed } from '../core/findings.ts'
import type { Finding } from '../core/types.ts'
import type { SourceFacts } from '../source/facts.ts'
import { crashedBefore, cutShort } from './cut-short.ts'
import { type Numbered, type ProgramEvidence, numbered } from './evidence.ts'
import { type Fact, fact, failing } from './fact.ts'
import type { Topic } from './hints.ts'
import { leftPrograms } from './left-programs.ts'
import { isFaultOfNode } from './node-fault.ts'
import { at, brief, capital, ending } from './wording.ts'
import { awaitsInVain, doWithoutAsking, endByThemselves, lastWords, nobodyTypes, readTheMessage } from './words-of-the-end.ts'

interface Allowed {
  /** Whether a worker may be ended by SIGTERM, as idle workers of a pool are. */
  readonly terminated?: boolean
}

/** Whether the program and its workers end by themselves with code 0, no exception uncaught, within the limits. */
export const endsCleanly = ({ terminated = false }: Allowed = {}): Fact =>
  fact('crash', (evidence) => {
    const { execution, main, workers } = evidence
    if (execution.stopped !== null) return cutShort(evidence)
    if (!isClean(main.exit)) return badMain(evidence)
    const isAllowed = (worker: TracedProcess) =>
      (terminated && isTerminated(worker)) || isEndedByPool(evidence, worker) || isFaultOfNode(worker)
    const [bad, ...others] = numbered(workers).filter(({ worker }) => !isClean(worker.exit) && !isAllowed(worker))
    if (bad !== undefined) return badWorker(evidence, bad, others)
    const left = leftPrograms(execution)
    if (left[0] !== undefined) return badProgram(left[0], left.length - 1)
    const but = workers.some(isFaultOfNode) ? ' but for a fault of Node itself' : ''
    return passed(`${counted(workers.length + 1, 'process', 'processes')}, ${howTheyEnded(evidence)}${but}`)
  })

/** How fast the workers of a pool are decides which of them it still has to end: the same is said of all such runs. */
const howTheyEnded = (evidence: ProgramEvidence): string => {
  if (evidence.workers.length === 0) return 'with code 0'
  if (hasPool(evidence)) return 'each with code 0 or ended by its pool'
  return evidence.workers.some(isTerminated) ? 'each with code 0 or ended by the signal SIGTERM' : 'all with code 0'
}

/** A pool ends its idle workers by SIGTERM when it is closed: that is its way, and no crash. */
const isTerminated = ({ exit }: TracedProcess): boolean => exit !== null && 'signal' in exit && exit.signal === 'SIGTERM'

/** True for a worker that a pool has ended as pools do. */
export const isEndedByPool = (evidence: ProgramEvidence, worker: TracedProcess): boolean => isTerminated(worker) && hasPool(evidence)

const hasPool = ({ source }: ProgramEvidence): boolean => source.launches.some(({ kind }) => kind === 'pool')

/** A main that awaits in vain may await what a worker that an exception ended was to send. */
const badMain = (evidence: ProgramEvidence): Finding => {
  const { main, source } = evidence
  const seen = `main ended ${ending(main.exit ?? { code: 1 })}`
  return (awaitsInVain(source, main) ? crashedBefore(evidence, endByThemselves, seen) : null) ?? endedBadly(evidence, main, seen)
}

const badWorker = (evidence: ProgramEvidence, { name, worker }: Numbered, others: readonly Numbered[]): Finding => {
  const who = `${name} (pid ${worker.pid})`
  const rest = others.length > 0 ? `; ${listed(others.map((each) => each.name))} did not end cleanly either` : ''
  if (worker.exit === null)
    return failing(
      'left-running',
      endByThemselves,
      `${who} was still running when main had ended, and had to be stopped${rest}`,
      'Who tells the worker that there is nothing more to do?',
    )
  return endedBadly(evidence, worker, `${who} ended ${ending(worker.exit)}`, rest)
}

/** A program that is the learner's doing, and not their code: it holds what it holds for as long as it likes. */
const badProgram = ({ command, pid }: TracedProcess, others: number): Finding =>
  failing(
    'program-left-running',
    'everything that the program started ends by itself',
    `another program, ${brief(command)} (pid ${pid}), was still running when main had ended, and had to be stopped${others > 0 ? `; so had ${counted(others, 'other')}` : ''}`,
    'Which line starts that program, and what does your answer need it for? What would wait for its end?',
  )

const endedBadly = (evidence: ProgramEvidence, process: TracedProcess, seen: string, rest = ''): Finding => {
  const [topic, hint] = nextStep(evidence, process)
  return failing(topic, endByThemselves, `${seen}${lastWords(process)}${rest}`, hint)
}

const whichAwait = ({ late }: SourceFacts): string => {
  const place = late?.[0]
  return place === undefined
    ? 'Which await is it, and what would have to happen first?'
    : `Main begins to listen for the end of each process (${at(place)}) when the one before has ended. What becomes of one that ends before its turn?`
}

const nextStep = ({ source, execution, main }: ProgramEvidence, process: TracedProcess): readonly [Topic, string] => {
  const input = source.readsInput[0]
  if (input !== undefined && (/EOF/.test(execution.stderr) || awaitsInVain(source, process)))
    return ['keyboard', `${capital(nobodyTypes(input))}. ${doWithoutAsking}`]
  if (process.exit !== null && 'signal' in process.exit)
    return ['signal', `Who sends the signal ${process.exit.signal}? Could this process end by itself instead?`]
  if (awaitsInVain(source, process))
    return ['endless', `Node ends with code 13 when main awaits something that can no longer come. ${whichAwait(source)}`]
  const message = readTheMessage(process)
  if (message !== null) return ['crash', message]
  return [
    'exit-code',
    isLeftBehind(main, process) ? whoseEnd : 'Which line ends this process with that code, and what should the code say?',
  ]
}

/** The worker of a pool may end itself with a code of its own when it loses its parent. */
const isLeftBehind = (main: TracedProcess, { endedMs }: TracedProcess): boolean =>
  main.endedMs !== null && endedMs !== null && endedMs > main.endedMs

const whoseEnd =
  'Main had ended before it. Does a line of yours end this process with that code, or did it end because main was gone? Who could let it go before?'
