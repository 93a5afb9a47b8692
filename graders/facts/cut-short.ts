/** What is said of a program that had to be stopped. */
import { counted, listed } from '../core/english.ts'
import { type ProcessExit, type TracedProcess, isClean } from '../core/process.ts'
import type { Finding, Quote } from '../core/types.ts'
import type { Place } from '../source/facts.ts'
import { askedTooLate, nobodyLeft } from './asked-too-late.ts'
import { type ProgramEvidence, numbered } from './evidence.ts'
import { failing } from './fact.ts'
import { at, capital, ending, quoted } from './wording.ts'
import { brokeOff, doWithoutAsking, endByThemselves, keptFromPrinting, lastWords, nobodyTypes, readTheMessage } from './words-of-the-end.ts'

/** What kept main from a line that prints, where it did not come to its end; `null` where nothing did. `seen` says what it did not print. */
export const keptMainFromPrinting = ({ execution, source, main }: ProgramEvidence, expected: string, seen: string): Finding | null => {
  if (brokeOff(source, main)) return failing('crash', expected, `${seen}; it ended ${ending(main.exit!)}`, keptFromPrinting)
  return execution.stopped !== null && main.endedMs === null
    ? failing('endless', expected, `${seen}, and it was still running when the program was stopped`, keptFromPrinting)
    : null
}

/** Why the kit stopped a program. */
export const cutShort = (evidence: ProgramEvidence): Finding => {
  const stopped = evidence.execution.stopped!
  if (stopped.why === 'time') return outOfTime(evidence, stopped.limitMs)
  if (stopped.why === 'output')
    return evidence.execution.truncated ? tooMuchOutput(stopped.limitBytes) : tooMuchElsewhere(evidence, stopped.limitBytes)
  if (stopped.why === 'processes') return tooManyProcesses(evidence, stopped.limit)
  if (stopped.why === 'memory') return tooMuchMemory(stopped.limitBytes)
  return failing(
    'signal',
    endByThemselves,
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

/**
 * What does not reach anybody's screen is recorded all the same, as far as there is room for it; so are the calls that write nothing. A byte may take four
 * characters of the record, and some words stand around it.
 */
const tooMuchElsewhere = ({ execution }: ProgramEvidence, limitBytes: number): Finding => {
  const handedOn = bytesHandedOn(execution.trace.processes)
  return handedOn < limitBytes / 8
    ? failing(
        'too-much-output',
        'few processes, and few calls to the system',
        `so many calls that the record of them grew beyond ${limitBytes / 1024 / 1024} MiB; the program was stopped there`,
        'Which loop starts, waits, writes or calls without end?',
      )
    : failing(
        'too-much-output',
        'little that is written to files, or sent to processes and other programs',
        `more than ${Math.floor(handedOn / 1024 / 1024)} MiB of that; the program was stopped there`,
        'Which loop writes or sends without end? Or can what is sent be smaller?',
      )
}

const bytesHandedOn = (processes: readonly TracedProcess[]): number =>
  processes
    .flatMap(({ wrote, sent }) => [...wrote.map(({ text }) => text.length), ...sent.map(({ bytes }) => bytes.length)])
    .reduce((sum, length) => sum + length, 0)

const tooMuchMemory = (limitBytes: number): Finding =>
  failing(
    'too-much-memory',
    `all its processes together need less than ${limitBytes / 1024 / 1024} MiB of memory`,
    `they used more than ${limitBytes / 1024 / 1024} MiB; the program was stopped there`,
    'What does each process keep, and when does it let go of it?',
  )

const tooManyProcesses = (evidence: ProgramEvidence, limit: number): Finding =>
  failing(
    'too-many-processes',
    endByThemselves,
    `more than ${limit} processes were alive at once; the program was stopped there`,
    ...whoStartsChildren(evidence),
  )

/**
 * The question that leads on where children start children, and the line that it is about. A child that is a copy of its parent does not
 * read the file again.
 */
const whoStartsChildren = ({ source: { unguarded }, main, workers }: ProgramEvidence): [string, Quote[]] =>
  unguarded === null || workers.every(({ command }) => command === main.command)
    ? ['Does a child run the code that starts children? What keeps it from doing so?', []]
    : [
        'Each child reads the file again and starts children of its own. What does if __name__ == "__main__": guard against?',
        quoted(unguarded),
      ]

/** So many are named; of more, the number says enough. */
const mostNamed = 6

const outOfTime = (evidence: ProgramEvidence, limitMs: number): Finding => {
  const { execution, source, main } = evidence
  const input = source.readsInput[0]
  const loop = main.endedMs === null ? source.blocking?.[0] : undefined
  const alive = stillRunning(evidence)
  const isOne = alive.length === 1
  const who = alive.length > 0 ? named(alive) : `${execution.trace.processes.length} processes`
  const seen = `${who} ${isOne ? 'was' : 'were'} still running after ${limitMs / 1000} s; the program was stopped there`
  const expected = `an end within ${limitMs / 1000} s`
  if (input !== undefined) return failing('keyboard', expected, seen, `${capital(nobodyTypes(input))}. ${doWithoutAsking}`, quoted(input))
  if (loop !== undefined) return failing('restless-loop', expected, seen, restless(loop), quoted(loop))
  if (startedByChildren(evidence) > mostNamed) return failing('too-many-processes', expected, seen, ...whoStartsChildren(evidence))
  const late = askedTooLate(evidence)
  if (late !== null) return failing('endless', expected, seen, nobodyLeft(late), quoted(late))
  return (
    crashedBefore(evidence, expected, seen) ??
    sentTooEarly(evidence, expected, seen) ??
    failing(
      'endless',
      expected,
      seen,
      isOne
        ? 'What is it waiting for, or which loop of it has no end? Who should tell it that there is nothing more to do?'
        : 'What is each of them waiting for, or which loop of it has no end? Who should tell it that there is nothing more to do?',
    )
  )
}

const stillRunning = ({ main, workers }: ProgramEvidence): string[] => [
  ...(main.endedMs === null ? ['main'] : []),
  ...numbered(workers).flatMap(({ worker, name }) => (worker.endedMs === null ? [name] : [])),
]

const named = (alive: readonly string[]): string => {
  const workers = alive.filter((name) => name !== 'main')
  return workers.length > mostNamed
    ? listed([...alive.filter((name) => name === 'main'), counted(workers.length, 'worker')])
    : listed(alive)
}

const restless = (loop: Place): string =>
  `The loop of ${at(loop)} never rests, and Node learns that a child has ended only when main has nothing to run. What lets main wait instead of asking again and again?`

/** How many workers that are still alive were started by another worker. */
const startedByChildren = ({ workers }: ProgramEvidence): number => {
  const pids = new Set(workers.map(({ pid }) => pid))
  return workers.filter(({ parent, endedMs }) => endedMs === null && parent !== null && pids.has(parent)).length
}

/** Main may wait for what a worker was to send that broke down, by an exception or without a word. Whoever gets a SIGTERM is told to end. */
export const crashedBefore = ({ workers }: ProgramEvidence, expected: string, seen: string): Finding | null => {
  const crashed = numbered(workers).filter(({ worker: { exit } }) => exit !== null && !isClean(exit) && !wasToldTo(exit))
  const [first] = [...crashed.filter(({ worker }) => readTheMessage(worker) !== null), ...crashed]
  if (first === undefined) return null
  const { name, worker } = first
  return failing(
    'crash',
    expected,
    `${seen}. Before that ${name} ended ${ending(worker.exit!)}${lastWords(worker)}`,
    readTheMessage(worker) ?? `Does anybody wait for what ${name} was still to do or to send? Which line ended it?`,
  )
}

const wasToldTo = (exit: ProcessExit): boolean => 'signal' in exit && exit.signal === 'SIGTERM'

const waitsForOnline = /\b(?:on|once|addListener)\([^\n)'"`]*(['"`])online\1/
const sendsToWorker = /(?<!\bprocess)[?!]*\.send\s*\(/

/**
 * In a worker of a cluster Node itself listens to messages from the first moment. So a message that comes before the program listens is
 * lost, and not kept for it.
 */
const sentTooEarly = ({ source, program, main, workers }: ProgramEvidence, expected: string, seen: string): Finding | null => {
  const text = program.split('\n')
  const [online, send] = [waitsForOnline, sendsToWorker].map((pattern) => text.findIndex((each) => pattern.test(each)))
  const isCluster = source.means.some(({ name }) => name.includes('cluster'))
  const isSilent = workers.some((worker) => worker.endedMs === null && worker.wrote.length === 0 && !saidAnything(worker))
  if (!isCluster || !isSilent || send === -1 || (online === -1 && !saidAnything(main))) return null
  const line = online === -1 ? send! : online!
  const place: Place = { file: '', line: line + 1, text: text[line]!.trim() }
  const young = online === -1 ? 'A worker that has just been started' : 'A worker that is “online”'
  return failing(
    'endless',
    expected,
    seen,
    `${young} (${at(place)}) may still be loading your file: what is sent to it then, before it listens, is lost. Who knows when the worker listens, and how could main learn it?`,
    quoted(place),
  )
}

/** Whether a process of a cluster has sent anything but what Node itself has to tell. */
const saidAnything = ({ sent }: TracedProcess): boolean =>
  sent.some(({ bytes }) => bytes.split('\n').some((line) => line !== '' && !line.includes('"NODE_')))
