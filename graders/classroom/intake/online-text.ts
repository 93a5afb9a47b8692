/** What learners typed into a page of Moodle or Canvas: it arrives as HTML, and is read as the text that it showed. */
import type { RawFile } from '../../submission/raw.ts'
import { decode } from '../../submission/text.ts'

/** The file, or the text of its page. */
export const asText = (file: RawFile): RawFile =>
  /online-?text\.html$/.test(file.path)
    ? { path: file.path.replace(/\.html$/, '.txt'), size: -1, read: async () => Buffer.from(await textOfPage(await file.read())) }
    : file

const textOfPage = async (bytes: Uint8Array): Promise<string> => {
  const { convert } = await import('html-to-text')
  const decoded = decode(bytes)
  const selectors = [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ]
  const options = { wordwrap: false as const, selectors, limits: { maxInputLength: 1024 * 1024, maxDepth: 200, maxChildNodes: 10_000 } }
  // Editors keep the indentation of a program by spaces that do not break, which no program may hold.
  return 'text' in decoded ? `${convert(decoded.text, options).replaceAll('\u00a0', ' ')}\n` : '\n'
}

/** What a teacher should know of these files: whoever typed a program may have lost its indentation on the way. */
export const remarksOnTyped = async (files: readonly RawFile[]): Promise<string[]> => {
  for (const file of files)
    if (/online-?text\.txt$/.test(file.path) && isFlattened(new TextDecoder().decode(await file.read())))
      return ['A program was typed into the platform’s page, and its indentation is not there: the page may have lost it.']
  return []
}

/** A function or a class in Python whose body is not indented. */
const isFlattened = (text: string): boolean => /^( *)(?:def \w+\(|class \w|if __name__ ).*:\s*\n\1(?! )\S/m.test(text)
