/** Indentation and the order of clauses: which block each line of a Python program stands in. */
import type { Flaw, LogicalLine } from './tokens.ts'

interface Block {
  /** Width with tabs to the next multiple of eight, and with tabs as one: both must tell the same. */
  readonly width: number
  readonly narrow: number
  /** The word that opened it: `def`, `for`, … */
  readonly head: string
  /** The word that the last statement in it began with, and the first of its chain (`if` of `elif`). */
  last: string
  chain: string
}

/** The word that decides what a line is: `async def` is a `def`. */
export const headOf = ({ tokens }: LogicalLine): string => (tokens[0]?.text === 'async' ? tokens[1]?.text : tokens[0]?.text) ?? ''

/** True for a line after which an indented block has to come. */
const opensBlock = ({ tokens }: LogicalLine): boolean => tokens.at(-1)?.text === ':'

/** The first line that stands where it cannot; `isWhole` is false where lines are missing at the end. */
export const findLayoutFlaw = (lines: readonly LogicalLine[], lineOf: (offset: number) => number, isWhole: boolean): Flaw | null => {
  const blocks: Block[] = [{ width: 0, narrow: 0, head: '', last: '', chain: '' }]
  let opener: LogicalLine | null = null
  for (const line of lines) {
    const flaw = indentationFlaw(blocks, line, opener, lineOf) ?? headFlaw(line) ?? clauseFlaw(blocks, line) ?? placeFlaw(blocks, line)
    if (flaw) return flaw
    const block = blocks.at(-1)!
    block.chain = CHAINED.has(headOf(line)) ? block.chain : headOf(line)
    block.last = headOf(line)
    opener = opensBlock(line) ? line : null
  }
  const end = lines.at(-1)
  if (!isWhole) return null
  if (opener) return missingBlock(opener, opener.tokens.at(-1)!.from, lineOf)
  return end && blocks.some(({ last }) => last === 'try') ? unfinishedTry(end.from + end.indent.length) : null
}

const startOf = ({ from, indent }: LogicalLine): number => from + indent.length

const HEADED = /^(?:if|elif|else|for|while|def|class|with|try|except|finally|match|case)$/

const headFlaw = (line: LogicalLine): Flaw | null =>
  !opensBlock(line) || HEADED.test(headOf(line))
    ? null
    : {
        at: startOf(line),
        message: 'A line that ends with a colon begins with a word such as if, for, while or def, and this one does not.',
      }

const missingBlock = (opener: LogicalLine, at: number, lineOf: (offset: number) => number): Flaw => ({
  at,
  message: `After the ${headOf(opener)} of line ${lineOf(startOf(opener))} an indented line was expected.`,
})

const widthsOf = (indent: string): [number, number] => {
  let [width, narrow] = [0, 0]
  for (const character of indent) {
    if (character === '\f') [width, narrow] = [0, 0]
    else [width, narrow] = [character === '\t' ? (width >> 3) * 8 + 8 : width + 1, narrow + 1]
  }
  return [width, narrow]
}

/** Enters or leaves blocks, as the indentation says. */
const indentationFlaw = (
  blocks: Block[],
  line: LogicalLine,
  opener: LogicalLine | null,
  lineOf: (offset: number) => number,
): Flaw | null => {
  const [width, narrow] = widthsOf(line.indent)
  const at = startOf(line)
  const mixed = { at, message: 'Tabs and spaces are mixed in this indentation, so that its depth is unclear: use one of them everywhere.' }
  const current = blocks.at(-1)!
  if (opener) {
    if (width <= current.width) return narrow > current.narrow ? mixed : missingBlock(opener, at, lineOf)
    if (narrow <= current.narrow) return mixed
    if (blocks.length > MAX_BLOCKS) return { at, message: 'Too many blocks stand in each other: Python reads at most 100.' }
    blocks.push({ width, narrow, head: headOf(opener), last: '', chain: '' })
    return null
  }
  if (width > current.width)
    return narrow > current.narrow ? { at, message: 'This line is indented, and nothing before it opens a block.' } : mixed
  while (blocks.at(-1)!.width > width) if (blocks.pop()!.last === 'try') return unfinishedTry(at)
  const { width: expected, narrow: expectedNarrow } = blocks.at(-1)!
  if (expected !== width) return { at, message: 'The indentation of this line fits none of the blocks before it.' }
  return expectedNarrow === narrow ? null : mixed
}

/** Python gives up here as well. */
const MAX_BLOCKS = 99

const unfinishedTry = (at: number): Flaw => ({
  at,
  message: 'A try needs an except or a finally after it, and none was found before this line.',
})

/** Words that go on with what the line before began, and after which they may come. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  elif: ['if', 'elif'],
  else: ['if', 'elif', 'for', 'while', 'except'],
  except: ['try', 'except'],
  finally: ['try', 'except', 'else'],
}
const CHAINED = new Set(Object.keys(FOLLOWS))

const clauseFlaw = (blocks: readonly Block[], line: LogicalLine): Flaw | null => {
  const { last, chain } = blocks.at(-1)!
  const head = headOf(line)
  const at = startOf(line)
  if (last === 'try' && head !== 'except' && head !== 'finally') return unfinishedTry(at)
  if (!CHAINED.has(head) || (FOLLOWS[head]!.includes(last) && (head !== 'finally' || chain === 'try'))) return null
  const before = FOLLOWS[head]!.filter((word) => word !== head).join(', ')
  return { at, message: `This ${head} has nothing to go on from: at the same indentation before it one of these was expected: ${before}.` }
}

/** `return` belongs in a function, `break` and `continue` in a loop. */
const placeFlaw = (blocks: readonly Block[], line: LogicalLine): Flaw | null => {
  const head = headOf(line)
  const around = (words: readonly string[]) => blocks.findLast((block) => words.includes(block.head))?.head ?? ''
  const at = startOf(line)
  if (head === 'return' && around(['def', 'class']) !== 'def') return { at, message: 'This return stands outside of any function.' }
  const isLoop = /^(?:for|while)$/.test(around(['def', 'class', 'for', 'while']))
  return (head === 'break' || head === 'continue') && !isLoop ? { at, message: `This ${head} stands outside of any loop.` } : null
}
