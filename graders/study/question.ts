/** The question, what became of it, and what to do next: in full where that fits, and else arranged so that the most important does. */
import type { CheckResult, Result } from '../core/types.ts'
import { columnsOf, drawCheck } from '../report/check.ts'
import { timelineOf } from '../report/lanes.ts'
import type { Screen } from '../report/layout.ts'
import { hanging } from '../report/layout.ts'
import { drawOutput } from '../report/printed.ts'
import { advice, misconceptions, statusNote } from '../report/terminal.ts'
import { drawTimeline } from '../report/timeline.ts'
import { firstOpen, languageName, runWords, scoreOf, verdictMark, witnessWords } from '../report/words.ts'
import { type Arrangement, arrangements, arranged } from './arrangement.ts'
import { type Hints, type Question, type State, isRunning, questionOf } from './state.ts'

/** The fullest arrangement that fits; where none does, the shortest, to be scrolled. */
export const drawQuestion = (state: State, screen: Screen, room: number) => {
  const choices = state.detailed ? arrangements.slice(0, 1) : arrangements
  for (const arrangement of choices) {
    const lines = sectionsOf(state, screen, arrangement, room)
    if (lines.length <= room || arrangement === choices.at(-1)) return { lines, shortened: arrangement !== arrangements[0] }
  }
  return { lines: [], shortened: false }
}

const sectionsOf = (state: State, screen: Screen, arrangement: Arrangement, room: number): string[] => {
  const question = questionOf(state)
  const { result, exercise } = question
  const asked = hanging(' ', exercise.question, screen.columns)
  const rest =
    result === null || result.status === 'unfinished' || result.status === 'missing'
      ? beginning(state, screen, arrangement)
      : verdictOf(state, result, screen, arrangement, room)
  return [asked, ...rest].filter((section) => section.length > 0).flatMap((section, index) => (index === 0 ? section : ['', ...section]))
}

const verdictOf = (state: State, result: Result, screen: Screen, arrangement: Arrangement, room: number): string[][] => {
  const question = questionOf(state)
  return [
    passedWords(state, result, screen),
    statusNote(result, screen),
    checksOf(question, result, screen, arrangement),
    misconceptions(result.misconceptions ?? [], screen),
    arrangement.advice ? advice(result.advice, screen) : [],
    ...runOf(result, screen, arrangement, room),
  ]
}

const checksOf = ({ hints }: Question, { checks }: Result, screen: Screen, arrangement: Arrangement): string[] => {
  const closed = checks.filter(({ open }) => open !== true)
  const together = arrangement.passed === 'together' ? closed.filter(({ verdict }) => verdict.status === 'passed') : []
  const widths = columnsOf(closed, screen)
  const helped = hints?.check.split('/')[0]
  const focus = helped ?? firstOpen(closed)?.id
  const drawn = (check: CheckResult): string[] => [
    ...drawCheck(arranged(check, arrangement, screen.columns), widths, screen, arrangement.details === 'all' || check.id === focus),
    ...(check.id === helped ? hintsOf(hints, screen) : []),
  ]
  return [
    ...(together.length === 0 ? [] : inOneLine(together, screen)),
    ...closed.filter((check) => !together.includes(check)).flatMap(drawn),
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

/** The hints that were asked for, under what they are about; the last one stands out. */
const hintsOf = (hints: Hints | null, { columns, palette }: Screen): string[] =>
  (hints?.shown ?? []).flatMap((text, index, { length }) => {
    const label = `hint ${index + 1} of ${hints?.count}`
    const isLast = index === length - 1
    return hanging(
      `     ${isLast ? palette.cyan(`? ${label}`) : palette.dim(`? ${label}`)}  `,
      text,
      columns,
      isLast ? undefined : palette.dim,
    )
  })

/** What the processes did: a sentence and the picture. */
const runOf = ({ run }: Result, screen: Screen, arrangement: Arrangement, room: number): string[][] => {
  if (run === undefined) return []
  const words = hanging('  run  ', `It ${runWords(run)}. ${witnessWords[run.witness]}.`, screen.columns, screen.palette.dim)
  const lanes = Math.max(5, Math.min(24, room - 12))
  const picture =
    run.trace.processes.length === 0 ? ['  No process was seen.'] : drawTimeline(timelineOf(run, lanes), screen, arrangement.legend)
  return [arrangement.output ? words : [], picture, arrangement.output ? drawOutput(run, screen) : []]
}

const beginning = (state: State, { columns, palette }: Screen, { brief }: Arrangement): string[][] => {
  const question = questionOf(state)
  const { drafts, exercise, result } = question
  if (drafts.length === 0) return [hanging(' ', `There is no file for ${exercise.id} in exercises/. x puts the stub back.`, columns)]
  if (isRunning(state) || (result === null && drafts.some(({ begun }) => begun)))
    return [
      hanging(' ', isRunning(state) ? 'Your answer is being checked.' : 'Your answer was not checked yet: r does.', columns, palette.dim),
    ]
  const files = drafts.map(({ file, language }) => (language === 'md' ? file : `${file} (${languageName(language)})`)).join(' or ')
  const steps =
    exercise.kind === 'written'
      ? [`Open ${files} in your editor, in another window.`, 'Write below the comment, in your own words. One sentence is a beginning.']
      : [
          `Open ${files} in your editor, in another window.`,
          'Write below the TODO. Start small: a program that prints one line is a beginning.',
        ]
  return [
    brief ? (drafts[0]?.brief ?? []).flatMap((line) => indented(line, columns, palette.dim)) : [],
    [
      ...hanging(' ', 'Not begun yet. How to begin:', columns, palette.bold),
      ...[...steps, 'Save. A moment later you see here what became of it.'].flatMap((text, index) =>
        hanging(`   ${index + 1}  `, text, columns),
      ),
    ],
  ]
}

/** A line that keeps its own indent, and its further lines too. */
export const indented = (line: string, columns: number, paint?: (text: string) => string): string[] => {
  const text = line.trimStart()
  return text === '' ? [''] : hanging(` ${' '.repeat(Math.min(line.length - text.length, columns / 2))}`, text, columns, paint)
}
