/** How time and memory grow with a class. */
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { home, temporaryFolder } from '../home.ts'
import { type BenchOptions, type Figure, plain } from './figures.ts'
import { observedGrade } from './observed.ts'

const measure = 'growth'

/** How many submissions, from class to class; three at least. */
const sizes = {
  written: { quick: [10, 50, 100], usual: [10, 100, 1000], full: [10, 100, 1000, 10_000] },
  programs: { quick: [4, 8, 16], usual: [10, 20, 40], full: [10, 100, 1000] },
} as const

const files = { written: ['answers/q1.md', 'answers/q2.md', 'answers/q4.md'], programs: ['solutions/q3.py'] } as const

type Kind = keyof typeof sizes

/** What grading one class took: seconds, and MiB at the worst moment of the main process and of the largest worker together. */
interface Taken {
  readonly count: number
  readonly seconds: number
  readonly memory: number
}

/** Each class is graded once: the large ones are long enough. Only Linux tells the memory of other processes. */
export const growth = async ({ size, tell }: BenchOptions): Promise<Figure[]> => {
  const figures: Figure[] = []
  for (const kind of ['written', 'programs'] as const) {
    const taken: Taken[] = []
    for (const count of sizes[kind][size]) {
      tell(`npm run grade, ${count} submissions with ${files[kind].length} ${kind === 'written' ? 'written answers' : 'program'} each`)
      taken.push(await grade(kind, count))
    }
    figures.push(...figuresOf(kind, taken))
  }
  return figures
}

const figuresOf = (kind: Kind, taken: readonly Taken[]): Figure[] => {
  const [first, last] = [taken[0]!, taken.at(-1)!]
  const told = taken.flatMap(({ count, seconds, memory }): Figure[] => {
    const name = `${count} ${kind === 'written' ? 'submissions of 3 written answers' : 'programs'}`
    return [single(name, seconds, 's'), single(`${name}, peak memory`, memory, 'MiB')]
  })
  return [
    ...told,
    {
      ...single(`time of one more, ${last.count} against ${taken.at(-2)!.count} ${kind}`, slopes(taken), 'ratio'),
      target: { atMost: 1.2 },
    },
    { ...single(`peak memory, ${last.count} ÷ ${first.count} ${kind}`, last.memory / first.memory, 'ratio'), target: { atMost: 1.2 } },
  ]
}

/** The time of one more submission between the two largest classes, by what one takes in the smaller of them; the start counts for neither. */
const slopes = (taken: readonly Taken[]): number => {
  const [first, before, last] = taken.slice(-3) as [Taken, Taken, Taken]
  return (last.seconds - before.seconds) / (last.count - before.count) / ((before.seconds - first.seconds) / (before.count - first.count))
}

const single = (name: string, value: number, unit: Figure['unit']): Figure => plain({ measure, name, unit }, [value])

const grade = async (kind: Kind, count: number): Promise<Taken> => {
  const folder = temporaryFolder('bench-')
  try {
    for (let index = 0; index < count; index++) {
      const learner = join(folder, 'class', `learner-${index}`)
      mkdirSync(learner, { recursive: true })
      for (const file of files[kind]) cpSync(join(home, file), join(learner, file.slice(file.indexOf('/') + 1)))
    }
    const { seconds, grader, worker } = await observedGrade(folder)
    return { count, seconds, memory: grader + worker }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
