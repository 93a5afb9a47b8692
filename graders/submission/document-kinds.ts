/** Files in which several answers may stand. A new kind of document is one more file and one more line here. */
import { extensionOf } from './raw.ts'
import { readNotebook, type NotebookRead } from './notebook.ts'
import { decode } from './text.ts'

/** The document that a file's bytes hold, or why they hold none. */
export const documentOf = (path: string, bytes: Uint8Array): NotebookRead => {
  const decoded = decode(bytes)
  if ('binary' in decoded) return { fault: `is ${decoded.binary}: save it as plain text` }
  return extensionOf(path) === '.ipynb' ? readNotebook(decoded.text) : { fault: 'is of no kind that holds several answers' }
}
