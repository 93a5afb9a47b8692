/** Who takes processes for threads and threads for processes has everything the wrong way round, in the words of whoever has it right. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openRubric } from '../../prose/rubric/open.ts'
import { type Judgement, judge } from '../../prose/judge.ts'
import { readAnswer } from '../../prose/read.ts'
import { testRows } from './table.ts'
import { unseen } from './unseen.ts'

const rubric = openRubric(new URL('../../q2.rubric', import.meta.url))
const judged = (text: string): Judgement => judge(readAnswer(text), rubric)

const OTHER: ReadonlyMap<string, string> = new Map([
  ['process', 'thread'],
  ['processes', 'threads'],
  ['multiprocessing', 'multithreading'],
  ['thread', 'process'],
  ['threads', 'processes'],
  ['multithreading', 'multiprocessing'],
  ['threading', 'multiprocessing'],
])
const exchanged = (text: string): string =>
  text.replace(
    /\b(?:multi-?)?(?:process(?:es|ing)?|thread(?:s|ing)?)\b/gi,
    (word) => OTHER.get(word.toLowerCase().replace('-', '')) ?? word,
  )

const has = ({ concepts }: Judgement, name: string): boolean => concepts.some(({ concept, present }) => present && concept.name === name)

const answers = unseen
  .filter(({ question }) => question === 'q2')
  .map(({ text }) => text)
  .concat(readFileSync(new URL('../../../answers/q2.md', import.meta.url), 'utf8'))
const right = answers
  .map((text) => ({ text, before: judged(text) }))
  .filter(({ before }) => before.passed && before.wrongIdeas.length === 0)

describe('answers that pass, with both words exchanged', () => {
  test('there are enough of them to say anything', () => {
    expect(right.length).toBeGreaterThan(20)
  })

  test('pass no more', () => {
    expect(right.filter(({ text }) => judged(exchanged(text)).passed).map(({ text }) => exchanged(text))).toEqual([])
  })

  test('are told what is the wrong way round about memory, nearly always', () => {
    const ofMemory = right.filter(({ before }) => has(before, 'memory')).map(({ text }) => judged(exchanged(text)))
    const told = ofMemory.filter(({ wrongIdeas }) => wrongIdeas.some(({ idea }) => idea.name === 'swapped-memory'))
    expect(told.length / ofMemory.length).toBeGreaterThan(0.9)
  })
})

testRows('q2', [
  ['Processes / Threads\n- own memory / shared memory\n- expensive to create / cheap to create', '+memory +cost'],
  [
    'Processes / Threads\n- shared memory / own memory\n- cheap to create / expensive to create',
    '-memory -cost !swapped-memory !swapped-cost',
  ],
  ['Processes vs Threads\n- own memory vs shared memory\n- best for CPU-bound tasks vs best for I/O-bound tasks', '+memory +workload'],
  ['Processes\n- own memory\n- heavyweight\n\nThreads\n- shared memory\n- lightweight', '+memory +cost'],
  ['Processes\n- shared memory\n- lightweight\n\nThreads\n- own memory\n- heavyweight', '!swapped-memory !swapped-cost'],
  ['All processes see the same variables. Every thread has its own data.', '!swapped-memory -memory'],
  ['Two threads have two counters. If two processes increment the counter, they work on the same data.', '!swapped-memory -memory'],
  ['The difference is the memory. Processes share it. Threads do not.', '!swapped-memory -memory'],
  ['The difference is the memory. Threads share it. Processes do not.', '+memory'],
  ['Threads run truly in parallel on several cores, and processes are limited by the GIL.', '!swapped-parallelism -parallelism'],
  ['Multithreading uses all cores. In multiprocessing only one process runs at a time.', '!swapped-parallelism -parallelism'],
  ['Processes run in parallel on several cores, and threads are limited by the GIL.', '+parallelism'],
  ['A thread takes more memory and is slow to start. A process is tiny.', '!swapped-cost -cost'],
  ['Isolation between processes avoids concurrency issues. Threads can run on all cores, but Python lets one at a time.', '-cost'],
])

testRows('q2', [
  ['Multithreading is about more processes on one CPU, multiprocessing about more threads in one process.', '!definitions-mixed'],
  ['One process may overwrite the variable of another process. Every thread works on its own copy.', '!swapped-memory -memory'],
  ['It is said that threads run at the same moment, but not really at the same moment: Python has a lock.', '-memory'],
  [
    'Many say that processes share memory. It is exactly the reverse! A process never sees the memory of another. Threads see the same heap.',
    '+memory',
  ],
  ['Rule of thumb: waiting -> threads, computing -> processes.', '+workload'],
  ['I/O → use threads; number crunching → use processes', '+workload'],
  ['I/O -> processes, number crunching -> threads', '!swapped-workload -workload'],
  ['processes: run >1 at once, on several cores\nthreads: only 1 of them runs because of the GIL', '+parallelism'],
])

testRows('q1', [
  ['Multiprocessing does several things at once, but not really at once: the CPU jumps between the processes.', '-parallel-processes'],
  [
    'The processes never run at the same time. There is but the only core, and one after another gets a slice of it.',
    '!one-core -parallel-processes',
  ],
  ['The processes have everything in common: all of them read the new value.', '!shared-memory -own-memory'],
  ['Several processes work inside one shared address space at the same time.', '!shared-memory -own-memory'],
  ['Several processes work at the same time. They exchange data through shared memory.', '+parallel-processes'],
  ['It gives each process a slice of the one and only core. They never run at the same time.', '!one-core -parallel-processes'],
  ['The processes run at the same time. A machine with one core lets them take turns.', '+parallel-processes'],
  ['Nothing that one process has written can be seen by another.', '+own-memory'],
  ['Cores: all of them. Memory: its own. Speed: faster. GIL: no problem.', 'nothing'],
  ['Processes: run in parallel on several cores. Memory: its own. Speed: faster. GIL: no problem.', '+parallel-processes +own-memory'],
])

describe.each([
  ['q1', 'made-of-threads'],
  ['q4', 'pool-of-threads'],
])('answers to %s that pass, with threads in place of processes', (question, name) => {
  const rubric = openRubric(new URL(`../../${question}.rubric`, import.meta.url))
  const right = unseen
    .filter((answer) => answer.question === question)
    .map(({ text }) => text)
    .filter((text) => /(?<!multi-?)process/i.test(text) && !/thread/i.test(text))
    .filter((text) => {
      const { passed, wrongIdeas } = judge(readAnswer(text), rubric)
      return passed && wrongIdeas.length === 0
    })
  const judgements = right
    .map((text) => text.replace(/\b(?:sub-?|child )?process(es)?\b/gi, (_, several) => (several ? 'threads' : 'thread')))
    .filter((text, index) => text !== right[index])
    .map((text) => judge(readAnswer(text), rubric))

  test('hardly any of them passes, and most are told', () => {
    const told = judgements.filter(({ wrongIdeas }) => wrongIdeas.some(({ idea }) => idea.name === name))
    expect(judgements.length).toBeGreaterThan(15)
    expect(judgements.filter(({ passed }) => passed).length / judgements.length).toBeLessThan(0.1)
    expect(told.length / judgements.length).toBeGreaterThan(0.7)
  })
})

testRows('q1', [
  ['Work is done in parallel: there is one GIL in every thread, so they do not block each other.', '!made-of-threads'],
  ['Work is done in parallel: there is one GIL in every process, so they do not block each other.', '+parallel-processes'],
])

testRows('q4', [
  ['A group of threads takes the tasks one after another and gives back the results.', '!pool-of-threads -workers'],
  ['A pool is a group of processes. Unlike threads they use several cores.', '+workers'],
])

testRows('q1', [
  ['Multiprocessing executes two or more threads of the same program simultaneously.', '!made-of-threads'],
  ['It uses several cores at once. Multithreading has several threads on one of them.', '+cores'],
])

/** Whoever explains multithreading where multiprocessing was asked for, and names processes only to tell them apart. */
const MISTAKEN =
  'Multithreading is a technique to run several threads at the same time. Unlike multiprocessing, it is free of the GIL.\n\nIt uses multiple CPU cores, so heavy computations get faster. Each thread has its own memory. If one thread crashes, the other threads go on.'

test('an answer about threads throughout is told so, and does not pass', () => {
  const rubric = openRubric(new URL('../../q1.rubric', import.meta.url))
  const mistaken = judge(readAnswer(MISTAKEN), rubric)
  expect(mistaken.passed).toBe(false)
  expect(mistaken.wrongIdeas.map(({ idea }) => idea.name)).toEqual(['made-of-threads'])
  const right = 'Threads of Python take turns because of the GIL. '
  const { passed, wrongIdeas } = judge(
    readAnswer(right + MISTAKEN.replaceAll(/thread/gi, 'process').replace('processing', 'threading')),
    rubric,
  )
  expect({ passed, wrongIdeas }).toEqual({ passed: true, wrongIdeas: [] })
})
