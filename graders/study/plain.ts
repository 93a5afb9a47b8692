/** The loop where there is no terminal: what is new, as lines, and nothing is ever taken back. */
import { hanging } from '../report/layout.ts'
import type { Screen } from '../report/layout.ts'
import { renderExplained } from '../report/terminal.ts'
import { renderAfterwards } from './after-pass.ts'
import { drawQuestion } from './question.ts'
import { type Event, type State, questionOf } from './state.ts'

/** What there is to say after an event: lines, each without its end. */
export const tell = (before: State, event: Event, after: State, screen: Screen): string[] => {
  const { columns } = screen
  if (after.trouble !== null) return after.trouble === before.trouble ? [] : hanging('', after.trouble, columns)
  if (event.kind === 'judged') return before.run?.number === event.run ? verdict(after, screen) : []
  if (event.kind === 'told') return hanging('', event.notice, columns)
  if (event.kind === 'advised') return after === before ? [] : event.advice.flatMap((text) => hanging('  › advice  ', text, columns))
  if (event.kind !== 'found') return []
  const wrong = after.remarks.filter((each) => !before.remarks.includes(each)).flatMap((each) => hanging(' ! ', each, columns))
  if (after.run !== null && after.run !== before.run) return [...wrong, ...checking(before, after, screen)]
  return before.questions.every(({ drafts }) => drafts.length === 0) ? [...opening(after, screen), ...wrong] : wrong
}

const checking = (before: State, after: State, screen: Screen): string[] => {
  const { drafts } = questionOf(after)
  const file = drafts.find(({ language }) => language === after.run?.language)?.file ?? after.run!.id
  const givenUp = before.run === null ? [] : hanging('', `The check of ${before.run.id} was given up.`, screen.columns)
  return [...givenUp, ...hanging('', `Checking ${file} …`, screen.columns)]
}

const verdict = (after: State, screen: Screen): string[] => {
  const { result, afterwards } = questionOf(after)
  if (result === null) return []
  const lines = renderExplained([result], screen).trimEnd().split('\n')
  const more = afterwards === null ? [] : [...renderAfterwards(afterwards, '', screen).trimEnd().split('\n'), '']
  return ['', ...lines, '', ...more, ...(result.status === 'passed' ? hanging('  ✔ ', goOn(after), screen.columns) : []), '']
}

/** What comes next where no key leads there. */
const goOn = (state: State): string => {
  const { id } = questionOf(state).exercise
  const open = state.questions.filter(({ standing, exercise }) => standing.firstPassed === null && exercise.id !== id)
  const next = open.find((question) => state.questions.indexOf(question) > state.at) ?? open[0]
  if (next === undefined)
    return `Passed, and so have all ${state.questions.length} questions. Well done! \`npm run submit\` makes the file that you hand in.`
  return `Passed. Next is ${next.exercise.id}, ${next.exercise.title}: ${next.drafts.map(({ file }) => file).join(' or ')}.`
}

const opening = (state: State, screen: Screen): string[] => {
  const { exercise } = questionOf(state)
  const lines = drawQuestion({ ...state, detailed: true }, screen, Infinity).lines
  return [...hanging(` ${exercise.id}  `, exercise.title, screen.columns), '', ...lines, '', ' Watching exercises/. Ctrl-C ends.', '']
}
