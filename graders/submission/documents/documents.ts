/** Files in which several answers may stand. A new kind of document is one more file and one more line here. */
import { isPacked } from '../archives/archives.ts'
import type { Document, DocumentRead } from './document.ts'
import { languageOf } from '../kinds.ts'
import { packedTwice, whyOfNoKind } from '../left-aside.ts'
import { readMarkdown } from './markdown.ts'
import { readNotebook } from './notebook.ts'
import { answerLimit, entryLimit, extensionOf, sizeBeyond, sizeOf } from '../raw.ts'
import { readScript } from './script.ts'
import { decode } from '../text.ts'
import { readTranscript } from './transcript.ts'

const readers: Readonly<Record<string, (text: string, extension: string) => DocumentRead>> = {
  '.ipynb': readNotebook,
  '.md': readMarkdown,
  '.markdown': readMarkdown,
  '.txt': readTranscript,
  '': readTranscript,
}

const readerFor = (extension: string) => (languageOf(extension, 'program') === null ? readers[extension] : readScript)

/** True for a file that may hold several answers. */
export const isDocument = (path: string): boolean => readerFor(extensionOf(path)) !== undefined

/** The document that a file's bytes hold, or why they hold none. */
export const documentOf = (path: string, bytes: Uint8Array): DocumentRead => {
  const extension = extensionOf(path)
  const read = readerFor(extension)
  if (read === undefined) return { fault: isPacked(path) ? packedTwice : whyOfNoKind(path) }
  const decoded = decode(bytes)
  if ('binary' in decoded)
    return { fault: `is ${decoded.binary}: save it as ${extension === '.ipynb' ? 'a notebook' : 'plain text (UTF-8)'} and hand that in` }
  const text = decoded.text
  const found = looksLikeNotebook(text) ? readNotebook(text) : read(text, extension)
  return 'document' in found ? withinLimits(found.document) : found
}

/** The document, unless it is larger than any answers are. */
const withinLimits = (document: Document): DocumentRead => {
  const size = document.cells.reduce((sum, { source }) => sum + source.length, 0)
  if (size > sourceLimit)
    return {
      fault: `holds ${sizeBeyond(size, sourceLimit)} of text and code, and at most ${sizeOf(sourceLimit)} are read: hand in the answers alone`,
    }
  if (document.cells.length > entryLimit) return { fault: `holds more than ${entryLimit} cells: hand in the answers alone` }
  return { document }
}

/** All answers together, as one alone. */
const sourceLimit = answerLimit

/** A notebook under a false name. */
const looksLikeNotebook = (text: string): boolean => /^\s*\{/.test(text) && /"nbformat"\s*:/.test(text.slice(0, 4096) + text.slice(-4096))
