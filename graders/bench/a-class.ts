/** What a class costs, next to running its programs bare. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { home, temporaryFolder } from '../home.ts'
import { findPython } from '../process/python.ts'
import { toModule } from '../process/transpile.ts'
import { type Cost, costOf, gradeCommand } from './command.ts'
import { type BenchOptions, type Figure, alternate, ratio } from './figures.ts'

const measure = 'a class'
const programs = ['q3', 'q5', 'q6'] as const
const sizes = { quick: 8, usual: 60, full: 60 } as const

/** CPU and wall time of `npm run grade` over programs that are right, half of them TypeScript, half Python. What fails is run again, by design. */
export const aClass = async ({ runs, size, tell }: BenchOptions): Promise<Figure[]> => {
  const count = sizes[size]
  const folder = temporaryFolder('bench-')
  try {
    const python = (await findPython())?.path ?? 'python3'
    layOut(join(folder, 'class'), count)
    transpileInto(folder)
    tell(`npm run grade, ${count} submissions with 3 programs each`)
    const sides = await alternate(
      { ours: () => gradedAnew(folder), typed: () => bare(folder, count, 'python3'), bare: () => bare(folder, count, python) },
      runs,
    )
    return [
      ...figuresOf(sides.ours, sides.typed, `the bare programs (${count} submissions × 3), python3 as typed`),
      ...figuresOf(sides.ours, sides.bare, `the bare programs (${count} submissions × 3), the interpreter itself`),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const figuresOf = (graded: readonly Cost[], bare: readonly Cost[], what: string): Figure[] => {
  const cpus = bare.map(({ cpu }) => cpu)
  return [
    ratio(
      { measure, name: `CPU ÷ CPU of ${what}`, target: { atMost: 1.3 } },
      graded.map(({ cpu }) => cpu),
      cpus,
    ),
    ratio(
      { measure, name: `wall at 2 jobs ÷ CPU of ${what}`, target: { atMost: 0.75 } },
      graded.map(({ wall }) => wall),
      cpus,
    ),
  ]
}

/** Into a folder with no results yet. `--fresh` would compile the kit anew as well, which no class pays for. */
const gradedAnew = (folder: string): Promise<Cost> => {
  rmSync(join(folder, 'grades'), { recursive: true, force: true })
  return costOf(gradeCommand(folder))
}

const isTypeScript = (index: number): boolean => index % 2 === 0

const layOut = (folder: string, count: number): void => {
  for (let index = 0; index < count; index++) {
    const learner = join(folder, `learner-${index}`)
    mkdirSync(learner, { recursive: true })
    for (const id of programs) cpSync(join(home, 'solutions', nameOf(id, index)), join(learner, nameOf(id, index)))
  }
}

const nameOf = (id: string, index: number): string => `${id}.${isTypeScript(index) ? 'ts' : 'py'}`

const transpileInto = (folder: string): void => {
  for (const id of programs) {
    const { path, code } = toModule({ path: `${id}.ts`, text: readFileSync(join(home, 'solutions', `${id}.ts`), 'utf8') })
    writeFileSync(join(folder, path), code)
  }
}

/** The same programs, one after the other; those in TypeScript are transpiled beforehand. */
const bare = (folder: string, count: number, python: string): Promise<Cost> => {
  const commands = Array.from({ length: count }, (_, index) =>
    programs.map((id) =>
      isTypeScript(index) ? `'${process.execPath}' ${id}.mjs` : `'${python}' '${join(home, 'solutions', `${id}.py`)}'`,
    ),
  )
  return costOf({ argv: ['sh', '-ec', commands.flat().join('\n')], cwd: folder })
}
