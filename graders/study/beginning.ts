/** What stands under a question for which there is no verdict. */
import type { Screen } from '../report/layout.ts'
import { hanging } from '../report/layout.ts'
import { languageName } from '../report/words.ts'
import { hintLines, indented } from './lines.ts'
import { type Question, type State, isRunning, questionOf } from './state.ts'

/** How to begin; then what else the stub says, for which there may be no room. */
export const drawBeginning = (state: State, screen: Screen): string[][] => {
  const question = questionOf(state)
  const say = (text: string, paint?: (line: string) => string) => hanging(' ', text, screen.columns, paint)
  if (question.drafts.length === 0) return [say(`No answer to ${question.exercise.id} was found in exercises/. x puts the stub back.`)]
  if (isRunning(state)) return [say('Your answer is being checked.', screen.palette.dim)]
  if (question.result === null && question.drafts.some(({ begun }) => begun)) return [say('Your answer was not checked yet: r does.')]
  const commented = question.drafts.flatMap((draft) => draft.commented ?? [])
  return [
    ...commented.slice(0, 1).map((words) => say(words)),
    [
      ...say('Not begun yet. How to begin:', screen.palette.bold),
      ...steps(question).flatMap((step, index) => numbered(index + 1, step, screen)),
    ],
    hintLines(question.hints, screen),
    flowing(question.drafts[0]?.brief ?? []).flatMap((line) => indented(line, screen.columns, screen.palette.dim)),
  ]
}

/**
 * A stub breaks its sentences where its lines are long enough; here they break where the screen ends. What is indented, or ends a sentence,
 * stays a line of its own.
 */
const flowing = (lines: readonly string[]): string[] =>
  lines.reduce<string[]>((all, line) => {
    const before = all.at(-1) ?? ''
    return /^\S/.test(line) && /^\S.*[^.:!?]$/.test(before) ? [...all.slice(0, -1), `${before} ${line}`] : [...all, line]
  }, [])

const numbered = (number: number, text: string, { columns }: Screen): string[] => hanging(`   ${number}  `, text, columns)

const steps = ({ drafts, exercise }: Question): string[] => [
  `Open ${drafts.map(({ file, language }) => (language === 'md' ? file : `${file} (${languageName(language)})`)).join(' or ')} in your editor, in another window.`,
  exercise.kind === 'written'
    ? 'Write below the comment, in your own words. One sentence is a beginning.'
    : 'Write below the TODO. Start small: a program that prints one line is a beginning.',
  'Save. A moment later you see here what became of it.',
]
