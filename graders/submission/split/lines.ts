/** Tells a line of code from a line of prose where no parser can: in a cell that holds both, or code that does not parse. */

/** What a line looks like by itself; `either` may be code as well as prose. */
export type LineKind = 'blank' | 'code' | 'prose' | 'either'

const pythonStatement =
  /^\s*(?:import\s+\w|from\s+[\w.]+\s+import\b|def\s+\w+\s*\(|class\s+\w+\s*[(:]|if\s+_|if\s.{1,80}:\s*$|for\s+\w[\w\s,]*\s+in\s.+:|while\s.+:|with\s+\w.*:|try\s*:|except\b.*:|finally\s*:|else\s*:|elif\s.+:|return\b(?!\s+\w+\s+\w+\s+\w)|pass$|break$|continue$|@\w|print\s*\(|[%!]\w)/
const scriptStatement =
  /^\s*(?:(?:import|export)\s.*['"{*]|(?:const|let|var)\s+[\w{[]|(?:async\s+)?function\b|if\s*\(|for\s*\(|while\s*\(|switch\s*\(|\}|return\b.*;|console\.|await\s|new\s+\w+\(|\/\/)/
const assignment = /^\s*[A-Za-z_][\w.[\]'"]*(?:\s*,\s*[A-Za-z_]\w*)*\s*(?:[-+*/|&]?=)\s*\S/
const call = /^\s*[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*|\[[^\]]{0,40}\])*\s*\([^)]{0,400}\)*\s*(?:[.;:,)]|#.*)?\s*$/
const tail = /^\s*[)\]}"',]+\s*[;,:]?\s*$/

/** What kind of line this seems to be. */
export const lineKind = (line: string): LineKind => {
  if (line.trim() === '') return 'blank'
  const text = line.slice(0, 200)
  if (pythonStatement.test(text) || scriptStatement.test(text) || assignment.test(text) || tail.test(text)) return 'code'
  if (call.test(text) && !/\s/.test(text.trim().replace(/\s*\(.*/, ''))) return 'code'
  const words = wordCount(text)
  const marks = text.replace(/[\w\s,.'’“”"?!:;\-–—]/g, '').length
  if (words >= 4 && marks <= words / 3) return 'prose'
  return 'either'
}

const wordCount = (text: string): number => text.match(/[\p{L}\d'’]+/gu)?.length ?? 0

/** Lines of prose in the midst of code, and lines of code in the midst of prose, are strays up to this many. */
const strays = { prose: 2, code: 1 }

/** True for every line that is code, judged with its neighbours. */
export const codeLines = (lines: readonly string[]): boolean[] => {
  const runs = smooth(runsOf(lines.map(lineKind)))
  return runs.flatMap(({ code, length }) => Array<boolean>(length).fill(code))
}

interface Run {
  readonly code: boolean
  readonly length: number
  /** Lines that are clearly of this kind. */
  readonly sure: number
}

/** Blank and doubtful lines go with what stands before them. */
const runsOf = (kinds: readonly LineKind[]): Run[] => {
  const runs: Run[] = []
  const first = kinds.find((kind) => kind === 'code' || kind === 'prose') ?? 'prose'
  let code = first === 'code'
  for (const kind of kinds) {
    const sure = kind === 'code' || kind === 'prose'
    if (sure) code = kind === 'code'
    const last = runs.at(-1)
    if (last?.code === code) runs[runs.length - 1] = { code, length: last.length + 1, sure: last.sure + Number(sure) }
    else runs.push({ code, length: 1, sure: Number(sure) })
  }
  return runs
}

const smooth = (runs: readonly Run[]): Run[] =>
  runs.map((run, index) => {
    const inside = index > 0 && index < runs.length - 1
    const stray = inside && run.sure <= (run.code ? strays.code : strays.prose)
    return stray ? { ...run, code: !run.code } : run
  })
