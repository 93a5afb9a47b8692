/** What learners typed into a page of Moodle, Canvas or Blackboard: it arrives as HTML, and is read as the text that it showed. */
import type { Answer, Submission } from '../../core/types.ts'
import type { RawFile } from '../../submission/raw.ts'
import { decode } from '../../submission/text.ts'
import { receipt } from './conventions.ts'

/** The file, or the text of its page. */
export const asText = (file: RawFile): RawFile => {
  const page = pageIn(file.path)
  if (page === null) return file
  const textOf = async () => {
    const decoded = decode(await file.read())
    return Buffer.from('text' in decoded ? await textOfPage(page(decoded.text)) : '\n')
  }
  return { path: page === typedIn ? 'online-text.txt' : file.path.replace(/\.html$/, '.txt'), size: -1, read: textOf }
}

/** How to find what was typed in a file of this name; null where it is no platform's. */
const pageIn = (path: string): ((text: string) => string) | null =>
  /online-?text\.html$/.test(path) ? (text) => text : path === receipt ? typedIn : null

/** What a receipt of Blackboard says was typed; one in another language is read as a whole. */
const typedIn = (text: string): string => {
  const receipt = text.replaceAll('\r\n', '\n')
  const [start, end] = [receipt.indexOf(typedBehind), receipt.indexOf(typedBefore)]
  const typed = start === -1 || end < start ? receipt : receipt.slice(start + typedBehind.length, end)
  return typed.trim() === 'There is no student submission text data for this assignment.' ? '' : typed
}

const typedBehind = '\nSubmission Field:\n'
const typedBefore = '\nComments:\n'

const textOfPage = async (html: string): Promise<string> => {
  // Without a single tag it is no page: its lines are its own.
  if (!/<[a-z][^<]{0,200}>|&\w+;/i.test(html)) return `${html.trim()}\n`
  const { convert } = await import('html-to-text')
  const selectors = [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ]
  const options = { wordwrap: false as const, selectors, limits: { maxInputLength: 1024 * 1024, maxDepth: 200, maxChildNodes: 10_000 } }
  // Editors keep the indentation of a program by spaces that do not break, which no program may hold.
  return `${convert(html, options).replaceAll('\u00a0', ' ')}\n`
}

const lost =
  'A program was typed into the platform’s page, and its indentation is not there: the page may have lost it. Hand it in as a file.'

/** What a teacher should know of these files: whoever typed a program may have lost its indentation on the way. */
export const remarksOnTyped = async (files: readonly RawFile[]): Promise<string[]> => {
  for (const { path, read } of files) if (isTyped(path) && isFlattened(new TextDecoder().decode(await read()))) return [lost]
  return []
}

/** Of a program that Python can no longer read nobody can tell what its owner wrote: it is no wrong answer, and nobody gets a zero for it. */
export const withoutFlattened = <Handed extends Submission>(submission: Handed): Handed => {
  const flattened = submission.answers.filter(isLost)
  if (flattened.length === 0) return submission
  return {
    ...submission,
    answers: submission.answers.filter((each) => !flattened.includes(each)),
    unread: [...(submission.unread ?? []), { exercises: flattened.map(({ exercise }) => exercise), why: lost }],
  }
}

const isTyped = (path: string): boolean => /online-?text\.txt$/.test(path)

const isLost = ({ language, origin, files: [entry] }: Answer): boolean =>
  language === 'py' && entry !== undefined && isTyped(origin?.file ?? entry.path) && lacksBodies(entry.text)

/** A function or a class in Python whose body is not indented. */
const isFlattened = (text: string): boolean => /^( *)(?:def \w+\(|class \w|if __name__ ).*:\s*\n\1(?! )\S/m.test(text)

/** The same of all that has a body, where it is known that this is a program. Line by line, since whoever typed it is a stranger. */
const lacksBodies = (program: string): boolean => {
  const lines = program.split('\n').filter((line) => line.trim() !== '')
  return lines.some((line, at) => opensBlock.test(line) && endsAsHead.test(line) && indentOf(lines[at + 1]) === indentOf(line))
}

const opensBlock = /^ *(?:async|class|def|elif|else|except|finally|for|if|try|while|with)\b/

const endsAsHead = /:[ \t\r]*(?:#[^:]*)?$/

/** Of what is not there nobody knows. */
const indentOf = (line: string | undefined): string | null => (line === undefined ? null : /^[ \t]*/.exec(line)![0])
