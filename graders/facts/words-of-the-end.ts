/** What a process said before it ended, and how it is read. */
import type { TracedProcess } from '../core/process.ts'

/** What is expected of every end. */
export const endByThemselves = 'main and every worker end by themselves, with code 0'

/** The line in which an exception says what it is: the last of a Python traceback, the first with "Error" in Node's. */
export const lastWords = ({ wrote }: TracedProcess): string => {
  const lines = wrote.flatMap(({ stream, text }) => (stream === 'stderr' ? text.split('\n') : [])).map((line) => line.trim())
  const said = lines.findLast((line) => /^[\w.]*(Error|Exception|Interrupt|Warning)\b/.test(line)) ?? lines.findLast((line) => line !== '')
  return said === undefined ? '' : `, saying: ${said}`
}

/** A line of Python's traceback, or of Node's stack; what a program says before it ends itself names none. */
const namesLine = /\bline \d+|:\d+(?::\d+|\r?$)|\b\w*(?:Error|Exception)\b/m

/** A place in a file of the learner's own: these are named without a folder. */
const namesOwnLine = /\bFile "(?![/<]|[A-Za-z]:)[^"]+", line \d|(?:^|[\s(])(?!node:)[^\s/\\():]+\.[cm]?[jt]sx?:\d/m

/** How to read the message of an exception; `null` where a process left none. */
export const readTheMessage = ({ wrote }: TracedProcess): string | null => {
  const said = wrote.flatMap(({ stream, text }) => (stream === 'stderr' ? [text] : [])).join('')
  if (!namesLine.test(said)) return null
  return namesOwnLine.test(said)
    ? 'Read the whole message under “What it printed”: it names the line. What would make that line work?'
    : 'Read the whole message under “What it printed”. It names no line of yours: which of your lines asked for what could not be done?'
}
