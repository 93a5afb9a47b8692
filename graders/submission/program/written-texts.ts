/** Programs that a program writes as texts: `open('work.py', 'w').write(code)`, `Path('work.py').write_text(code)`. */
import type { SyntaxNode } from '@lezer/common'
import type { AnswerFile } from '../../core/types.ts'
import { parsePython } from '../parse-python.ts'
import { argumentsOf, textsIn, type TextOf } from './python-texts.ts'

/** What a piece of code leaves behind for the next. */
interface Desk {
  /** What names stand for. */
  readonly texts: Map<string, string>
  /** The names of open files. */
  readonly open: Map<string, string>
  /** What has been written; null where something is not known. */
  readonly files: Map<string, string | null>
}

/** The files of Python that these pieces of code write, one after another, as far as the texts are known. */
export const writtenTexts = (codes: readonly string[]): AnswerFile[] => {
  if (!codes.some((code) => opens.test(code))) return []
  const desk: Desk = { texts: new Map(), open: new Map(), files: new Map() }
  for (const code of codes) {
    parsePython(code)?.iterate({
      enter: ({ name, node }) => {
        if (name === 'FunctionDefinition' || name === 'ClassDefinition') return false
        readers[name]?.(node, code, textsIn(code, desk.texts), desk)
        return true
      },
    })
  }
  return [...desk.files].flatMap(([path, text]) => (text === null || text === '' || !path.endsWith('.py') ? [] : [{ path, text }]))
}

/** True for a statement that only lays a text down, for a file or in one. */
export const laysText = (statement: string): boolean =>
  /^\w+\s*=\s*(?:[\w.]+\(\s*)?\w{0,2}(?:"""|''')/.test(statement) || (opens.test(statement) && /\.write(?:_text)?\s*\(/.test(statement))

const opens = /\bopen\s*\(|\.write_text\s*\(/

type Reader = (node: SyntaxNode, code: string, textOf: TextOf, desk: Desk) => void

const readers: Readonly<Record<string, Reader>> = {
  AssignStatement: (node, code, textOf, desk) => {
    const name = node.firstChild?.name === 'VariableName' ? code.slice(node.firstChild.from, node.firstChild.to) : null
    const given = node.lastChild
    if (name === null || given === null) return
    const text = textOf(given)
    if (text === null) desk.texts.delete(name)
    else desk.texts.set(name, text)
    keepOpen(name, given, code, textOf, desk)
  },
  WithStatement: (node, code, textOf, desk) => {
    for (const as of node.getChildren('as')) {
      const [given, target] = [as.prevSibling, as.nextSibling]
      if (given && target?.name === 'VariableName') keepOpen(code.slice(target.from, target.to), given, code, textOf, desk)
    }
  },
  CallExpression: (node, code, textOf, desk) => {
    const callee = node.firstChild
    const method = callee?.name === 'MemberExpression' ? code.slice(callee.lastChild!.from, callee.to) : ''
    const self = callee?.firstChild
    if (!self || !/^write(?:_text)?$/.test(method)) return
    const isNamed = self.name === 'VariableName'
    const path = isNamed ? desk.open.get(code.slice(self.from, self.to)) : openedBy(self, code, textOf, desk)
    if (path === undefined || path === null) return
    const [before, text] = [method === 'write' ? desk.files.get(path) : '', textOf(argumentsOf(node)[0] ?? null)]
    desk.files.set(path, before === null || before === undefined || text === null ? null : before + text)
  },
}

const keepOpen = (name: string, given: SyntaxNode, code: string, textOf: TextOf, desk: Desk): void => {
  const path = openedBy(given, code, textOf, desk)
  if (path === null) desk.open.delete(name)
  else desk.open.set(name, path)
}

/** The name of the file that `open('work.py', 'w')` or `Path('work.py')` stands for, without its folder; an opened file is emptied. */
const openedBy = (node: SyntaxNode, code: string, textOf: TextOf, desk: Desk): string | null => {
  if (node.name !== 'CallExpression') return null
  const callee = code.slice(node.from, node.firstChild!.to)
  const [at, how] = argumentsOf(node)
  const path = textOf(at ?? null)?.replace(/^.*[\\/]/, '') ?? null
  if (path === null || /^(?:pathlib\.)?Path$/.test(callee)) return path
  const mode = textOf(how ?? null) ?? /\bmode\s*=\s*["'](\w+)/.exec(code.slice(node.from, node.to))?.[1] ?? 'r'
  if (!/^(?:(?:io|codecs|os)\.)?open$/.test(callee) || !/^[wxa]t?\+?$/.test(mode)) return null
  if (!mode.startsWith('a')) desk.files.set(path, '')
  return path
}
