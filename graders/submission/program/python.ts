/** Cells of a notebook to a Python program. */
import type { AnswerFile } from '../../core/types.ts'
import { dedent } from '../split/roles.ts'
import type { CellCode } from '../split/assemble.ts'
import { plainPython, type Plain } from './magics.ts'
import { namesOf, type Names, type Statement } from './python-names.ts'

/** A program made of cells. */
export interface Program {
  readonly files: readonly AnswerFile[]
  /** What was changed, left out or brought along, in sentences. */
  readonly notes: readonly string[]
}

interface ReadCell extends Plain {
  readonly cell: number
  readonly names: Names
}

/** Makes the program that an answer's cells are, with what it needs of the cells before them. */
export const pythonProgram = (own: readonly CellCode[], earlier: readonly CellCode[], entry: string): Program => {
  const cells = own.map(readCell)
  const written = [...earlier.map(readCell), ...cells].flatMap(({ file, code }) => (file === undefined ? [] : { path: file, text: code }))
  const runs = cells.findLast(({ runs }) => runs !== undefined)?.runs
  const program = cells.filter(({ file }) => file === undefined)
  const kept = withoutBroken(program)
  const left = program.filter((cell) => !kept.includes(cell))
  const brought = broughtAlong(kept, earlier.map(readCell))
  const code = [
    ...brought.map(({ cell, statement }) => `# from cell ${cell}\n${statement.text}`),
    ...kept.map(({ code }) => code.trimEnd()),
  ]
  const text = `${code.join('\n\n')}\n`
  const notes = [
    ...cells.flatMap(({ notes }) => notes),
    ...left.map(({ cell }) => `Cell ${cell} is no valid Python, so it was left out, as the notebook would have gone on without it.`),
    ...noteOf(brought),
  ]
  const started = written.find(({ path }) => path === runs)
  if (started !== undefined && !kept.some(({ names }) => names.statements.some(({ kind }) => kind !== 'import'))) {
    return {
      files: [{ ...started, path: entry }, ...written],
      notes: [...notes, `The program is ${started.path}, which the notebook runs.`],
    }
  }
  return { files: [{ path: entry, text }, ...lastOfEach(written)], notes: [...new Set(notes)] }
}

const readCell = ({ cell, code }: CellCode): ReadCell => {
  const plain = plainPython(dedent(code.split('\n')).join('\n'), cell)
  return { ...plain, cell, names: namesOf(plain.code) }
}

const lastOfEach = (files: readonly AnswerFile[]): AnswerFile[] => [...new Map(files.map((file) => [file.path, file])).values()]

/** A cell that does not parse never ran, but the others did; where all are broken, that is the answer. */
const withoutBroken = (cells: readonly ReadCell[]): readonly ReadCell[] => {
  const whole = cells.filter(({ names }) => names.parses)
  const works = whole.some(({ names }) => names.statements.some(({ kind }) => kind === 'other'))
  return works ? whole : cells
}

interface Brought {
  readonly cell: number
  readonly statement: Statement
}

/** What a program needs and does not bind: the last statement before it that does, and what that one needs in turn. */
const broughtAlong = (cells: readonly ReadCell[], earlier: readonly ReadCell[]): Brought[] => {
  const bound = new Set(cells.flatMap(({ names }) => names.statements.flatMap(({ binds }) => [...binds])))
  const available = earlier.flatMap(({ cell, names }) => names.statements.map((statement) => ({ cell, statement })))
  const useful = available.filter(({ statement }) => statement.kind !== 'other')
  const lastBinding = new Map(useful.flatMap((each) => [...each.statement.binds].map((name) => [name, each] as const)))
  const taken = new Set<Brought>()
  const waiting = cells.flatMap(({ names }) => names.statements.flatMap(({ needs }) => [...needs]))
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (bound.has(name)) continue
    bound.add(name)
    const source = lastBinding.get(name) ?? lastBinding.get('*')
    if (source === undefined || taken.has(source) || (source.statement.binds.has('*') && builtins.has(name))) continue
    taken.add(source)
    for (const each of source.statement.binds) bound.add(each)
    waiting.push(...source.statement.needs)
  }
  return useful.filter((each) => taken.has(each))
}

/** Names that need no star import. Others that a star import does not bring cost nothing but the import. */
const builtins = new Set(
  'print range len list dict set tuple int str float bool sum min max map filter zip enumerate sorted open input super object Exception __name__'.split(
    ' ',
  ),
)

const noteOf = (brought: readonly Brought[]): string[] => {
  if (brought.length === 0) return []
  const cells = [...new Set(brought.map(({ cell }) => cell))]
  const names = [...new Set(brought.flatMap(({ statement }) => [...statement.binds]))].map((name) =>
    name === '*' ? 'everything that a module exports' : name,
  )
  const many = cells.length > 1
  return [
    `${names.join(', ')} ${names.length > 1 ? 'were' : 'was'} brought along from cell${many ? 's' : ''} ${cells.join(' and ')}: a program of its own has to import or define what it uses.`,
  ]
}
