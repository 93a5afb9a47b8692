/** What a notebook understands and Python does not: magics, shell lines, questions to the help, `await` outside of functions, a cell's value. */
import type { SyntaxNode } from '@lezer/common'
import { beginningOf } from '../../core/readable.ts'
import { isPlainPython, parsePython } from '../parse-python.ts'

/** A cell as plain Python, and what its magics asked for. */
export interface Plain {
  readonly code: string
  readonly notes: readonly string[]
  /** The file that `%%writefile` names; the code is its content. */
  readonly file?: string
  /** True where the content goes behind what the file holds already: `%%writefile -a x.py`. */
  readonly appends?: boolean
  /** The file that the cell runs: `%run x.py`, `!python x.py`. */
  readonly runs?: string
  /** The words that stand behind it: `!python x.py anna`. */
  readonly words?: readonly string[]
}

/** A cell's code as plain Python, line for line. */
export const plainPython = (source: string, cell: number): Plain => {
  const lines = source.split('\n')
  const first = lines.findIndex((line) => line.trim() !== '')
  const cellMagic = first === -1 ? null : /^%%(\w+)\s*(.*)$/.exec(lines[first]!)
  if (cellMagic?.[1] === 'writefile' || cellMagic?.[1] === 'file') {
    const file = /([\w.-]+\.\w+)["']?\s*$/.exec(cellMagic[2]!)?.[1]
    if (file !== undefined)
      return {
        code: lines.slice(first + 1).join('\n'),
        file,
        appends: appends.test(cellMagic[2]!),
        notes: [`Cell ${cell} writes ${file}: it stands beside the program.`],
      }
  }
  const notes = new Set<string>()
  if (cellMagic !== null && foreign.test(cellMagic[1]!) && !python.test(cellMagic[2]!)) {
    const left = lines.slice(first + 1)
    if (left.some((line) => line.trim() !== ''))
      notes.add(`Cell ${cell} begins with "%%${cellMagic[1]}": what is no Python in it was left out.`)
    return { code: source.replace(/^(?=.*\S)/gm, '# '), notes: [...notes], ...ran(left) }
  }
  const plain = isPlainPython(source)
    ? lines
    : lines.map((line, index) => {
        const rewritten = plainLine(line, () => isOnlyLine(lines, index))
        if (rewritten !== line) notes.add(noteOn(line, rewritten, cell))
        return rewritten
      })
  const code = shownValue(withoutTopLevelAwait(plain.join('\n'), cell, notes), cell, notes)
  return { code, notes: [...notes], ...ran(plain === lines ? callsOf(source) : lines.filter((line) => givesShell.test(line))) }
}

const appends = /^(?:-a|--append)\s/

/** `!python x.py`, `%run x.py`, `shown = !python x.py` */
const givesShell = /^\s*(?:[\w.]+\s*=\s*)?[%!]/

/** The file that the last of these commands runs: `python3 x.py`, `%run x.py`, `!{sys.executable} -u x.py`. */
const ran = (commands: readonly string[]): Pick<Plain, 'runs' | 'words'> => {
  const found = commands.flatMap((line) => (line.length > longest ? [] : [runsFile.exec(line)])).findLast((each) => each !== null)
  return found ? { runs: found[1]!, words: wordsOf(found[2]!) } : {}
}

/** The commands that plain Python gives: `subprocess.run([sys.executable, 'x.py'])`, `os.system('python x.py')`. */
const callsOf = (source: string): string[] =>
  [...source.slice(0, longestCell).matchAll(givesCommand)].map(([, given = '']) => `python ${/[\w./-]*\.py\b/.exec(given)?.[0] ?? ''}`)

const givesCommand = /\b(?:subprocess\.\w+|os\.(?:system|popen)|runpy\.run_path|Popen|check_output|check_call)\s*\(([^()]{1,300})/g

/** A longer cell holds data. */
const longestCell = 20_000

/** What a shell makes words of, up to where another command begins; none where the shell would put something in their place. */
const wordsOf = (rest: string): string[] => {
  const own = /^(?:"[^"]*"|'[^']*'|[^|&;<>#"'])*/.exec(rest)![0]
  return /[$`*?{}\\~]/.test(own) ? [] : (own.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replace(/^["']|["']$/g, ''))
}

const runsFile = /(?:^\s*%run|\bpython[\d.]*(?:\.exe)?|\{sys\.executable\})["']?(?:\s+-\S+)*\s+["']?(?:[\w.-]*\/)*([\w.-]+\.py)\b["']?(.*)/

/** What `%%script` names where the cell is Python all the same. */
const python = /^(?:--\S+\s+)*(?:\S*\/)?python[\d.]*(?:\s|$)/

/** Cells in other languages. */
const foreign = /^(?:writefile|file|bash|sh|cmd|script|html|HTML|javascript|js|latex|markdown|svg|perl|ruby|sql|R)$/

const noteOn = (line: string, rewritten: string, cell: number): string =>
  `Cell ${cell}: "${beginningOf(line.trim())}" is for notebooks only and was ${/^(?:pass )?\s*#/.test(rewritten.trim()) ? 'left out' : 'made plain Python'}.`

/** A block of nothing but this line needs a statement in its place. Asked of a line that is not blank, it looks back no further than to the one before it. */
const isOnlyLine = (lines: readonly string[], at: number): boolean => {
  let before = at - 1
  while (before >= 0 && lines[before]!.trim() === '') before--
  return before >= 0 && /:\s*(?:#.*)?$/.test(lines[before]!.slice(0, longest)) && /^\s/.test(lines[at]!)
}

const plainLine = (line: string, isOnly: () => boolean): string => {
  if (line.length > longest) return line
  const timed = /^(\s*)%(?:time|timeit|prun)\s+(?:-[a-z]\s?\d*\s)*\s*(?=[A-Za-z_(])/.exec(line)
  if (timed !== null) return timed[1]! + line.slice(timed[0].length)
  const given = /^(\s*[\w.]+\s*=\s*)%time\s+(?=[A-Za-z_([{])/.exec(line)
  if (given !== null) return given[1]! + line.slice(given[0].length)
  const kept = /^%%capture\s+(?:--\S+\s+)*([A-Za-z_]\w*)\s*$/.exec(line)?.[1]
  if (kept !== undefined) return `${kept} = ${nothingCaptured}  # ${line}`
  const short = /^(\s*)!\s*(?:(?:\S*\/)?python[\d.]*|"?\{sys\.executable\}"?)\s+-c\s+(["'])(.+)\2\s*$/.exec(line)
  if (short !== null && isPlainPython(short[3]!)) return short[1]! + short[3]!
  const assigned = /^(\s*[\w.]+\s*=\s*)(?:!|%\w)/.exec(line)
  if (assigned !== null) return `${assigned[1]!}[]  # ${line.slice(assigned[1]!.length)}`
  if (/^\s*(?:%|!|\?)/.test(line) || /^\s*[\w.]+\?{1,2}\s*$/.test(line)) return line.replace(/^(\s*)/, isOnly() ? '$1pass  # ' : '$1# ')
  return line
}

/** What `%%capture` keeps a cell's output in, to be shown later: in a program all was shown at once. */
const nothingCaptured =
  "type('Captured', (), {'stdout': '', 'stderr': '', 'outputs': [], 'show': lambda self: None, '__call__': lambda self: None})()"

/** Longer lines are data. */
const longest = 500

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Edits are in the order of the text and do not overlap. */
const applied = (code: string, edits: readonly Edit[]): string => {
  const parts: string[] = []
  let at = 0
  for (const { from, to, text } of edits) {
    parts.push(code.slice(at, from), text)
    at = to
  }
  return [...parts, code.slice(at)].join('')
}

/** `await x` outside of any function becomes a run of its own, in the loop that the cell is given where it asks for the notebook's. */
const withoutTopLevelAwait = (code: string, cell: number, notes: Set<string>): string => {
  if (!/\bawait\b/.test(code)) return code
  const edits: Edit[] = []
  let isAwaiting = false
  parsePython(code)?.iterate({
    enter: ({ name, from, to }) => {
      if (name === 'FunctionDefinition' || name === 'LambdaExpression') return false
      const text = code.slice(from, to)
      if (name === 'CallExpression' && asksForLoop.test(text)) edits.push({ from, to, text: loop })
      if (name !== 'AwaitExpression') return true
      isAwaiting = true
      edits.push({ from, to, text: `${loop}.run_until_complete(_awaited(lambda: ${text.replace(/^await\s*/, '')}))` })
      return false
    },
  })
  if (!isAwaiting) return code
  notes.add(
    `Cell ${cell} uses await outside of a function, which only a notebook allows: it was wrapped in a run of its own, as asyncio.run() makes one.`,
  )
  return `${awaitHelper}${applied(code, edits)}`
}

/** The notebook's own loop runs all the time; a program's does not, and has to be there before the run. */
const asksForLoop = /^(?:asyncio\s*\.\s*)?get_(?:running|event)_loop\s*\(\s*\)$/
const loop = "__import__('asyncio').get_event_loop()"

/** Evaluates and awaits within one running loop, as the notebook does. */
const awaitHelper =
  "__import__('asyncio').set_event_loop(__import__('asyncio').new_event_loop())\nasync def _awaited(make): return await make()\n\n"

const shows =
  /\.(?:map|starmap|imap|imap_unordered|apply|get|result|recv|exitcode|is_alive|pid|name|value)\b[^=]*$|^(?:list|sorted|tuple|set|dict|sum|len|min|max|str)\s*\(/

const values =
  /^(?:VariableName|TupleExpression|ArrayExpression|DictionaryExpression|FormatString|(?:Array|Set|Dictionary)ComprehensionExpression)$/

const lastStatement = (code: string): SyntaxNode | null => {
  let last = parsePython(code)?.topNode.lastChild ?? null
  while (last?.name === 'Comment') last = last.prevSibling
  return last
}

/** A notebook shows the value of a cell's last line; a program has to print it. */
const shownValue = (code: string, cell: number, notes: Set<string>): string => {
  const last = lastStatement(code)
  const inner = last?.name === 'ExpressionStatement' ? last.firstChild : null
  if (last === null || inner === null || code.slice(last.to).split('\n')[0]!.includes(';')) return code
  const text = code.slice(last.from, last.to)
  const isValue = values.test(inner.name) || (/^(?:MemberExpression|CallExpression|BinaryExpression)$/.test(inner.name) && shows.test(text))
  if (!isValue || /^print\b/.test(text) || text.endsWith(';')) return code
  notes.add(`Cell ${cell} ends with a value, which a notebook shows by itself: in a program it has to be printed, so that was added.`)
  return applied(code, [{ from: last.from, to: last.to, text: inner.nextSibling?.name === ',' ? `print((${text}))` : `print(${text})` }])
}
