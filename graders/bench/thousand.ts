/** Whether a class of a thousand goes through, how fast, and in how much memory. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { home, temporaryFolder } from '../home.ts'
import { type BenchOptions, type Figure, plain } from './figures.ts'
import { observedGrade } from './observed.ts'
import { variationsOf } from './written.ts'

const measure = 'a large class'
const sizes = { quick: 100, usual: 300, full: 1000 } as const

/** Only the full size has programs: a thousand of them take minutes. Each class goes through once, however many runs were asked for. */
export const thousand = async ({ size, tell }: BenchOptions): Promise<Figure[]> => {
  const figures = await largeClass(sizes[size], false, tell)
  return size === 'full' ? [...figures, ...(await largeClass(sizes[size], true, tell))] : figures
}

const largeClass = async (count: number, withPrograms: boolean, tell: BenchOptions['tell']): Promise<Figure[]> => {
  const what = `${count} submissions with 3 written answers${withPrograms ? ' and a program' : ''} each`
  tell(`npm run grade, ${what}`)
  const folder = temporaryFolder('bench-')
  try {
    layOut(join(folder, 'class'), count, withPrograms)
    const { seconds, grader, worker } = await observedGrade(folder)
    return [
      plain({ measure, name: `submissions judged (${what})`, unit: 'per second' }, [count / seconds]),
      plain({ measure, name: `memory of the grader (${what})`, unit: 'MiB', target: { atMost: 300 } }, [grader]),
      plain({ measure, name: `memory of the largest worker (${what})`, unit: 'MiB' }, [worker]),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** No two submissions are the same: sentences of the model answers in ever new orders, programs in turn with a line of their own. */
const layOut = (folder: string, count: number, withPrograms: boolean): void => {
  const written = ['q1', 'q2', 'q4'].map((id) => ({ id, texts: variationsOf(id, count) }))
  for (let index = 0; index < count; index++) {
    const learner = join(folder, `Learner ${index + 1}`)
    mkdirSync(learner, { recursive: true })
    for (const { id, texts } of written) writeFileSync(join(learner, `${id}.md`), `${texts[index]}\n`)
    if (withPrograms) writeFileSync(join(learner, programs[index % programs.length]!), ownProgram(index))
  }
}

const programs = ['q3.py', 'q3.ts', 'q5.py', 'q5.ts', 'q6.py', 'q6.ts'] as const

const ownProgram = (index: number): string => {
  const name = programs[index % programs.length]!
  const note = name.endsWith('.py') ? '#' : '//'
  return `${readFileSync(join(home, 'solutions', name), 'utf8')}\n${note} by learner ${index + 1}\n`
}
