/** The Python of cells: strangers' text, with what only a notebook understands, and perhaps no Python at all. */
import { parser } from '@lezer/python'
import type { Tree } from '@lezer/common'

/** Shell lines and magics are no Python, but belong to the program. */
const masked = (source: string): string => source.replace(/^([ \t]*)[%!?]/gm, '$1#')

const strict = parser.configure({ strict: true })

/** Parses a cell as the notebook would; null for what is no Python. Gives up at the first fault, since recovering from many takes long. */
export const parsePython = (source: string): Tree | null => {
  if (source.length > longest || isTooDeep(source)) return null
  return parsed(source) ?? parsed(masked(source))
}

const parsed = (source: string): Tree | null => {
  try {
    return strict.parse(source)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** True for what is Python as it stands, without any magics: a line of it that begins with `%` or `!` goes on with a sum, or with a text. */
export const isPlainPython = (source: string): boolean => source.length <= longest && !isTooDeep(source) && parsed(source) !== null

/** A cell longer than this holds data, not a program that a person wrote. */
const longest = 65_536

/** Python itself refuses two hundred open brackets; a parser's time and stack are not a stranger's to spend. */
const deepest = 200

const isTooDeep = (source: string): boolean => {
  let depth = 0
  for (const [bracket] of source.matchAll(/[([{}\])]/g)) {
    depth = Math.max(0, depth + ('([{'.includes(bracket) ? 1 : -1))
    if (depth > deepest) return true
  }
  return false
}

/** Parses what is no whole Python as far as that goes. */
export const parseBroken = (source: string): Tree => parser.parse(isTooDeep(source) ? '' : masked(source.slice(0, 16_384)))

/** Jupyter strips the indentation of a cell's first line from all of it. */
export const dedent = (lines: readonly string[]): string[] => {
  const indent = /^[ \t]*/.exec(lines.find((line) => line.trim() !== '') ?? '')![0]
  return indent === '' ? [...lines] : lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
}
