/** What one check costs a learner, next to what running the program costs anyway. */
import { join } from 'node:path'
import { home } from '../home.ts'
import { findPython } from '../process/python.ts'
import { costOf } from './command.ts'
import { type BenchOptions, type Figure, alternate, ratio } from './figures.ts'
import { folderWithTsx, solvedProject } from './ground.ts'

const measure = 'one check'
const programs = ['q3', 'q5', 'q6'] as const

/** Wall time of cold starts, as typed. */
export const oneCheck = async ({ runs, tell }: BenchOptions): Promise<Figure[]> => {
  const project = solvedProject()
  const inProject = (...argv: string[]) => timeOf(argv, project)
  const check = (...what: string[]) => inProject('npm', 'run', '-s', 'check', '--', ...what)
  await check('q3', '--lang', 'ts')
  const figures: Figure[] = []
  tell('npm run check q1')
  const written = await alternate({ ours: () => check('q1'), empty: () => inProject('npm', 'run', '-s', 'empty') }, runs)
  figures.push(ratio({ measure, name: 'q1 ÷ an empty npm script', target: { atMost: 2 } }, written.ours, written.empty))
  for (const id of programs) {
    tell(`npm run check ${id}, TypeScript and Python`)
    figures.push(...(await inBothLanguages(id, check, inProject, runs)))
  }
  return figures
}

type Timed = (...words: string[]) => Promise<number>

const inBothLanguages = async (id: string, check: Timed, inProject: Timed, runs: number): Promise<Figure[]> => {
  const [tsx, python] = [folderWithTsx(), await findPython()]
  const ts = await alternate({ ours: () => check(id, '--lang', 'ts'), tsx: () => timeOf(['npx', 'tsx', `solutions/${id}.ts`], tsx) }, runs)
  const typescript = ratio({ measure, name: `${id}.ts ÷ npx tsx`, target: { atMost: 0.6 } }, ts.ours, ts.tsx)
  if (python === null) return [typescript]
  const program = join(home, 'solutions', `${id}.py`)
  const py = await alternate(
    {
      ours: () => check(id, '--lang', 'py'),
      empty: () => inProject('npm', 'run', '-s', 'empty'),
      bare: () => inProject(python.path, program),
      typed: () => inProject('python3', program),
    },
    runs,
  )
  const against = (name: string, program: readonly number[]) =>
    ratio(
      { measure, name, target: { atMost: 1.6 } },
      py.ours,
      py.empty.map((empty, index) => empty + program[index]!),
    )
  return [
    typescript,
    against(`${id}.py ÷ (empty script + python3 as typed)`, py.typed),
    against(`${id}.py ÷ (empty script + the interpreter itself)`, py.bare),
  ]
}

const timeOf = async (argv: readonly string[], cwd: string): Promise<number> => (await costOf({ argv, cwd })).wall
