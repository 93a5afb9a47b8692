/** Cells for a shell, `%%bash`, as the cells that would do the same without one. */

const shells = /^%%(?:(?:script|!)\s+(?:\S*\/)?)?(?:bash|sh|zsh|!)(?:\s|$)/

/** `cat > work.py <<'EOF'`, up to the line that is nothing but its mark. */
const opensText = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/

const writesFile = /(?:\bcat\b[^|]*?>|\btee\s)\s*["']?(?:[\w.-]*\/)*([\w.-]+\.py)\b/

const runsText = /(?:^|[\s;&|/])(?:python|pypy)[\d.]*(?:\s+-\w*)*\s*<</

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
    const line = lines[at]!.slice(0, longest)
    const mark = opensText.exec(line)?.[2]
    const head = mark !== undefined && (last.get(mark) ?? -1) > at ? headOf(line) : null
    if (head === null) own.push(lines[at]!)
    else {
      let end = at + 1
      while (lines[end]!.trim() !== mark) end++
      cells.push([...head, ...lines.slice(at + 1, end)].join('\n'))
      at = end
    }
  }
  return [...cells, own.join('\n')]
}

/** What would begin a cell of the notebook that does what this line does with the text behind it. */
const headOf = (line: string): readonly string[] | null => {
  const file = writesFile.exec(line)?.[1]
  if (file !== undefined) return [`%%writefile ${file}`]
  return runsText.test(line) ? [] : null
}
