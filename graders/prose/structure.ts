/** Structure: from a text to passages, each with the labels it stands under. Learners' Markdown is read as they meant it, in one pass over the lines. */
import { isBrokenByChoice, startsAnew, widthsOf } from './breaks.ts'
import { foldCharacters } from './characters.ts'
import { remarksOf } from './code.ts'
import { isLabel, wordsIn } from './labels.ts'
import { type Line, isRule, readLine } from './lines.ts'
import { isTable, readTable } from './tables.ts'

/** A run of lines that belong together. */
export interface Passage {
  readonly kind: 'text' | 'cell' | 'comment'
  readonly lines: readonly { readonly text: string; readonly line: number }[]
  /** The headings, labels and column heads that it stands under, the nearest last. */
  readonly context: readonly string[]
}

/** A text, taken apart. */
export interface Structure {
  readonly passages: readonly Passage[]
  /** The lines of program text, which say what a learner can do but not what they know. */
  readonly code: readonly { readonly text: string; readonly line: number }[]
}

interface Label {
  readonly style: string
  readonly text: string
  /** How deep the passage stood whose first words these are; labels of their own lines have none. */
  readonly depth?: number
  /** How many passages were read before it: a label right under another stands under it. */
  readonly before?: number
}

interface Builder {
  /** For every line how long the longest line of its block is. */
  readonly widths: readonly number[]
  readonly passages: Passage[]
  readonly code: { text: string; line: number }[]
  labels: Label[]
  open: { style: string; label: string | null; lines: { text: string; line: number }[] } | null
}

const FENCE = /^\s*(?:```|~~~)/

/** Takes a text apart. */
export const structureOf = (text: string): Structure => {
  const lines = uncommented(
    withoutRemarks(text)
      .split(/\r\n|\r|\n/)
      .map(foldCharacters),
  )
  const builder: Builder = { widths: widthsOf(lines), passages: [], code: [], labels: [], open: null }
  let at = 0
  while (at < lines.length) at = readBlock(builder, lines, at)
  close(builder)
  return { passages: builder.passages, code: builder.code }
}

/** Where every line begins with a `#`, and they stand close together, it is the mark of a comment and heads nothing. */
const uncommented = (lines: readonly string[]): readonly string[] => {
  if (lines.length < 3 || !lines.every((line) => /^\s*(?:#|$)/.test(line))) return lines
  const empty = lines.filter((line) => line.trim() === '').length
  return empty * 3 < lines.length ? lines.map((line) => line.replace(/^\s*#\s?/, '')) : lines
}

/** Blanks out what stands between the marks of an HTML comment and keeps the lines. */
const withoutRemarks = (text: string): string => {
  if (!text.includes('<!--')) return text
  return text
    .split('<!--')
    .map((part, index) => {
      if (index === 0) return part
      const end = part.indexOf('-->')
      const hidden = end < 0 ? part : part.slice(0, end)
      return hidden.replace(/[^\n]+/g, '') + (end < 0 ? '' : part.slice(end + 3))
    })
    .join('')
}

/** Reads the block that begins at a line and says where the next one begins. */
const readBlock = (builder: Builder, lines: readonly string[], at: number): number => {
  const line = lines[at]!
  if (FENCE.test(line)) return readFence(builder, lines, at)
  if (line.trim() === '' || isRule(line)) close(builder)
  else if (isTable(lines, at)) return takeTable(builder, lines, at)
  else readText(builder, readLine(line), at, lines)
  return at + 1
}

const takeTable = (builder: Builder, lines: readonly string[], at: number): number => {
  close(builder)
  const above = builder.labels.map(({ text }) => text)
  const { cells, next } = readTable(lines, at)
  for (const { text, line, labels } of cells)
    builder.passages.push({ kind: 'cell', lines: [{ text, line }], context: [...above, ...labels] })
  return next
}

const readFence = (builder: Builder, lines: readonly string[], at: number): number => {
  close(builder)
  let end = at + 1
  while (end < lines.length && !FENCE.test(lines[end]!)) end += 1
  const inside = lines.slice(at + 1, end)
  for (const [index, text] of inside.entries()) builder.code.push({ text, line: at + 2 + index })
  for (const remark of remarksOf(inside, at + 2))
    if (remark.text.trim() !== '')
      builder.passages.push({ kind: 'comment', lines: [remark], context: builder.labels.map(({ text }) => text) })
  return end + 1
}

const readText = (builder: Builder, line: Line, at: number, lines: readonly string[]): void => {
  if (line.text === '') return
  const style = `${line.marker}${line.level}`
  const continues =
    line.marker === 'plain' &&
    line.label === null &&
    builder.open !== null &&
    !startsAnew(builder.open.lines.at(-1)!.text, line) &&
    !isBrokenByChoice(builder.open.lines, line, builder.widths[at]!)
  if (continues) builder.open!.lines.push({ text: line.text, line: at + 1 })
  else {
    close(builder)
    if (isLabel(line, lines, at)) pushLabel(builder, style, line.text)
    else builder.open = { style, label: line.label, lines: [{ text: line.text, line: at + 1 }] }
  }
}

/** A label takes the place of the last one of its style, and of everything that stood under that. */
const pushLabel = (builder: Builder, style: string, text: string): void => {
  const last = builder.labels.at(-1)
  if (last?.style === style && last.before === builder.passages.length && !style.startsWith('heading')) {
    builder.labels.push({ style: `${style} under`, text, before: builder.passages.length })
    return
  }
  popTo(builder, style)
  if (style.startsWith('heading'))
    builder.labels = builder.labels.filter((label) => label.style < style && label.style.startsWith('heading'))
  builder.labels.push({ style, text, before: builder.passages.length })
}

const popTo = (builder: Builder, style: string): void => {
  const index = builder.labels.findIndex((label) => label.style === style)
  if (index >= 0) builder.labels.length = index
}

const close = (builder: Builder): void => {
  const { open } = builder
  if (!open) return
  builder.open = null
  const depth = open.style === 'plain0' ? 0 : 1 + Number(open.style.replace(/\D+/g, ''))
  if (depth > 0) popTo(builder, open.style)
  builder.labels = builder.labels.filter((label) => label.depth === undefined || label.depth < depth)
  const above = builder.labels.map(({ text }) => text)
  builder.passages.push({ kind: 'text', lines: open.lines, context: open.label === null ? above : [...above, open.label] })
  const label = /^[^.:?!]{2,60}:/.exec(open.lines[0]!.text)?.[0]
  if (label !== undefined && wordsIn(label, 7) <= 6) builder.labels.push({ style: 'opening', text: label, depth })
}
