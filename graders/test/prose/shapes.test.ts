/** What is said stays the same in whatever shape it is written: as a table, as two lists, under labels, with the names in front or behind. */
import { describe, expect, test } from 'vitest'
import { openRubric } from '../../prose/rubric/open.ts'
import { judge } from '../../prose/judge.ts'
import { readAnswer } from '../../prose/read.ts'

const rubric = openRubric(new URL('../../q2.rubric', import.meta.url))

/** A difference: its concept, a label, and a word or two on each side. */
type Difference = readonly [concept: string, label: string, processes: string, threads: string]

const differences: readonly Difference[] = [
  ['memory', 'Memory', 'separate memory for each process', 'shared memory'],
  ['memory', 'Memory', 'own address space', 'same address space'],
  ['cost', 'Overhead', 'high', 'low'],
  ['cost', 'Creation', 'takes more time', 'takes less time'],
  ['workload', 'Use case', 'CPU-bound tasks', 'I/O-bound tasks'],
  ['workload', 'Best for', 'heavy calculations', 'waiting for network or files'],
  ['parallelism', 'Execution', 'runs in parallel on different cores', 'one thread at a time because of the GIL'],
  ['communication', 'Communication', 'needs IPC like pipes and queues', 'easy through shared variables'],
  ['fault-isolation', 'Crash', 'other processes keep running', 'whole program may crash'],
  ['synchronisation', 'Synchronization', 'rarely needed', 'locks are needed'],
]

const lines = (all: readonly Difference[], line: (each: Difference, index: number) => string): string => all.map(line).join('\n')
const [one, other] = ['Multiprocessing', 'Multithreading']

const shapes: Readonly<Record<string, (all: readonly Difference[]) => string>> = {
  'a table': (all) => `| | Process | Thread |\n|---|---|---|\n${lines(all, ([, label, p, t]) => `| **${label}** | ${p} | ${t} |`)}`,
  'a table with a row for each of the two': (all) =>
    `| | ${all.map(([, label]) => label).join(' | ')} |\n|---|${'---|'.repeat(all.length)}\n| ${one} | ${all.map(([, , p]) => p).join(' | ')} |\n| ${other} | ${all.map(([, , , t]) => t).join(' | ')} |`,
  'a table of tabs': (all) => `Feature\t${one}\t${other}\n${lines(all, ([, label, p, t]) => `${label}\t${p}\t${t}`)}`,
  'two lists': (all) =>
    `${one}:\n${lines(all, ([, label, p]) => `- ${label}: ${p}`)}\n\n${other}:\n${lines(all, ([, label, , t]) => `- ${label}: ${t}`)}`,
  'two lists of numbers': (all) =>
    `${one} :-\n${lines(all, ([, label, p], index) => `${index + 1}) ${label} - ${p}`)}\n${other} :-\n${lines(all, ([, label, , t], index) => `${index + 1}) ${label} - ${t}`)}`,
  'a list under each label': (all) =>
    lines(all, ([, label, p, t], index) => `${index + 1}. **${label}**\n   - ${one}: ${p}\n   - ${other}: ${t}`),
  'names with colons behind a label': (all) => lines(all, ([, label, p, t]) => `${label}: processes: ${p}; threads: ${t}`),
  'names with dashes behind a label': (all) =>
    lines(all, ([, label, p, t], index) => `${index + 1}. ${label}: ${one} - ${p}, ${other} - ${t}.`),
  'a sentence for each name behind a label': (all) => lines(all, ([, label, p, t]) => `- ${label}: Process: ${p}. Thread: ${t}.`),
  'whereas behind a label': (all) => lines(all, ([, label, p, t]) => `${label} : ${one} : ${p} whereas ${other} : ${t} .`),
  'arrows and bars': (all) => lines(all, ([, label, p, t]) => `${label}: ${one} => ${p} | ${other} => ${t}`),
  'names in brackets behind': (all) => lines(all, ([, label, p, t]) => `${label}: ${p} (processes) vs ${t} (threads).`),
  'names behind an "in"': (all) => lines(all, ([, label, p, t]) => `- ${label}: ${p} in multiprocessing, ${t} in multithreading`),
}

const readIn = (shape: string, all: readonly Difference[]) => {
  const { concepts, wrongIdeas, passed } = judge(readAnswer(shapes[shape]!(all)), rubric)
  return {
    said: new Set(concepts.filter(({ present }) => present).map(({ concept }) => concept.name)),
    wrong: wrongIdeas.map(({ idea }) => idea.name),
    passed,
  }
}

describe.each(Object.keys(shapes))('%s', (shape) => {
  test.each(differences.map((each, index): [Difference, Difference] => [each, differences[(index + 3) % differences.length]!]))(
    '%j beside %j',
    (...two) => {
      const { said, wrong } = readIn(shape, two)
      expect([...said].sort()).toEqual(two.map(([concept]) => concept).sort())
      expect(wrong).toEqual([])
    },
  )

  test('with the sides exchanged nobody passes', () => {
    const exchanged = [differences[1]!, differences[3]!, differences[4]!].map(([concept, label, p, t]): Difference => [
      concept,
      label,
      t,
      p,
    ])
    expect(readIn(shape, exchanged)).toMatchObject({ said: new Set(), passed: false })
  })
})

/** What processes do, and what threads do. */
const doing: readonly (readonly [concept: string, processes: string, threads: string])[] = [
  ['memory', 'have their own memory', 'share the same memory'],
  ['memory', 'do not share variables', 'can access the same variables'],
  ['cost', 'need more resources', 'need fewer resources'],
  ['workload', 'are used for heavy calculations', 'are used for waiting on files or the network'],
  ['parallelism', 'run in parallel on several cores', 'run one at a time because of the GIL'],
  ['fault-isolation', 'survive the crash of another one', 'all die when one of them crashes'],
  ['fault-isolation', 'are not affected when another one crashes', 'all go down when one of them crashes'],
  ['synchronisation', 'rarely need locks', 'need locks to avoid race conditions'],
]

const sayings: Readonly<Record<string, (all: typeof doing) => string>> = {
  'names in brackets before': (all) => all.map(([, p, t]) => `Processes ${p} (threads ${t}).`).join(' '),
  'the first and the second': (all) =>
    `Multiprocessing uses processes, multithreading uses threads. ${all.map(([, p, t]) => `The first ${p}, while the second ${t}.`).join(' ')}`,
  'bare lines': (all) => `Multiprocessing:\n${all.map(([, p]) => p).join('\n')}\n\nMultithreading:\n${all.map(([, , t]) => t).join('\n')}`,
  'lines with a semicolon': (all) => all.map(([, p, t]) => `processes ${p}; threads ${t}`).join('\n'),
  'pronouns under a relative clause': (all) =>
    `Multiprocessing uses processes, which ${all.map(([, p]) => p).join(' and ')}. Multithreading uses threads, which ${all.map(([, , t]) => t).join(' and ')}.`,
}

test.each(Object.keys(sayings))('%s: all that is said is heard, and nobody is told of a wrong idea', (saying) => {
  const each = doing.map((one_, index) => [one_, doing[(index + 3) % doing.length]!])
  const heard = each.map((two) => {
    const { concepts, wrongIdeas } = judge(readAnswer(sayings[saying]!(two)), rubric)
    const missed = two.filter(([name]) => !concepts.some(({ concept, present }) => present && concept.name === name))
    return [...missed.map(([, p, t]) => `${p} / ${t}`), ...wrongIdeas.map(({ idea }) => `!${idea.name}`)]
  })
  expect(heard.flat()).toEqual([])
})
