/** Cells for a shell, `%%bash`, as the cells that would do the same without one. */

const shells = /^%%(?:(?:script|!)\s+(?:\S*\/)?)?(?:bash|sh|zsh|!)(?:\s|$)/

/** `cat > work.py <<'EOF'`, up to the line that is nothing but its mark. */
const opensText = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/

const writesFile = /(?:\bcat\b[^|]*?>|\btee\s+(?:-\S+\s+)*)\s*["']?(?:[\w.-]*\/)*([\w.-]+\.py)\b/

const runsText = /(?:^|[\s;&|/])(?:python|pypy)[\d.]*(?:\s+-\w*)*\s*<</

const opensQuote = /^(?:.*[\s;&|/])?(?:python|pypy)[\d.]*(?:\s+-[A-Zbuv]+)*\s+-c\s*(["'])/

/** Longer lines are data. */
const longest = 500

/** The cells that do what a cell does; all but those for a shell do it themselves. */
export const plainCells = (source: string): readonly string[] => {
  const lines = source.split('\n')
  const first = lines.findIndex((line) => line.trim() !== '')
  return shells.test((lines[first] ?? '').slice(0, longest).trim()) ? shellCells(lines, first) : [source]
}

/** What stands between the marks leaves no line behind in the shell's own cell. */
const shellCells = (lines: readonly string[], first: number): string[] => {
  const own = lines.slice(0, first + 1)
  const last = new Map(lines.map((line, index) => [line.trim(), index]))
  const cells: string[] = []
  for (let at = first + 1; at < lines.length; at++) {
    const text = markedText(lines, at, last) ?? quotedText(lines, at)
    if (text === null) own.push(lines[at]!)
    else {
      cells.push(text.cell.join('\n'))
      at = text.end
    }
  }
  return [...cells, own.join('\n')]
}

/** A cell that does what is done with a text, and the last line of that text. */
interface Text {
  readonly cell: readonly string[]
  readonly end: number
}

const markedText = (lines: readonly string[], at: number, last: ReadonlyMap<string, number>): Text | null => {
  const line = lines[at]!.slice(0, longest)
  const mark = opensText.exec(line)?.[2]
  const head = mark !== undefined && (last.get(mark) ?? -1) > at ? headOf(line) : null
  if (head === null) return null
  let end = at + 1
  while (lines[end]!.trim() !== mark) end++
  return { cell: [...head, ...lines.slice(at + 1, end)], end }
}

/** `python3 -c '`, up to the line in which that quote is closed. */
const quotedText = (lines: readonly string[], at: number): Text | null => {
  const [opening, quote = ''] = opensQuote.exec(lines[at]!.slice(0, longest)) ?? []
  if (opening === undefined) return null
  const close = quote === '"' ? /(?<!\\)"/ : /'/
  const rest = lines.slice(at).map((line, index) => (index === 0 ? line.slice(opening.length) : line))
  const end = rest.findIndex((line) => close.test(line))
  if (end < 1) return null
  const text = [...rest.slice(0, end), rest[end]!.split(close)[0]!].join('\n')
  return { cell: [quote === '"' ? text.replace(/\\(["$`\\])/g, '$1') : text], end: at + end }
}

/** What would begin a cell of the notebook that does what this line does with the text behind it. */
const headOf = (line: string): readonly string[] | null => {
  const file = writesFile.exec(line)?.[1]
  if (file !== undefined) return [`%%writefile ${/>>|\btee\s+(?:-a|--append)\b/.test(line) ? '-a ' : ''}${file}`]
  return runsText.test(line) ? [] : null
}
