/** The question, what became of it, and what to do next: in full where that fits, and else arranged so that the most important does. */
import type { CheckResult, Result } from '../core/types.ts'
import { columnsOf, drawCheck } from '../report/check.ts'
import { timelineOf } from '../report/picture/lanes.ts'
import type { Screen } from '../report/layout.ts'
import { hanging } from '../report/layout.ts'
import { drawOutput } from '../report/printed.ts'
import { advice, misconceptions, statusNote } from '../report/terminal.ts'
import { drawTimeline } from '../report/picture/timeline.ts'
import { firstOpen, runWords, scoreOf, toldOf, verdictMark, witnessWords } from '../report/words.ts'
import { drawBeginning } from './beginning.ts'
import { hintLines } from './lines.ts'
import { type Arrangement, arrangements, arranged } from './arrangement.ts'
import { type Question, type State, questionOf } from './state.ts'

/** The fullest arrangement that fits; where none does, the shortest, to be scrolled. */
export const drawQuestion = (
  state: State,
  screen: Screen,
  room: number,
): { readonly lines: readonly string[]; readonly shortened: boolean } => {
  const { result, exercise } = questionOf(state)
  const asked = hanging(' ', exercise.question, screen.columns)
  if (result === null || result.status === 'unfinished' || result.status === 'missing')
    return { lines: stacked([asked, ...drawBeginning(state, screen)]), shortened: false }
  const choices = state.detailed ? arrangements.slice(0, 1) : arrangements
  const drawn = (arrangement: Arrangement) => stacked([asked, ...verdictOf(state, result, screen, arrangement, room)])
  const first = choices.findIndex((arrangement) => drawn(arrangement).length <= room)
  const chosen = choices.at(first)!
  return { lines: drawn(chosen), shortened: chosen !== arrangements[0] }
}

const stacked = (sections: readonly (readonly string[])[]): string[] =>
  sections.filter((section) => section.length > 0).flatMap((section, index) => (index === 0 ? section : ['', ...section]))

const verdictOf = (state: State, result: Result, screen: Screen, arrangement: Arrangement, room: number): string[][] => {
  const question = questionOf(state)
  return [
    [...passedWords(state, result, screen), ...afterwardsOf(question, screen)],
    statusNote(result, screen),
    checksOf(question, result, screen, arrangement),
    misconceptions(result.misconceptions ?? [], screen),
    arrangement.advice ? advice(result.advice, screen) : [],
    ...runOf(result, screen, arrangement, room),
  ]
}

/** The first check that is open; where that one names another that says more, the other. */
const toGoAbout = (checks: readonly CheckResult[]): CheckResult | undefined => {
  const first = firstOpen(checks)
  if (first?.verdict.status !== 'failed') return first
  const { hint } = first.verdict
  return checks.find(({ title, verdict }) => verdict.status === 'failed' && hint.includes(`“${title}”`)) ?? first
}

const checksOf = ({ hints }: Question, result: Result, screen: Screen, arrangement: Arrangement): string[] => {
  const told = toldOf(result)
  const together = arrangement.passed === 'together' ? told.filter(({ verdict }) => verdict.status === 'passed') : []
  const widths = columnsOf(told, screen)
  const helped = hints?.check.split('/')[0]
  const focus = helped ?? toGoAbout(told)?.id
  const drawn = (check: CheckResult): string[] => [
    ...drawCheck(arranged(check, arrangement, screen.columns), widths, screen, arrangement.details === 'all' || check.id === focus),
    ...(check.id === helped ? hintLines(hints, screen) : []),
  ]
  return [
    ...(together.length === 0 ? [] : inOneLine(together, screen)),
    ...told.filter((check) => !together.includes(check)).flatMap(drawn),
  ]
}

const inOneLine = (checks: readonly CheckResult[], { columns, palette }: Screen): string[] =>
  hanging(`  ${palette.green(verdictMark.passed)} `, checks.map(({ id }) => id).join(', '), columns, palette.bold)

/** What comes after a pass. */
const passedWords = ({ questions, at }: State, { status, exercise, score, max }: Result, { columns, palette }: Screen): string[] => {
  if (status !== 'passed') return []
  const open = questions.filter(({ standing, exercise: { id } }) => standing.firstPassed === null && id !== exercise.id)
  const head = `  ${palette.green('✔')} ${palette.green(palette.bold('Passed'))}  `
  const points = scoreOf({ score, max })
  if (open.length === 0)
    return hanging(
      head,
      `${points}. Now all ${questions.length} questions have passed. Well done! \`npm run submit\` makes the file that you hand in.`,
      columns,
    )
  const goOn =
    at < questions.length - 1
      ? `n goes on to ${questions[at + 1]!.exercise.id}.`
      : `n goes back to ${open[0]!.exercise.id}, which is still open.`
  return hanging(head, `${points}. ${goOn}`, columns)
}

/** What was good, and one thing to try next. */
const afterwardsOf = ({ afterwards }: Question, { columns, palette }: Screen): string[] =>
  afterwards === null
    ? []
    : [
        ...hanging(`    ${palette.green('good')}      `, afterwards.good, columns),
        ...hanging(`    ${palette.cyan('try next')}  `, afterwards.next, columns),
      ]

/** What the processes did: a sentence and the picture. */
const runOf = ({ run }: Result, screen: Screen, arrangement: Arrangement, room: number): string[][] => {
  if (run === undefined) return []
  const words = hanging('  run  ', `It ${runWords(run)}. ${witnessWords[run.witness]}.`, screen.columns, screen.palette.dim)
  const lanes = Math.max(5, Math.min(24, room - 12))
  const picture =
    run.trace.processes.length === 0 ? ['  No process was seen.'] : drawTimeline(timelineOf(run, lanes), screen, arrangement.legend)
  return [arrangement.output ? words : [], picture, arrangement.output ? drawOutput(run, screen) : []]
}
