import type { TracedProcess } from '../core/process.ts'
import { passed } from '../core/findings.ts'
import type { Finding } from '../core/types.ts'
import type { SourceFacts } from '../source/facts.ts'
import { type Numbered, type ProgramEvidence, numbered } from './evidence.ts'
import { type Fact, fact, failing } from './fact.ts'
import type { Topic } from './hints.ts'
import { isFaultOfNode } from './node-fault.ts'
import { at, count, ending, isClean, list, quoted } from './wording.ts'

interface Allowed {
  /** Whether a worker may be ended by SIGTERM, as idle workers of a pool are. */
  readonly terminated?: boolean
}

const expected = 'main and every worker end by themselves, with code 0'

/** Whether the program and its workers end by themselves with code 0, no exception uncaught, within the limits. */
export const endsCleanly = ({ terminated = false }: Allowed = {}): Fact =>
  fact('crash', (evidence) => {
    const { execution, main, workers } = evidence
    if (execution.stopped !== null) return cutShort(evidence)
    if (!isClean(main.exit)) return endedBadly(evidence, main, `main ended ${ending(main.exit ?? { code: 1 })}`)
    const isAllowed = (worker: TracedProcess) => (isTerminated(worker) && (terminated || hasPool(evidence))) || isFaultOfNode(worker)
    const [bad, ...others] = numbered(workers).filter(({ worker }) => !isClean(worker.exit) && !isAllowed(worker))
    if (bad !== undefined) return badWorker(evidence, bad, others)
    const but = workers.some(isFaultOfNode) ? ' but for a fault of Node itself' : ''
    return passed(`${count(workers.length + 1, 'process', 'processes')}, ${workers.length > 0 ? 'all ' : ''}with code 0${but}`)
  })

/** A pool ends its idle workers by SIGTERM when it is closed: that is its way, and no crash. */
const isTerminated = ({ exit }: TracedProcess): boolean => exit !== null && 'signal' in exit && exit.signal === 'SIGTERM'

const hasPool = ({ source }: ProgramEvidence): boolean => source.launches.some(({ kind }) => kind === 'pool')

const badWorker = (evidence: ProgramEvidence, { name, worker }: Numbered, others: readonly Numbered[]): Finding => {
  const who = `${name} (pid ${worker.pid})`
  const rest = others.length > 0 ? `; ${list(others.map((each) => each.name))} did not end cleanly either` : ''
  if (worker.exit === null)
    return failing(
      'left-running',
      expected,
      `${who} was still running when main had ended, and had to be stopped${rest}`,
      'Who tells the worker that there is nothing more to do?',
    )
  return endedBadly(evidence, worker, `${who} ended ${ending(worker.exit)}`, rest)
}

/** The line in which an exception says what it is: the last of a Python traceback, the first with "Error" in Node's. */
const lastWords = ({ wrote }: TracedProcess): string => {
  const lines = wrote.flatMap(({ stream, text }) => (stream === 'stderr' ? text.split('\n') : [])).map((line) => line.trim())
  const said = lines.findLast((line) => /^[\w.]*(Error|Exception|Interrupt|Warning)\b/.test(line)) ?? lines.findLast((line) => line !== '')
  return said === undefined ? '' : `, saying: ${said}`
}

const endedBadly = (evidence: ProgramEvidence, process: TracedProcess, seen: string, rest = ''): Finding => {
  const [topic, hint] = nextStep(evidence, process)
  return failing(topic, expected, `${seen}${lastWords(process)}${rest}`, hint)
}

/** Node's own code for a top-level await that is still open when nothing is left to run; it may say so in a warning. */
const awaitsInVain = ({ language }: SourceFacts, { exit, wrote }: TracedProcess): boolean =>
  language === 'ts' &&
  exit !== null &&
  'code' in exit &&
  exit.code === 13 &&
  wrote.every(({ stream, text }) => stream === 'stdout' || text.includes('unsettled top-level await'))

/** A line of Python's traceback, or of Node's stack; what a program says before it ends itself names none. */
const namesLine = /\bline \d+|:\d+(?::\d+|\r?$)|\b\w*(?:Error|Exception)\b/m

const nextStep = ({ source, execution }: ProgramEvidence, process: TracedProcess): readonly [Topic, string] => {
  const input = source.readsInput[0]
  if (input !== undefined && /EOF/.test(execution.stderr))
    return [
      'keyboard',
      `${at(input)} reads the keyboard, and here nobody types: the standard input is empty. Can the program do without asking?`,
    ]
  if (process.exit !== null && 'signal' in process.exit)
    return ['signal', `Who sends the signal ${process.exit.signal}? Could this process end by itself instead?`]
  if (awaitsInVain(source, process))
    return [
      'endless',
      'Node ends with code 13 when main awaits something that can no longer come. Which await is it, and what would have to happen first?',
    ]
  if (!process.wrote.some(({ stream, text }) => stream === 'stderr' && namesLine.test(text)))
    return ['exit-code', 'Which line ends this process with that code, and what should the code say?']
  return ['crash', 'Read the whole message under "what the program printed": it names the line. What would make that line work?']
}

const cutShort = (evidence: ProgramEvidence): Finding => {
  const stopped = evidence.execution.stopped!
  if (stopped.why === 'time') return outOfTime(evidence, stopped.limitMs)
  if (stopped.why === 'output') return tooMuchOutput(stopped.limitBytes)
  if (stopped.why === 'processes') return tooManyProcesses(evidence, stopped.limit)
  if (stopped.why === 'memory') return tooMuchMemory(stopped.limitBytes)
  return failing(
    'signal',
    expected,
    'the program ended the process that was recording it, so nothing more could be seen',
    'Which process does your program send a signal to?',
  )
}

const tooMuchOutput = (limitBytes: number): Finding =>
  failing(
    'too-much-output',
    'an output of a few lines',
    `more than ${limitBytes / 1024 / 1024} MiB of output; the program was stopped there`,
    'Which loop prints without end?',
  )

const tooMuchMemory = (limitBytes: number): Finding =>
  failing(
    'too-much-memory',
    `all its processes together need less than ${limitBytes / 1024 / 1024} MiB of memory`,
    `they used more than ${limitBytes / 1024 / 1024} MiB; the program was stopped there`,
    'What does each process keep, and when does it let go of it?',
  )

const tooManyProcesses = ({ source }: ProgramEvidence, limit: number): Finding =>
  failing(
    'too-many-processes',
    expected,
    `more than ${limit} processes were alive at once; the program was stopped there`,
    source.unguarded === null
      ? 'Does a child run the code that starts children? What keeps it from doing so?'
      : 'Each child reads the file again and starts children of its own. What does if __name__ == "__main__": guard against?',
    source.unguarded === null ? [] : quoted(source.unguarded),
  )

const outOfTime = ({ execution, source, main, workers }: ProgramEvidence, limitMs: number): Finding => {
  const alive = [
    ...(main.endedMs === null ? ['main'] : []),
    ...numbered(workers).flatMap(({ worker, name }) => (worker.endedMs === null ? [name] : [])),
  ]
  const input = source.readsInput[0]
  const loop = main.endedMs === null ? source.blocking?.[0] : undefined
  const who =
    alive.length > 0 ? `${list(alive)} ${alive.length > 1 ? 'were' : 'was'}` : `${execution.trace.processes.length} processes were`
  return failing(
    input !== undefined ? 'keyboard' : loop !== undefined ? 'restless-loop' : 'endless',
    `an end within ${limitMs / 1000} s`,
    `${who} still running after ${limitMs / 1000} s; the program was stopped there`,
    input !== undefined
      ? `${at(input)} waits for the keyboard, and here nobody types.`
      : loop !== undefined
        ? `The loop of ${at(loop)} never rests, and Node learns that a child has ended only when main has nothing to run. What lets main wait instead of asking again and again?`
        : 'What is each of them waiting for? Who should tell it that there is nothing more to do?',
    [input ?? loop].flatMap((place) => (place === undefined ? [] : quoted(place))),
  )
}
