/** One program file that holds several answers, perhaps exported from a notebook: `# %%` or `# In[3]:` begin a cell. */
import type { Cell, DocumentRead } from './document.ts'

const boundary = /^(?:#|\/\/)\s?(?:%%(.*)|In\s?\[[\d\s]*\]:?\s*)$/

/** Reads a program's text as a document. */
export const readScript = (text: string, extension: string): DocumentRead => {
  const cells: Cell[] = []
  let lines: string[] = []
  let kind: Cell['kind'] = 'code'
  const flush = () => {
    const source = kind === 'markdown' ? lines.map((line) => line.replace(/^(?:#|\/\/)\s?/, '')).join('\n') : lines.join('\n')
    if (source.trim() !== '') cells.push({ number: cells.length + 1, kind, source, output: '' })
    lines = []
  }
  for (const line of withMagics(text).split('\n')) {
    const mark = boundary.exec(line)
    if (mark === null) lines.push(line)
    else {
      flush()
      kind = /\[(?:markdown|md)\]/i.test(mark[1] ?? '') ? 'markdown' : 'code'
    }
  }
  flush()
  return { document: { language: extension.startsWith('.py') ? 'py' : 'ts', cells } }
}

/** What an export made of a notebook's magics, as they stood there. */
const withMagics = (text: string): string =>
  text
    .replace(
      /^get_ipython\(\)\.run_cell_magic\('(\w+)', '([^'\n]{0,200})', ?('(?:[^'\\\n]|\\.){0,20000}'|"(?:[^"\\\n]|\\.){0,20000}")\)$/gm,
      (_, name: string, line: string, body: string) => `${`%%${name} ${line}`.trimEnd()}\n${unescaped(body)}`,
    )
    .replace(/^([ \t]*)get_ipython\(\)\.system\(['"](.{0,500}?)['"]\)$/gm, '$1!$2')
    .replace(/^([ \t]*)get_ipython\(\)\.run_line_magic\(['"](\w+)['"], ?['"](.{0,500}?)['"]\)$/gm, '$1%$2 $3')

const unescaped = (literal: string): string =>
  literal.slice(1, -1).replace(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark === 't' ? '\t' : mark))
