/** Plain text that holds several answers; often a notebook copied from a screen: `In [3]:` begins a cell, `Out[3]:` its output. */
import type { Cell, CellLanguage, DocumentRead } from './document.ts'
import { readMarkdown } from './markdown.ts'
import { lineKind } from '../split/lines.ts'
import { isLabelled } from '../split/roles.ts'

const marker = /^\s*(In|Out)\s?\[[\d\s*]*\]:?[ \t]?(.*)$/

/** Reads plain text as a document. */
export const readTranscript = (text: string): DocumentRead => {
  const lines = text.split('\n')
  if (lines.some((line) => marker.test(line))) return { document: { language: languageOf(text), cells: numbered(cellsOf(lines)) } }
  if (/^\s{0,3}(?:```|~~~)/m.test(text)) return readMarkdown(text)
  return { document: { language: languageOf(text), cells: numbered([{ kind: 'code', lines, output: [] }]) } }
}

const languageOf = (text: string): CellLanguage =>
  /^[ \t]*(?:def \w+\(|from \w+ import|import \w+$)/m.test(text) || !/\b(?:const|let)\s+\w+\s*=/.test(text) ? 'py' : 'ts'

interface Draft {
  readonly kind: Cell['kind']
  readonly lines: string[]
  readonly output: string[]
}

const numbered = (drafts: readonly Draft[]): Cell[] =>
  drafts
    .filter(({ lines }) => lines.some((line) => line.trim() !== ''))
    .map(({ kind, lines, output }, index) => ({ number: index + 1, kind, source: lines.join('\n'), output: output.join('\n').trim() }))

const cellsOf = (lines: readonly string[]): Draft[] => {
  const sections: { mark: string; lines: string[] }[] = [{ mark: '', lines: [] }]
  for (const line of lines) {
    const found = marker.exec(line)
    if (found === null) sections.at(-1)!.lines.push(line)
    else sections.push({ mark: found[1]!, lines: found[2] === '' ? [] : [found[2]!] })
  }
  const drafts: Draft[] = []
  for (const section of sections) {
    if (section.mark === 'In') drafts.push(...cellAndRest(section.lines))
    else if (section.mark === 'Out') drafts.push(...outputAndRest(section.lines, drafts.at(-1)))
    else drafts.push({ kind: 'markdown', lines: section.lines, output: [] })
  }
  return drafts
}

/** After `In [3]:` come the code, then what it printed, then perhaps prose up to the next mark. */
const cellAndRest = (lines: readonly string[]): Draft[] => {
  const blocks = blocksOf(lines)
  const heading = blocks.findIndex((block, index) => index > 0 && isLabelled(block[0]!))
  const own = heading === -1 ? blocks : blocks.slice(0, heading)
  const lastCode = own.findLastIndex(isCode)
  const code = lastCode === -1 ? own : own.slice(0, lastCode + 1)
  const rest = own.slice(code.length)
  const prose = rest.findIndex((block, index) => isProse(block, index === 0 ? 25 : 14))
  const printed = prose === -1 ? rest : rest.slice(0, prose)
  return [
    { kind: 'code', lines: code.flat(), output: printed.flat() },
    { kind: 'markdown', lines: blocks.slice(code.length + printed.length).flat(), output: [] },
  ]
}

const outputAndRest = (lines: readonly string[], cell: Draft | undefined): Draft[] => {
  const [first = [], ...rest] = blocksOf(lines)
  cell?.output.push(...first)
  return [{ kind: 'markdown', lines: rest.flat(), output: [] }]
}

/** Statements, or comments that are no headings. */
const isCode = (block: readonly string[]): boolean =>
  block.some((line) => lineKind(line) === 'code') || (!isLabelled(block[0]!) && block.every((line) => /^\s*(?:#|$)/.test(line)))

/** Sentences of some length: hardly what a small program prints, least of all right below it. */
const isProse = (block: readonly string[], words: number): boolean =>
  /[.?:]$/.test(block.join(' ').trimEnd()) && block.join(' ').split(/\s+/).length > words

/** Blocks of lines, each with the blank lines after it. */
const blocksOf = (lines: readonly string[]): string[][] => {
  const blocks: string[][] = []
  let blank = true
  for (const line of lines) {
    const isBlank = line.trim() === ''
    if (!isBlank && blank) blocks.push([line])
    else if (blocks.length > 0) blocks.at(-1)!.push(line)
    blank = isBlank
  }
  return blocks
}
