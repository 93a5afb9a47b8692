/** Jupyter notebooks, nbformat 3 to 5. */
import { type Json, isObject } from '../../core/json.ts'
import type { Cell, CellLanguage, DocumentRead } from './document.ts'

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : [])

/** Text is a string or a list of lines. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  return listOf(value)
    .filter((line): line is string => typeof line === 'string')
    .join('')
}

/** Reads a notebook's text. */
export const readNotebook = (text: string): DocumentRead => {
  let notebook: unknown
  try {
    notebook = JSON.parse(text)
  } catch (error) {
    return { fault: brokenBecause(text, String(error)) }
  }
  if (!isObject(notebook)) return { fault: 'is no notebook: save it again in Jupyter' }
  const format = notebook['nbformat']
  if (typeof format === 'number' && (format < 3 || format > 5))
    return { fault: `is a notebook of format ${format}, and 3 to 5 are read: open it in a current Jupyter and save it` }
  const raw = Array.isArray(notebook['cells'])
    ? listOf(notebook['cells'])
    : listOf(notebook['worksheets']).flatMap((sheet) => (isObject(sheet) ? listOf(sheet['cells']) : []))
  if (raw.length === 0) return { fault: 'is a notebook without cells: hand in the one with the answers' }
  const cells = raw.map((cell, index) => cellOf(cell, index + 1)).filter((cell): cell is Cell => cell !== null)
  return { document: { language: languageOf(notebook), cells } }
}

const brokenBecause = (text: string, error: string): string => {
  if (text.trim() === '') return 'is empty: save the notebook and hand it in again'
  if (/^(?:<{7}|={7}|>{7}) ?/m.test(text)) return 'holds the marks of a merge conflict: settle it and save the notebook again'
  const position = Number(/at position (\d+)/.exec(error)?.[1] ?? 0)
  return /end of JSON|unterminated/i.test(error) || position >= text.trimEnd().length - 1
    ? 'breaks off in the middle: hand in the whole notebook'
    : 'is no valid notebook (its JSON is broken): open it in Jupyter and save it again'
}

const languageOf = (notebook: Json): CellLanguage => {
  const metadata = isObject(notebook['metadata']) ? notebook['metadata'] : {}
  const names = [metadata['kernelspec'], metadata['language_info']].flatMap((info) =>
    isObject(info) ? [info['language'], info['name']] : [],
  )
  return names.some((name) => typeof name === 'string' && /typescript|javascript|node|deno/i.test(name)) ? 'ts' : 'py'
}

const cellOf = (cell: unknown, number: number): Cell | null => {
  if (!isObject(cell)) return null
  const source = textOf(cell['source'] ?? cell['input']).replace(/\r\n?/g, '\n')
  const output = listOf(cell['outputs'])
    .map(outputOf)
    .filter((each) => each !== '')
    .join('\n')
  switch (cell['cell_type']) {
    case 'code':
      return {
        number,
        kind: 'code',
        source: withoutPrompts(source),
        output,
        executed: output !== '' || wasRun(cell),
        failed: listOf(cell['outputs']).some(isError),
      }
    case 'raw':
    case 'plaintext':
      return { number, kind: 'raw', source, output: '' }
    case 'heading':
      return { number, kind: 'markdown', source: `# ${source}`, output: '' }
    default:
      return { number, kind: 'markdown', source, output: '' }
  }
}

/** `>>> print(1)`, as manuals show it: a notebook runs that without the marks. */
const withoutPrompts = (source: string): string => (/^\s*>>> /.test(source) ? source.replace(/^[ \t]*(?:>>>|\.\.\.)(?: |$)/gm, '') : source)

/** An error of the code itself; one that waited was interrupted by hand. */
const isError = (output: unknown): boolean =>
  isObject(output) &&
  /^(?:error|pyerr)$/.test(textOf(output['output_type'])) &&
  !/^(?:KeyboardInterrupt|SystemExit)$/.test(textOf(output['ename']))

const wasRun = (cell: Json): boolean => typeof (cell['execution_count'] ?? cell['prompt_number']) === 'number'

/** What a reader saw below a cell, as text; pictures leave nothing. */
const outputOf = (output: unknown): string => {
  if (!isObject(output)) return ''
  const data = isObject(output['data']) ? output['data'] : output
  if (Array.isArray(output['traceback'])) return withoutColour(output['traceback'].filter((line) => typeof line === 'string').join('\n'))
  return textOf(output['text'] ?? data['text/plain'] ?? '')
    .replace(/\r\n?/g, '\n')
    .slice(0, 65_536)
    .trimEnd()
}

// oxlint-disable-next-line no-control-regex -- the escape sequences of colours
const withoutColour = (text: string): string => text.slice(0, 65_536).replace(/\u001b\[[\d;]*m/g, '')
