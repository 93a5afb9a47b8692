/** The loop's screen: the state as lines, at most as many as there are rows, and none wider than the screen. */
import type { Palette, Screen } from '../report/layout.ts'
import { cut, hanging, spread, widthOf } from '../report/layout.ts'
import { paintOfStatus, paintedMark } from '../report/paint.ts'
import { earnedOf, languageName, shownStatus, statusMark } from '../report/words.ts'
import { confirmationFor } from './keys.ts'
import { type Question, type State, isRunning, questionOf } from './state.ts'
import { type Body, bodyOf } from './views.ts'

/** Smaller than this, and nothing can be laid out. */
const least = { rows: 10, columns: 40 }

/** Draws the state. */
export const draw = (state: State, palette: Palette): string[] => {
  const { rows, columns } = state.size
  if (rows < least.rows || columns < least.columns) return tooSmall(rows, columns)
  const screen: Screen = { columns, palette }
  const head = [...headerOf(state, screen), '']
  const keys = [...noticeOf(state, screen), ...keysOf(state, screen)]
  const room = rows - head.length - 1 - keys.length
  const body = bodyOf(state, screen, room)
  const top = Math.min(state.scroll, Math.max(0, body.lines.length - room))
  const shown = body.lines.slice(top, top + room)
  const filled = [...shown, ...Array.from({ length: room - shown.length }, () => '')]
  return [...head, ...filled, ruleOf(state, screen, body, top, room), ...keys].map((line) => line.trimEnd())
}

/** How far the body can be scrolled: the state does not know how long it is. */
export const furthest = (state: State, palette: Palette): number => {
  const { rows, columns } = state.size
  if (rows < least.rows || columns < least.columns) return 0
  const screen: Screen = { columns, palette }
  const around = headerOf(state, screen).length + 2 + noticeOf(state, screen).length + keysOf(state, screen).length
  return Math.max(0, bodyOf(state, screen, rows - around).lines.length - (rows - around))
}

const tooSmall = (rows: number, columns: number): string[] =>
  hanging('', `This window is too small: ${least.columns} columns and ${least.rows} rows are needed. q ends.`, Math.max(8, columns))
    .slice(0, rows)
    .map((line) => cut(line, columns))

const headerOf = (state: State, screen: Screen): string[] => {
  const { columns, palette } = screen
  const question = questionOf(state)
  const { exercise } = question
  return spread(` ${palette.bold(exercise.id)}  `, exercise.title, `${tailOf(state, question, screen)} `, columns, palette.bold)
}

/** Where room is short, the points say enough. */
const tailOf = (state: State, question: Question, { columns, palette }: Screen): string => {
  const { result, standing, language } = question
  const words = [
    language === null || columns < 50 ? '' : languageName(language),
    standing.attempts === 0 || columns < 66 ? '' : `attempt ${standing.attempts}`,
    isRunning(state) ? palette.cyan('checking …') : result === null || language === null ? '' : palette.bold(earnedOf(result)),
  ].filter((word) => word !== '')
  const mark = isRunning(state) || result === null ? '' : `  ${paintedMark(result, palette)}`
  return `${words.join('   ')}${mark}`
}

/** Where one is among the questions, and what of the body is not on the screen: as many words as there is room for. */
const ruleOf = (state: State, { columns, palette }: Screen, { lines, shortened }: Body, top: number, room: number): string => {
  const marks = state.questions.map((question, index) => markOf(question, index === state.at, columns < roomForIds, palette)).join('  ')
  const words = moreWords(top, lines.length - top - room, shortened, state.detailed && state.view === 'question')
  const fits = (text: string) => widthOf(marks) + widthOf(text) + 10 <= columns
  const more = words.find(fits) ?? ''
  const right = more === '' ? '' : ` ${palette.yellow(more)} ${palette.dim('──')}`
  return `${palette.dim('──')} ${marks} ${palette.dim('─'.repeat(Math.max(0, columns - 4 - widthOf(marks) - widthOf(right))))}${right}`
}

/** Narrower than this, the questions have no room for their names beside what has to be said. */
const roomForIds = 76

const moreWords = (above: number, below: number, shortened: boolean, detailed: boolean): string[] => {
  const up = above > 0 ? [`↑ ${above}`] : []
  const down = (words: string) => (below > 0 ? [words] : [])
  const details = (short: string, full: string) => (shortened ? [short] : detailed ? [full] : [])
  const said = [
    [...up, ...down(`↓ ${below} more ${below === 1 ? 'line' : 'lines'}: space`), ...details('shortened: d shows all', 'd: in short')],
    [...up, ...down(`↓ ${below}: space`), ...details('shortened: d', 'short: d')],
    [...up, ...down(`↓ ${below}`), ...details('… d', '')],
  ].map((words) => words.join('   '))
  const arrows = `${above > 0 ? '↑' : ''}${below > 0 ? '↓' : ''}`
  return [...said, `${arrows}${shortened ? ' … d' : ''}`, arrows]
}

const markOf = ({ exercise: { id }, result, standing, drafts }: Question, isShown: boolean, bare: boolean, palette: Palette): string => {
  const begun = drafts.some(({ begun }) => begun)
  const shown = result === null ? null : shownStatus(result)
  const status = standing.firstPassed !== null ? 'passed' : shown === 'failed' || shown === 'errored' ? shown : null
  const mark = status !== null ? paintOfStatus(status, palette)(statusMark[status]) : palette.dim(begun ? '◐' : statusMark.unfinished)
  if (isShown) return `${mark} ${palette.bold(`[${id}]`)}`
  return bare ? mark : `${mark} ${palette.dim(id)}`
}

/** What is wrong with a file stays until it is mended; it gives way to what a key has brought. */
const noticeOf = ({ notice, remarks }: State, { columns, palette }: Screen): string[] => {
  const wrong = remarks.flatMap((each) => hanging(` ${palette.yellow('!')} `, each, columns))
  return (notice === null ? wrong : hanging(` ${palette.cyan('›')} `, notice, columns)).slice(0, 4)
}

const keysOf = (state: State, { columns, palette }: Screen): string[] => {
  if (state.asking !== null) return [...hanging(' ', confirmationFor(state), columns, palette.bold), row(yesOrNo, palette)]
  return flow(keysIn(state), columns, palette)
}

type Key = readonly [key: string, does: string]

const yesOrNo: readonly Key[] = [
  ['y', 'yes'],
  ['n', 'no'],
]

const keysIn = ({ view, questions }: State): readonly Key[] => {
  const quit: Key = ['q', 'quit']
  if (view === 'list') return [['↑ ↓', 'choose'], ['enter', `or 1 to ${questions.length}: go there`], ['l', 'back'], quit]
  if (view !== 'question') return [['↑ ↓ space', 'scroll'], [view === 'output' ? 'o' : 's', 'back'], ['n', 'next'], ['p', 'prev'], quit]
  return allKeys
}

const allKeys: readonly Key[] = [
  ['h', 'hint'],
  ['n', 'next'],
  ['p', 'prev'],
  ['r', 'run'],
  ['o', 'output'],
  ['l', 'list'],
  ['s', 'solution'],
  ['x', 'reset'],
  ['q', 'quit'],
]

const shownKey = ([key, does]: Key, palette: Palette): string => `${palette.bold(key)} ${palette.dim(does)}`

const row = (keys: readonly Key[], palette: Palette): string => ` ${keys.map((key) => shownKey(key, palette)).join('  ')}`

/** Keys in as many rows as they need. */
const flow = (keys: readonly Key[], columns: number, palette: Palette): string[] => {
  const rows: Key[][] = [[]]
  for (const key of keys) {
    const last = rows.at(-1)!
    if (last.length > 0 && widthOf(row([...last, key], palette)) > columns) rows.push([key])
    else last.push(key)
  }
  return rows.map((keys) => row(keys, palette))
}
