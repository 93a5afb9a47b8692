/** What a key does. */
import { languageName } from '../report/words.ts'
import { enoughAttempts } from './progress.ts'
import { type Question, type State, type Step, type View, isRunning, questionOf } from './state.ts'
import { judge, judgeShown, stay } from './steps.ts'

/** Keys are called as `terminal.ts` calls them; one that means nothing takes a notice away, as any other does. */
export const pressed = (state: State, key: string): Step => {
  if (key === 'q' || key === 'ctrl-c') return { state, effects: [{ kind: 'quit' }] }
  if (key === 'ctrl-z') return { state, effects: [{ kind: 'suspend' }] }
  const quiet = { ...state, notice: null }
  if (quiet.asking !== null) return answered(quiet, key)
  return moved(quiet, key) ?? (quiet.view === 'list' ? inList(quiet, key) : null) ?? (keys[key] ?? stay)(quiet)
}

const say = (state: State, notice: string): Step => stay({ ...state, notice })

/** The screen knows how far one can go, and takes back what is too far. */
const moved = (state: State, key: string): Step | null => {
  const page = Math.max(1, state.size.rows - 4)
  const by = { up: -1, down: 1, space: page, pagedown: page, pageup: -page, home: -Infinity, end: 1e6 }[key]
  if (by === undefined || (state.view === 'list' && (key === 'up' || key === 'down'))) return null
  return stay({ ...state, scroll: Math.max(0, state.scroll + by) })
}

const answered = (state: State, key: string): Step => {
  const question = questionOf(state)
  const closed = { ...state, asking: null }
  if (key === 'y' && state.asking === 'reset') return stay(closed, { kind: 'reset', file: fileOf(question) })
  if (key === 'y') return stay(closed, { kind: 'open-solution', id: question.exercise.id, language: languageOf(question) })
  return key === 'n' || key === 'escape' || key === 'return' ? stay(closed) : stay(state)
}

/** The file that is shown, or the one that should be there. */
const fileOf = (question: Question): string => {
  const language = languageOf(question)
  return question.drafts.find((draft) => draft.language === language)?.file ?? `exercises/${question.exercise.id}.${language}`
}

/** The language that is shown; before anything is begun, that of the first file. */
const languageOf = ({ language, drafts, exercise }: Question) =>
  language ?? drafts[0]?.language ?? (exercise.kind === 'written' ? 'md' : 'ts')

const show = (state: State, at: number): Step => {
  const moved: State = { ...state, at, view: 'question', scroll: 0, solution: null, detailed: false }
  if (at === state.at) return stay(moved)
  return state.run === null ? judgeShown(moved) : judgeShown({ ...moved, run: null }, [{ kind: 'cancel' }])
}

const inList = (state: State, key: string): Step | null => {
  const last = state.questions.length - 1
  if (key === 'up') return stay({ ...state, marked: Math.max(0, state.marked - 1) })
  if (key === 'down') return stay({ ...state, marked: Math.min(last, state.marked + 1) })
  if (key === 'return') return show(state, state.marked)
  const number = Number(key)
  return Number.isInteger(number) && number >= 1 && number <= last + 1 ? show(state, number - 1) : null
}

const next = (state: State): Step => {
  if (state.at < state.questions.length - 1) return show(state, state.at + 1)
  const open = state.questions.findIndex(({ standing }) => standing.firstPassed === null)
  if (open === -1) return say(state, 'That was the last question, and all have passed: q ends, and `npm run submit` hands in.')
  return open === state.at ? say(state, 'This is the last question, and the only one that is open.') : show(state, open)
}

const previous = (state: State): Step => (state.at > 0 ? show(state, state.at - 1) : say(state, 'This is the first question.'))

/** Whatever the watcher may have missed: the files are read anew. */
const again = (state: State): Step => {
  const question = questionOf(state)
  return judge({ ...state, view: 'question', scroll: 0 }, { id: question.exercise.id, language: languageOf(question) }, { fresh: true })
}

const hint = (state: State): Step => {
  const question = questionOf(state)
  const { result, exercise } = question
  if (isRunning(state)) return say(state, 'One moment: your answer is being checked.')
  if (result?.status === 'passed') return say(state, 'This one has passed. n goes on; s shows another way to do it.')
  if (result?.status === 'errored') return say(state, 'This answer could not be judged, so that no hint fits.')
  return stay({ ...state, view: 'question' }, { kind: 'hint', id: exercise.id, language: languageOf(question), result })
}

const output = (state: State): Step => {
  const { result, exercise } = questionOf(state)
  if (state.view === 'output') return close(state)
  if (exercise.kind === 'written') return say(state, 'A written answer prints nothing.')
  return result?.run === undefined ? say(state, 'Nothing has run yet.') : open(state, 'output')
}

const solution = (state: State): Step => {
  const { standing, exercise } = questionOf(state)
  if (state.view === 'solution') return close(state)
  if (standing.firstPassed !== null || standing.attempts >= enoughAttempts) return stay({ ...state, asking: 'solution' })
  const untilNow = standing.attempts === 0 ? 'none so far' : `${standing.attempts} so far`
  return say(state, `The solution of ${exercise.id} opens after a pass, or after ${enoughAttempts} attempts (${untilNow}). h gives a hint.`)
}

const reset = (state: State): Step => {
  const question = questionOf(state)
  const begun = question.drafts.some(({ begun }) => begun) || question.drafts.length === 0
  return begun ? stay({ ...state, asking: 'reset' }) : say(state, 'There is nothing to take back: the file is as it came.')
}

const open = (state: State, view: View): Step => stay({ ...state, view, scroll: 0, marked: state.at })

const close = (state: State): Step => open(state, 'question')

const keys: Readonly<Record<string, (state: State) => Step>> = {
  h: hint,
  n: next,
  right: next,
  p: previous,
  left: previous,
  r: again,
  o: output,
  l: (state) => (state.view === 'list' ? close(state) : open(state, 'list')),
  s: solution,
  x: reset,
  d: (state) => stay({ ...state, detailed: !state.detailed, scroll: 0 }),
  escape: close,
  backspace: close,
}

/** What the learner is asked before something that they may not want. */
export const confirmationFor = (state: State): string => {
  const question = questionOf(state)
  const language = languageOf(question)
  if (state.asking === 'reset') return `Put the stub back into ${fileOf(question)}? What you wrote is kept beside it.`
  const kind = question.exercise.kind === 'written' ? 'the model answer to' : `the solution of`
  return `Show ${kind} ${question.exercise.id}${language === 'md' ? '' : ` in ${languageName(language)}`}?`
}
