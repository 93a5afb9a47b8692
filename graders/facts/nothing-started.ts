/** Why no process ran the learner's code: the most telling of the reasons that the run and the source show. */
import { counted } from '../core/english.ts'
import type { Finding } from '../core/types.ts'
import type { ProgramEvidence } from './evidence.ts'
import { failing } from './fact.ts'
import { at, ending, makeItHappen, onlyPrepares, quoted } from './wording.ts'
import { brokeOff, doWithoutAsking, lastWords, nobodyTypes } from './words-of-the-end.ts'

/** The verdict on a program without workers; `expected` is what the check asks for. */
export const nothingStarted = (evidence: ProgramEvidence, expected: string): Finding =>
  workInMain(evidence, expected) ??
  anotherProgram(evidence, expected) ??
  startNotCalled(evidence, expected) ??
  startOnlyPrepared(evidence, expected) ??
  endedBefore(evidence, expected) ??
  asksNobody(evidence, expected) ??
  failing(
    'never-started',
    expected,
    `no process was started: everything was done by process ${evidence.main.pid}`,
    'Is the line that starts the process ever reached?',
  )

const workInMain = ({ source, main }: ProgramEvidence, expected: string): Finding | null => {
  const place = source.ranByMain[0]
  if (place === undefined) return null
  const next = 'Is the function called here, or handed over to be called? Which method makes the new process?'
  return failing('work-in-main', expected, `${at(place)} does the work in main itself, as process ${main.pid}`, next, quoted(place))
}

/** Python starts these beside the processes that it is asked for. */
const ownHelper = /multiprocess(?:ing)?\.(?:resource_tracker|semaphore_tracker|forkserver)\b/

/** Node begins each process as a copy of itself. One that is still a copy when it ends never became the program that it was to run. */
const anotherProgram = ({ language, execution, main }: ProgramEvidence, expected: string): Finding | null => {
  const helpers = execution.trace.processes.filter(({ role, command }) => role === 'helper' && !ownHelper.test(command))
  const [first] = helpers
  if (first === undefined) return null
  if (language === 'ts' && helpers.every(({ command }) => command === main.command))
    return failing(
      'another-program',
      expected,
      `${counted(helpers.length, 'process', 'processes')} could not run the program that was asked for${lastWords(main)}`,
      'Which program is the new process to run, and is there one of that name? Which program runs your own code?',
    )
  return failing(
    'another-program',
    expected,
    `${counted(helpers.length, 'process', 'processes')} ran another program (${first.command.replace(/\s+/g, ' ').trim()}), none ran your own code`,
    'How can a process run code that you wrote, in this file or in one beside it?',
  )
}

const startNotCalled = ({ source: { unstarted = [] } }: ProgramEvidence, expected: string): Finding | null => {
  const [place] = unstarted
  if (place === undefined) return null
  const next = 'What makes the difference between naming a method and calling it?'
  return failing('never-started', expected, `${at(place)} names the start but does not carry it out`, next, quoted(place))
}

const startOnlyPrepared = ({ source: { dropped = [] } }: ProgramEvidence, expected: string): Finding | null => {
  const place = dropped.find(({ what }) => what === 'start')
  if (place === undefined) return null
  return failing('never-started', expected, onlyPrepares(place), makeItHappen(place), quoted(place))
}

/** Main asks somebody who is not there, and has nothing left to do. */
const asksNobody = ({ source: { readsInput } }: ProgramEvidence, expected: string): Finding | null => {
  const [input] = readsInput
  if (input === undefined) return null
  return failing('keyboard', expected, `no process was started: ${nobodyTypes(input)}`, doWithoutAsking, quoted(input))
}

const endedBefore = ({ main, source }: ProgramEvidence, expected: string): Finding | null => {
  if (!brokeOff(source, main)) return null
  const seen = `no process was started: before that main ended ${ending(main.exit!)}${lastWords(main)}`
  return failing('crash', expected, seen, 'What kept main from starting one? The check “ends cleanly” says more.')
}
