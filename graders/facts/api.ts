import { counted, listed } from '../core/english.ts'
import { passed, unclear } from '../core/findings.ts'
import type { Finding } from '../core/types.ts'
import type { Means } from '../source/facts.ts'
import type { ProgramEvidence } from './evidence.ts'
import { type Fact, fact, failing } from './fact.ts'
import type { Topic } from './hints.ts'
import { isWellKnown } from './packages.ts'
import { cannotBeRead } from './unreadable.ts'
import { at, ending, quoted } from './wording.ts'
import { brokeOff, lastWords, missingModule } from './words-of-the-end.ts'

/** Whether real processes are made, through the language's own module; by a pool, where that is what the question wants. */
export const usesProcesses = (wanted: 'processes' | 'pool' = 'processes'): Fact => {
  const topic = wanted === 'pool' ? 'no-pool' : 'no-process'
  return fact(topic, (evidence) => {
    const { source, workers } = evidence
    if (source.fault !== null) return cannotBeRead(evidence)
    const proper = source.means.filter(({ kind }) => kind === 'process' || kind === 'pool')
    const threads = source.means.filter(({ kind }) => kind === 'threads')
    const others = source.means.filter(({ kind }) => kind === 'other-processes')
    const forks = others.filter(forksHere)
    if (forks.length > 0 && source.launches.length === 0) return otherModule(evidence, forks)
    if (proper.length > 0 && (workers.length > 0 || threads.length + others.length === 0)) return passed(named(proper), quoted(proper[0]!))
    if (threads.length > 0) return onlyThreads(evidence, threads)
    if (others.length > 0) return otherModule(evidence, others)
    if (workers.length > 0)
      return unclear(
        `${counted(workers.length, 'process', 'processes')} ran, but the source does not show which module made ${workers.length === 1 ? 'it' : 'them'}`,
      )
    return noProcess(evidence, topic)
  })
}

/** A copy of main itself runs the program's own code, where a command need not. */
const forksHere = ({ name, reached }: Means): boolean => reached === true && name.startsWith('fork')

const named = (means: readonly Means[]): string => {
  const names = [...new Set(means.map(({ name }) => name))]
  return `${listed(names)}, ${at(means[0]!)}`
}

const module = ({ language }: ProgramEvidence) => (language === 'py' ? 'the multiprocessing module' : 'node:child_process or node:cluster')

const onlyThreads = (evidence: ProgramEvidence, threads: readonly Means[]): Finding =>
  failing(
    'threads',
    `real processes, made by ${module(evidence)}`,
    `threads, not processes: they all have pid ${evidence.main.pid} (${named(threads)})`,
    'Threads live inside one process and share its memory. What would you start to get another process, with a pid of its own?',
    quoted(threads[0]!),
  )

const otherModule = (evidence: ProgramEvidence, others: readonly Means[]): Finding =>
  failing(
    'other-means',
    `processes made by ${module(evidence)}`,
    `${named(others)}: it makes processes by other means, and the question is about that module`,
    `How does ${module(evidence)} start a function of your own in a process of its own?`,
    quoted(others[0]!),
  )

/** The line that asks for a process, as it stands above or below an exception. */
const asksForOne =
  /'module' object is not callable|\bmultiprocessing\b|\bchild_process\b|\bcluster\.|\b(?:Process|Pool|ProcessPoolExecutor|fork|spawn|spawnSync|exec|execFile)\(/

const noProcess = (evidence: ProgramEvidence, topic: Topic): Finding => {
  const { main, source } = evidence
  const expected = `real processes, made by ${module(evidence)}`
  const [about, next] = whatWentWrong(evidence, topic)
  const seen = brokeOff(source, main)
    ? `no process was started: before that main ended ${ending(main.exit!)}${lastWords(main)}`
    : `no process was started: everything was done by the one process ${main.pid}`
  return failing(about, expected, seen, next)
}

/** The next step: an exception may have kept main from asking for a process; or it never meant to. */
const whatWentWrong = ({ execution: { stderr }, source, main, language }: ProgramEvidence, topic: Topic): readonly [Topic, string] => {
  if (!brokeOff(source, main)) return [topic, whichCall]
  const missing = missingModule(stderr)
  const own = `which one that comes with ${language === 'py' ? 'Python' : 'Node'} makes processes?`
  if (missing !== null && isWellKnown(source.language, missing))
    return ['crash', `That package is not installed here, and is not needed: ${own}`]
  if (missing !== null)
    return [
      'crash',
      `Is the name of that module spelt right? If it is a file of yours: does it lie beside this program? If not, it is not installed here: ${own}`,
    ]
  if (asksForOne.test(stderr))
    return ['crash', 'Which name in that line is not what it is to be, and where does it come from? The check “ends cleanly” says more.']
  return [topic, whichCall]
}

const whichCall = 'Which call of that module starts a new process?'
