/** One Markdown file that holds several answers, perhaps exported from a notebook: fences of code are cells, indented lines below one its output. */
import type { Cell, CellLanguage, DocumentRead } from './document.ts'

const codeTag = /^\s{0,3}(`{3,}|~{3,})\s*(python\d?|py|ipython\d?|typescript|ts|javascript|js)\b/i

/** Reads a Markdown text as a document. */
export const readMarkdown = (text: string): DocumentRead => {
  const cells: Cell[] = []
  let language: CellLanguage = 'py'
  let lines: string[] = []
  let fence: string | null = null
  const flush = (kind: Cell['kind']) => {
    const [output, rest] = kind === 'markdown' && cells.at(-1)?.kind === 'code' ? indentedTop(lines) : ['', lines]
    if (output !== '') cells[cells.length - 1] = { ...cells.at(-1)!, output }
    if (rest.some((line) => line.trim() !== '')) cells.push({ number: cells.length + 1, kind, source: rest.join('\n'), output: '' })
    lines = []
  }
  for (const line of text.split('\n')) {
    const opened: RegExpExecArray | null = fence === null ? codeTag.exec(line) : null
    if (opened !== null) {
      flush('markdown')
      fence = opened[1]!
      if (/^[tj]/i.test(opened[2]!)) language = 'ts'
    } else if (fence !== null && line.trim().startsWith(fence)) {
      flush('code')
      fence = null
    } else lines.push(line)
  }
  flush(fence === null ? 'markdown' : 'code')
  return { document: { language, cells } }
}

/** The indented lines at the top of a text: what an export prints below a cell. */
const indentedTop = (lines: readonly string[]): [string, string[]] => {
  const end = lines.findIndex((line) => line.trim() !== '' && !/^(?: {4}|\t)/.test(line))
  const top = end === -1 ? lines : lines.slice(0, end)
  return [
    top
      .map((line) => line.replace(/^(?: {4}|\t)/, ''))
      .join('\n')
      .trim(),
    lines.slice(top.length),
  ]
}
