import { type TracedProcess, isClean } from '../core/process.ts'
import { type ProgramEvidence, lastEnd, linesOf, mostAlive, numbered, ownLines } from './evidence.ts'
import { isEndedByPool } from './exit.ts'
import { numbersSent } from './messages.ts'
import { numbersIn } from './numbers.ts'
import { whatHappened } from './outlived.ts'
import { at, capital, ms, said } from './wording.ts'

/** A sentence that costs nothing, or `null` where it does not apply. */
export type Advice = (evidence: ProgramEvidence) => string | null

/** Puts several pieces of advice together. */
export const adviseOn =
  (...all: readonly Advice[]) =>
  (evidence: ProgramEvidence): string[] =>
    evidence.source.fault === null ? all.flatMap((advice) => advice(evidence) ?? []) : []

/** Python: a process that is started outside of `if __name__ == '__main__':`. */
export const guardMain: Advice = (evidence) => {
  const { source, execution, main, workers } = evidence
  if (source.unguarded === null) return null
  const endedWell = workers.every((worker) => isClean(worker.exit) || isEndedByPool(evidence, worker))
  const works = execution.stopped === null && isClean(main.exit) && endedWell
  return `The process is started outside of if __name__ == '__main__': (${at(source.unguarded)}). ${works ? 'It works here, where a child is a copy of its parent; on' : 'Where children are started afresh, as on'} Windows and macOS${works ? '' : ','} each child reads the file again and would start children of its own.`
}

/** Python, whose questions do not ask for it: no line of main tells that the waiting is over. One that came before may claim it. */
export const sayAfterwards: Advice = (evidence) => {
  const { language, source, workers, main } = evidence
  const waitsForAll = source.launches.every(({ wait }) => wait !== null && wait.mayGiveUp !== true && wait.onlyIf?.whenEnded !== true)
  if (language !== 'py' || source.launches.length === 0 || workers.length === 0 || !isClean(main.exit) || !waitsForAll) return null
  const isSaid = ownLines(evidence).some(({ atMs }) => workers.every(({ endedMs }) => endedMs !== null && endedMs <= atMs))
  if (isSaid || source.printings?.().some(({ past }) => past !== undefined)) return null
  const happened = whatHappened(evidence)
  const early = happened === null ? '' : `M${happened.slice(1)}, and nothing after that. `
  return `${early}A line printed by main after the wait would show that the waiting is over.`
}

/** A wait that something else makes up for. */
export const callTheWait: Advice = ({ source: { uncalled, launches } }) => {
  const [place] = uncalled
  return place === undefined || launches.some(({ wait }) => wait === null)
    ? null
    : `${capital(at(place))} names a wait and does not carry it out: “${place.text}”. What makes the difference between naming a method and calling it?`
}

/** A line that is right behind the last end may also have come before it: printed at every end, say, or in a loop. */
export const sayItOnce: Advice = (evidence) => {
  const lines = ownLines(evidence)
  const same = lines.filter(({ line }) => line === lines.at(-1)?.line)
  const [first, last, end] = [same[0], same.at(-1), lastEnd(evidence.workers)]
  return first === undefined || last === undefined || first.atMs >= end || last.atMs < end
    ? null
    : `Main printed ${said(first.line)} ${same.length} times, the first time ${ms(end - first.atMs)} before the last worker had ended. How often is it to be printed, and what tells that it is time?`
}

/** Several processes, never two at a time. */
export const runTogether: Advice = ({ workers }) =>
  workers.length > 1 && mostAlive(workers) === 1
    ? 'The processes ran one after another: each was waited for before the next one was started. Start all of them first, then wait for all of them, and they run at the same time.'
    : null

/** Whether it goes well is luck: it does where the processes end in the order in which they are waited for. */
export const listenAtOnce: Advice = ({ source, main }) => {
  const place = source.late?.[0]
  return place === undefined || !isClean(main.exit)
    ? null
    : `Main begins to listen for the end of each process (${at(place)}) when the one before has ended. One that ends before its turn is not heard any more, and main waits for it in vain: this time it went well. From when on would main have to listen to all of them?`
}

/** A main that listens for its own end, and means that of a child. */
export const waitForTheChild: Advice = ({ source }) => {
  const wait = source.launches.map((launch) => launch.wait).find((each) => each?.ofMain === true)
  return wait === undefined || wait === null
    ? null
    : `What ${at(wait)} listens for is main’s own end. Node lets that come after the children’s, so the line is in its place; but it tells nothing of them, and in a program with other work to do it would come late. Which event of a child tells that it has ended?`
}

/** Main alone hands out the tasks, so no luck is in it; in Python the workers fetch them, and one may be quicker than all others. */
export const shareTheTasks =
  (results: readonly number[]): Advice =>
  ({ language, workers }) => {
    if (language !== 'ts' || workers.length < 2) return null
    const [busy, ...others] = numbered(workers).filter(({ worker }) => numbersOf(worker).some((value) => results.includes(value)))
    const all = busy === undefined ? [] : numbersOf(busy.worker)
    return busy === undefined || others.length > 0 || !results.every((value) => all.includes(value))
      ? null
      : `All the results come from ${busy.name}: the others were never given anything to do. When does main hand out the second number, at once or when the first result is there?`
  }

const numbersOf = ({ sent, wrote }: TracedProcess): number[] => [
  ...sent.flatMap(({ bytes }) => [...numbersSent(bytes)]),
  ...wrote.flatMap(({ text }) => numbersIn(text)),
]

/** A pool where each number is to be a certain process's. */
export const useProcesses: Advice = ({ source }) => {
  const pool = source.launches.find(({ kind }) => kind === 'pool')
  return pool === undefined
    ? null
    : `A pool decides which worker does what, so which process prints which number is luck (${at(pool)}). Four processes of your own make it certain.`
}

/** Python: the pool of another module than the one that is asked for. */
export const useMultiprocessingPool: Advice = ({ source }) =>
  source.means.some(({ name }) => name.includes('ProcessPoolExecutor'))
    ? 'ProcessPoolExecutor is a pool too. The question has the Pool of multiprocessing in mind: try it as well, and compare the two.'
    : null

/** A pool that is waited for and never let go. */
export const closeThePool: Advice = ({ source, workers }) => {
  const open = source.launches.find(({ leftOpen, wait }) => leftOpen === true && wait !== null)
  return open === undefined || workers.length === 0
    ? null
    : `Nothing in the source lets the workers of the pool go (${at(open)}): all of them were there until main came to its end, and only then did Python end them. When is the pool no longer needed, and which method of it, or which kind of block, says so?`
}

/** It is a pool, and yet each process does one thing. */
export const useThemAgain: Advice = ({ source, workers }) => {
  const pool = source.launches.find(({ renewed }) => renewed === true)
  return pool === undefined || workers.length === 0
    ? null
    : `Each worker of the pool (${at(pool)}) ends after its first task, and a new process takes its place. What does a pool spare a program whose workers do many tasks each?`
}

/** A pool of another size than the four that the question names. */
export const fourWorkers: Advice = ({ workers, source }) => {
  const most = mostAlive(workers)
  const isFour = [most, workers.length, ...source.launches.map(({ count }) => count)].includes(4)
  const isPool = workers.length <= 4 || source.launches.some(({ kind }) => kind === 'pool')
  return most < 2 || isFour || !isPool ? null : `The question asks for four workers; your pool has ${most}. How is its size chosen?`
}

/** Numbers that are different, and that nobody had to be told: process ids. */
export const ownNumber: Advice = ({ workers }) =>
  workers.length > 1 &&
  workers.every((worker) => linesOf(worker).length > 0 && linesOf(worker).every((line) => line.trim() === String(worker.pid)))
    ? 'Each process printed its own pid. That is a different number each time; handing each process a number of your own shows how data gets into a process.'
    : null

/** Words of a worker that may be a warning. */
export const minded: Advice = ({ workers, execution }) =>
  execution.stopped === null &&
  workers.some((worker) => worker.wrote.some(({ stream }) => stream === 'stderr') && linesOf(worker).length > 0)
    ? 'A worker also wrote to the standard error: look under “What it printed”.'
    : null
