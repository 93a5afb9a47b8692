/** Cuts a cell wherever prose turns into code or back. */
import type { Cell, CellLanguage, Document, PieceKind } from '../documents/document.ts'
import { labelOf } from './labels.ts'
import { codeLines, lineKind } from './lines.ts'
import { isLabelled, rolesOf, type Role } from './roles.ts'

/** A run of lines of one kind. */
export interface Part {
  readonly kind: PieceKind
  readonly text: string
  readonly raw: string
}

/** A cell cut where prose turns into code or back. */
export interface CellParts {
  readonly cell: number
  readonly parts: readonly Part[]
}

/** Cuts every cell of a document, once for all ways to look for headings. */
export const cellParts = ({ cells, language }: Document): CellParts[] =>
  cells.map((cell) => ({ cell: cell.number, parts: partsOf(cell, language) }))

const partsOf = (cell: Cell, language: CellLanguage): Part[] => {
  if (cell.kind === 'code') return codeParts(unglued(cell.source), language)
  return cell.kind === 'raw' ? rawParts(cell.source) : markdownParts(cell.source)
}

/** `Ans3.import x`: a label that the code was glued to gets a line of its own. */
const unglued = (source: string): string =>
  source
    .split('\n')
    .map((line) => {
      const label = /^\s*#/.test(line) ? null : labelOf(line)
      const glued = label !== null && label.kind !== 'bare' && label.rest !== '' && lineKind(label.rest) === 'code'
      return glued ? `${line.slice(0, line.length - label.rest.length)}\n${label.rest}` : line
    })
    .join('\n')

/** A cell that changes more often between prose and code than this holds neither. */
const mostParts = 200

const codeParts = (source: string, language: CellLanguage): Part[] => {
  const lines = source.split('\n')
  const runs = runsOf(rolesOf(source, language))
  if (runs.length > mostParts) return [{ kind: 'prose', text: source, raw: source }]
  return runs.map(({ role, from, to }) => {
    const raw = lines.slice(from, to).join('\n')
    return { kind: role, raw, text: role === 'code' || role === 'prose' ? raw : readable(raw, role) }
  })
}

interface Run {
  readonly role: Exclude<Role, 'blank'>
  readonly from: number
  readonly to: number
}

/** Neighbouring lines of one role, with the blank lines after them. */
const runsOf = (roles: readonly Role[]): Run[] => {
  const runs: Run[] = []
  roles.forEach((role, index) => {
    const last = runs.at(-1)
    if (role === 'blank' ? last !== undefined : last?.role === role) runs[runs.length - 1] = { ...last!, to: index + 1 }
    else if (role !== 'blank') runs.push({ role, from: index, to: index + 1 })
  })
  return runs
}

/** Comments without their marks, strings without their quotes. */
const readable = (raw: string, role: 'comment' | 'string'): string => {
  if (role === 'comment') return raw.replace(/^[ \t]*(?:#+|\/\/+|\/?\*+\/?)[ \t]?|\*\/$/gm, '')
  const inner = raw.trim().replace(/^(?:\w+\s*=\s*|print\s*\(\s*)?[rRuUfFbB]{0,2}(?:"""|'''|"|')/, '')
  return withoutEnd(withoutEnd(withoutEnd(inner, ';'), ')'), tripled, "'''", '"', "'")
}

const withoutEnd = (text: string, ...ends: readonly string[]): string => {
  const trimmed = text.trimEnd()
  const end = ends.find((each) => trimmed.endsWith(each))
  return end === undefined ? trimmed : trimmed.slice(0, trimmed.length - end.length)
}

const rawParts = (source: string): Part[] => {
  const lines = source.split('\n')
  const code = codeLines(lines)
  return code.some((isCode, index) => !isCode && lines[index]!.trim() !== '')
    ? markdownParts(source)
    : [{ kind: 'sample', text: source, raw: source }]
}

/** Markdown: fenced blocks are samples, and so are runs of lines that can only be code. */
const markdownParts = (source: string): Part[] => {
  const parts: Part[] = []
  let lines: string[] = []
  let fence: string | null = null
  const flush = (kind: PieceKind) => {
    const raw = lines.join('\n')
    if (raw.trim() !== '') parts.push(...(kind === 'prose' ? looseParts(lines) : [{ kind, text: raw, raw }]))
    lines = []
  }
  for (const line of source.split('\n')) {
    const mark = /^\s{0,6}(?:>\s*)?(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === null && mark !== undefined) {
      flush('prose')
      fence = mark
    } else if (fence !== null && mark?.startsWith(fence)) {
      flush('sample')
      fence = null
    } else lines.push(line)
  }
  flush(fence === null ? 'prose' : 'sample')
  return parts.length > mostParts ? [{ kind: 'prose', text: source, raw: source }] : parts
}

/** Code that stands in prose without a fence: at least three lines of it. */
const looseParts = (lines: readonly string[]): Part[] => {
  const code = codeLines(lines.map((line) => (opensProse(line) ? 'prose prose prose prose prose' : line)))
  const runs = runsOf(code.map((isCode, index) => (isCode && !isLabelled(lines[index]!) ? 'code' : 'prose')))
  const sure = runs.some(({ role, from, to }) => role === 'code' && lines.slice(from, to).filter((line) => line.trim() !== '').length >= 3)
  if (!sure) return [{ kind: 'prose', text: lines.join('\n'), raw: lines.join('\n') }]
  return runs.map(({ role, from, to }) => {
    const text = lines.slice(from, to).join('\n')
    return { kind: role === 'code' ? 'sample' : 'prose', text, raw: text }
  })
}

/** Marks of Markdown, and labels, begin no code. */
const opensProse = (line: string): boolean => /^\s*(?:[#>|*-]|\d+[.)])/.test(line) || isLabelled(line)

const tripled = '"""'

/** Text as it can stand in its cell again: behind the marks of a comment like the one it came from, or within quotes. */
export const asInCell = (kind: PieceKind, text: string, original: string): string => {
  if (kind === 'string') return `r${tripled}${text.replaceAll(tripled, "'''").replace(/[\\"]$/, '$& ')}${tripled}`
  const mark = /^\s*\//.test(original) ? '//' : '#'
  return kind === 'comment' ? text.replace(/^(?=.*\S)/gm, `${mark} `) : text
}
