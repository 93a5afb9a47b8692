/** What a process said before it ended, and how it is read. */
import { beginningOf } from '../core/readable.ts'
import { type TracedProcess, isClean } from '../core/process.ts'
import type { Place, SourceFacts } from '../source/facts.ts'
import { at } from './wording.ts'

/** What is expected of every end. */
export const endByThemselves = 'main and every worker end by themselves, with code 0'

/** All that a process wrote to the standard error. */
export const errorsOf = ({ wrote }: TracedProcess): string =>
  wrote.flatMap(({ stream, text }) => (stream === 'stderr' ? [text] : [])).join('')

/** The line in which an exception says what it is. */
export const lastWords = (process: TracedProcess): string => {
  const lines = errorsOf(process)
    .split('\n')
    .map((line) => line.trim())
  const said = thrownInNode(lines) ?? exceptionIn(lines) ?? lines.findLast((line) => line !== '')
  return said === undefined ? '' : `, saying: ${beginningOf(said, 200)}`
}

/** The last line of a Python traceback begins like this, and most first lines of Node's. */
const namesException = /^[\w.]*(?:Error|Exception|Interrupt|Warning)\b(?!\()/

/** What Python says of an exception, of which the first line may be no more than its name. */
const exceptionIn = (lines: readonly string[]): string | undefined => {
  const at = lines.findLastIndex((line) => namesException.test(line))
  const more = lines[at]?.endsWith(':') === true ? lines.slice(at + 1).find((line) => line !== '') : undefined
  return more === undefined ? lines[at] : `${lines[at]} ${more}${/[.!?]$/.test(more) ? '' : ' …'}`
}

/** Node underlines where something was thrown, says what it was, and names its own version below; anything may be thrown. */
const thrownInNode = (lines: readonly string[]): string | undefined => {
  const mark = lines.findLastIndex((line) => /^\^+$/.test(line))
  if (mark === -1 || !lines.some((line) => /^Node\.js v\d/.test(line))) return undefined
  const said = lines.slice(mark + 1).filter((line) => line !== '')
  return said[0] === '{' ? (said.flatMap((line) => /^message: ['"](.*)['"],?$/.exec(line)?.[1] ?? [])[0] ?? said[0]) : said[0]
}

/** What leads on where a process ended before it came to the line that prints. */
export const keptFromPrinting = 'What kept it from a line that prints? The check “ends cleanly” says more.'

/** A line of Python's traceback, or of Node's stack; what a program says before it ends itself names none. */
const namesLine = /\bline \d+|:\d+(?::\d+|\r?$)|\b\w*(?:Error|Exception)\b/m

/** The lines of the learner's own files, which are named without a folder, among the calls: Python tells the outermost first, Node the innermost. */
const ownLinesIn = (said: string): number[] => [
  ...[...said.matchAll(/^[ \t]*File "(?![/<]|[A-Za-z]:)[^"]+", line (\d+)/gm)].map(([, line]) => Number(line)).toReversed(),
  ...[...said.matchAll(/(?:^|[\s(])(?!node:)[^\s/\\():]+\.[cm]?[jt]sx?:(\d+)/gm)].map(([, line]) => Number(line)),
]

/** The innermost line of the learner's own that the exception of a process names; `null` where it names none. */
export const ownLineOf = (process: TracedProcess): number | null => ownLinesOf(process)[0] ?? null

/** All lines of the learner's own that it names, the innermost first. */
export const ownLinesOf = (process: TracedProcess): number[] => ownLinesIn(errorsOf(process))

/** How Python and Node say that a file is not there. A program that is not there is something else, and so is a package. */
const asksForFile =
  /^(?:FileNotFoundError: .*No such file|.*\bENOENT: no such file|.*\bCannot find module '[^']*\.(?:[cm]?[jt]sx?|py|json)')/m

const whereFilesAre =
  'Which of your lines asks for that file? Here a program runs in a folder of its own, beside copies of the programs and texts of its own folder that it names: is the file one of these, and under this very name?'

/** How Python and Node say that there is no module of that name, be it a package, one of their own, or a file of the learner's. */
const asksForModule =
  /^(?:ModuleNotFoundError: No module named|.*\bCannot find (?:package|module)(?= ')|.*\bNo such built-in module:) '?([^'\n]*)/m

/** The module that is said to be missing in what was written to the standard error; `null` where nothing of the kind is said. */
export const missingModule = (said: string): string | null => asksForModule.exec(said)?.[1] ?? null

const whereModulesAre =
  'No module of that name was found. Is it spelt right? If it is a file of yours: does it lie beside this program, under this very name?'

/** How Python refuses to start a child of a child that has not read its file yet. */
const startsInChild = /before the\s+current process has finished its bootstrapping phase/

const whatIsGuarded =
  'A child that does not begin as a copy of main reads your file again, and there it came to the lines that start children. What does if __name__ == "__main__": guard against?'

/** How a worker in Python says that it does not know a function, which it looks up by its name: before Python 3.14, and from there on. */
const knowsNoFunction =
  /^AttributeError: (?:Can't get attribute '[^']*' on <module '__(?:mp_)?main__'|module '__(?:mp_)?main__' has no attribute '\w+')/m

const whatWorkersKnow =
  'A worker looks that function up by its name, among what your file had made by the time the worker was started. Had it been made by then, at the outermost level?'

/** How Python says that a function cannot be handed over: one without a name that leads to it. */
const cannotBeNamed = /\b(?:Can't pickle (?:<function|local object)|Can't get local object)/

const whatCanBeNamed =
  'What is handed to another process is packed first, and of a function only its name is. By which name could a worker find this one in your file?'

/** How to read the message of an exception; `null` where a process left none. */
export const readTheMessage = (process: TracedProcess): string | null => {
  const said = errorsOf(process)
  if (!namesLine.test(said)) return null
  if (startsInChild.test(said)) return whatIsGuarded
  if (asksForFile.test(said)) return whereFilesAre
  if (missingModule(said) !== null) return whereModulesAre
  if (knowsNoFunction.test(said)) return whatWorkersKnow
  if (cannotBeNamed.test(said)) return whatCanBeNamed
  return ownLinesIn(said).length > 0
    ? 'Read the whole message under “What it printed”: it names the line. What would make that line work?'
    : 'Read the whole message under “What it printed”. It names no line of yours: which of your lines asked for what could not be done?'
}

/** Node's own code for a top-level await that is still open when nothing is left to run; it may say so in a warning. */
export const awaitsInVain = ({ language }: SourceFacts, { exit, wrote }: TracedProcess): boolean =>
  language === 'ts' &&
  exit !== null &&
  'code' in exit &&
  exit.code === 13 &&
  wrote.every(({ stream, text }) => stream === 'stdout' || text.includes('unsettled top-level await'))

/** Whether a process broke off: by an exception, or in an await that nothing could settle any more. An exit code alone may be meant. */
export const brokeOff = (source: SourceFacts, process: TracedProcess): boolean =>
  process.exit !== null && !isClean(process.exit) && (readTheMessage(process) !== null || awaitsInVain(source, process))

/** What is said of a program that asks somebody who is not there. */
export const nobodyTypes = (input: Place): string => `${at(input)} reads the keyboard, and here nobody types: the standard input is empty`

/** What leads on there. */
export const doWithoutAsking = 'Can the program do without asking?'
