/** Cells of a notebook to a Python program. */
import { wordSet } from '../../core/word-set.ts'
import type { AnswerFile } from '../../core/types.ts'
import { dedent } from '../parse-python.ts'
import type { CellCode } from '../split/assemble.ts'
import { plainPython, type Plain } from './magics.ts'
import { plainCells } from './shell-cells.ts'
import { withNotebookNames } from './notebook-names.ts'
import { namesOf, type Names, type Statement } from './python-names.ts'
import { literalsIn, withoutTexts } from './python-texts.ts'
import { laysText, writtenTexts } from './written-texts.ts'

/** A program made of cells. */
export interface Program {
  readonly files: readonly AnswerFile[]
  /** What was changed, left out or brought along, in sentences. */
  readonly notes: readonly string[]
  /** The cells that something was brought along from. */
  readonly from: readonly number[]
}

const without = (cells: readonly ReadCell[], kept: readonly ReadCell[]): ReadCell[] => cells.filter((cell) => !kept.includes(cell))

interface ReadCell extends Plain {
  readonly cell: number
  readonly failed: boolean
  readonly names: Names
}

/** Makes the program that an answer's cells are, with what it needs of the cells before them. */
export const pythonProgram = (own: readonly CellCode[], earlier: readonly CellCode[], entry: string): Program => {
  const cells = own.flatMap(readCells)
  const before = earlier.flatMap(readCells)
  const written = filesOf([...before, ...cells])
  const program = cells.filter(({ file }) => file === undefined)
  const whole = withoutBroken(program)
  const kept = withoutFailed(whole)
  const brought = broughtAlong(kept, before)
  const code = [
    ...brought.map(({ cell, statement }) => `# from cell ${cell}\n${statement.text}`),
    ...kept.map(({ code }) => code.trimEnd()),
  ]
  const { text, notes: added } = withNotebookNames(`${code.join('\n\n')}\n`)
  const notes = [
    ...cells.flatMap(({ notes }) => notes),
    ...without(program, whole).map(isBroken),
    ...without(whole, kept).map(hasFailed),
    ...noteOf(brought),
    ...added,
  ]
  const other = writtenProgram(cells, kept, written)
  if (other !== null) return { files: [{ ...other.file, path: entry }, ...written], notes: [...new Set([...notes, other.note])], from: [] }
  return { files: [{ path: entry, text }, ...written], notes: [...new Set(notes)], from: brought.map(({ cell }) => cell) }
}

/** The files that cells write, by a magic or as a text: the last of each name, with what was appended to it. */
const filesOf = (cells: readonly ReadCell[]): AnswerFile[] => {
  const magics: AnswerFile[] = []
  for (const { file, appends, code } of cells) {
    const begun = appends === true ? magics.findLast(({ path }) => path === file)?.text : undefined
    if (file !== undefined) magics.push({ path: file, text: begun === undefined ? code : `${begun}\n${code}` })
  }
  const texts = writtenTexts(cells.flatMap(({ file, code }) => (file === undefined ? [code] : [])))
  return [...new Map([...magics, ...texts].map((file) => [file.path, file])).values()]
}

/** True for the text of a whole program that makes processes, and not of a line of one. */
const isProgram = (text: string): boolean => makesProcesses.test(text) && /\bimport\b[^]*\n/.test(text)

/** The file that cells run and nobody is seen to write: where one text alone makes processes, that is what it holds. */
const guessedFile = (cells: readonly ReadCell[], runs: string | undefined, written: readonly AnswerFile[]): AnswerFile[] => {
  if (runs === undefined || written.some(({ path }) => path === runs)) return []
  const texts = cells.flatMap(({ code }) => (makesProcesses.test(code) ? literalsIn(code) : [])).filter(isProgram)
  return texts.length === 1 ? [{ path: runs, text: texts[0]! }] : []
}

/** The file that the cells write, and run if they do anything, where they neither make processes themselves nor import it. */
const writtenProgram = (cells: readonly ReadCell[], kept: readonly ReadCell[], written: readonly AnswerFile[]) => {
  const doMore = kept.some(({ names }) => names.statements.some(({ kind, text }) => kind !== 'import' && !laysText(text)))
  const isCandidate = ({ text }: AnswerFile) => !doMore || makesProcesses.test(text)
  const { runs, words = [] } = cells.findLast((cell) => cell.runs !== undefined) ?? {}
  const run = [...written, ...guessedFile(cells, runs, written)].find((file) => file.path === runs && isCandidate(file))
  const file = run ?? (doMore ? undefined : filesOf(cells).findLast(({ text }) => makesProcesses.test(text)))
  if (file === undefined || kept.map(({ code }) => withoutTexts(code)).some((code) => makesProcesses.test(code) || imports(code, written)))
    return null
  const given = file === run ? withWords(file, words) : file
  const by = given === file ? '' : `, with the words "${words.join(' ')}" behind its name`
  return { file: given, note: `The program is ${file.path}, which the notebook ${run === undefined ? 'writes' : 'runs'}${by}.` }
}

/** The words that stand behind the name of a program are set in front of its first import, so that every line keeps its number. */
const withWords = (file: AnswerFile, words: readonly string[]): AnswerFile => {
  if (words.length === 0 || !/\bargv\b|\bargparse\b|\bparse_args\b/.test(file.text)) return file
  const set = `import sys; sys.argv[1:] = ${JSON.stringify(words)}; `
  return { ...file, text: file.text.replace(/^(?=import\s|from\s+(?!__future__))/m, () => set) }
}

const imports = (code: string, files: readonly AnswerFile[]): boolean =>
  files.some(({ path }) => new RegExp(`^\\s*(?:from|import)\\b.*\\b${path.replace(/\.py$/, '')}\\b`, 'm').test(code))

const isBroken = ({ cell }: ReadCell): string =>
  `Cell ${cell} is no valid Python, so it was left out, as the notebook would have gone on without it.`

const hasFailed = ({ cell }: ReadCell): string =>
  `Cell ${cell} ended with an error when the notebook was saved, and a later cell tries again, so it was left out.`

const readCells = ({ cell, code, failed = false }: CellCode): ReadCell[] =>
  plainCells(dedent(code.split('\n')).join('\n')).map((source) => {
    const plain = plainPython(source, cell)
    return { ...plain, cell, failed, names: namesOf(plain.code) }
  })

/** A cell that does not parse never ran, but the others did; where all are broken, that is the answer. */
const withoutBroken = (cells: readonly ReadCell[]): readonly ReadCell[] => {
  const whole = cells.filter(({ names }) => names.parses)
  const works = whole.some(({ names }) => names.statements.some(({ kind }) => kind === 'other'))
  return works ? whole : cells
}

/** A try that ended with an error, before one that did not: the notebook went on, where a program ends. */
const withoutFailed = (cells: readonly ReadCell[]): readonly ReadCell[] => {
  const last = cells.findLastIndex(({ failed, code }) => !failed && makesProcesses.test(code))
  const kept = cells.filter(({ failed }, at) => !failed || at > last)
  const [bound, lost] = [boundBy(kept), boundBy(without(cells, kept))]
  return neededBy(kept).some((name) => lost.has(name) && !bound.has(name)) ? cells : kept
}

/** The names that cells bind at their top level. */
const boundBy = (cells: readonly ReadCell[]): Set<string> =>
  new Set(cells.flatMap(({ names }) => names.statements.flatMap(({ binds }) => [...binds])))

/** The names that cells read and do not bind in the same statement. */
const neededBy = (cells: readonly ReadCell[]): string[] => cells.flatMap(({ names }) => names.statements.flatMap(({ needs }) => [...needs]))

const makesProcesses = /\b(?:Process|Pool|ProcessPoolExecutor)\s*\(/

interface Brought {
  readonly cell: number
  readonly statement: Statement
}

/** What a program needs and does not bind: the last statement before it that does, what changes that, and what these need in turn. */
const broughtAlong = (cells: readonly ReadCell[], earlier: readonly ReadCell[]): Brought[] => {
  const bound = boundBy(cells)
  const available = earlier.flatMap(({ cell, names }) => names.statements.map((statement) => ({ cell, statement })))
  const taken = new Set<Brought>()
  const waiting = neededBy(cells)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (bound.has(name)) continue
    bound.add(name)
    for (const source of sourcesOf(name, available)) {
      if (taken.has(source) || (source.statement.binds.has('*') && builtins.has(name))) continue
      taken.add(source)
      for (const each of source.statement.binds) bound.add(each)
      waiting.push(...source.statement.needs)
    }
  }
  return available.filter((each) => taken.has(each))
}

/**
 * The statement that binds a name last; the earlier ones that it builds upon; and those behind the first of all these that change what the
 * name stands for.
 */
const sourcesOf = (name: string, available: readonly Brought[]): Brought[] => {
  const binding = available.filter(({ statement }) => statement.kind !== 'other' && (statement.binds.has(name) || statement.binds.has('*')))
  const named = binding.filter(({ statement }) => statement.binds.has(name))
  const first = named.findLastIndex(({ statement }) => statement.kind !== 'assignment' || !statement.needs.has(name))
  const sources = named.slice(Math.max(0, first))
  const [start] = sources
  if (start === undefined) return binding.slice(-1)
  if (start.statement.kind !== 'assignment') return sources
  return [...sources, ...available.slice(available.indexOf(start)).filter(({ statement }) => changes(statement, name))]
}

/** True for a statement that fills what a name stands for, and neither starts nor prints anything. */
const changes = ({ text, kind, binds }: Statement, name: string): boolean => {
  if (text.length > longest || !(kind === 'other' || binds.size === 0) || /\b(?:Process|Pool|print|start|join|input)\s*\(/.test(text))
    return false
  return new RegExp(
    `\\b${name}(?:\\.(?:append|extend|add|update|insert|put|sort|reverse|remove|pop)\\(|\\[[^\\]\\n]{1,100}\\]\\s*=(?!=))`,
  ).test(text)
}

/** No person fills a list in a longer statement. */
const longest = 2000

/** Names that need no star import. Others that a star import does not bring cost nothing but the import. */
const builtins = wordSet(
  'print range len list dict set tuple int str float bool sum min max map filter zip enumerate sorted open input super object Exception __name__',
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
