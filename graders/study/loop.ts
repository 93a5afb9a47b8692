/** The loop itself: what happens, and what follows from it. Pure: it draws nothing, reads nothing and runs nothing. */
import type { Exercise, Language } from '../core/types.ts'
import type { Which } from './desk.ts'
import { pressed } from './keys.ts'
import { change, judge, judgeShown, stay } from './steps.ts'
import { hintKey, troubleIn } from './trouble.ts'
import { type Event, type Question, type Size, type Standing, type State, type Step, questionOf } from './state.ts'

/** What the loop knows when it begins. */
export interface Beginning {
  readonly exercises: readonly { readonly exercise: Exercise; readonly max: number }[]
  readonly standings: ReadonlyMap<string, Standing>
  readonly size: Size
}

const unknown: Standing = { attempts: 0, firstPassed: null, best: 0 }

/** Opens at the first question that has not passed yet; where all have, at the first. */
export const begin = ({ exercises, standings, size }: Beginning): State => {
  const questions = exercises.map(({ exercise, max }): Question => ({
    exercise,
    max,
    drafts: [],
    language: null,
    result: null,
    standing: standings.get(exercise.id) ?? unknown,
    hints: null,
    afterwards: null,
  }))
  const open = questions.findIndex(({ standing }) => standing.firstPassed === null)
  return {
    questions,
    at: Math.max(0, open),
    view: 'question',
    marked: 0,
    solution: null,
    detailed: false,
    scroll: 0,
    size,
    run: null,
    runs: 0,
    asking: null,
    notice: null,
    remarks: [],
    trouble: null,
  }
}

/** What an event makes of the state. */
export const step = (state: State, event: Event): Step => {
  switch (event.kind) {
    case 'key':
      return pressed(state, event.key)
    case 'resized':
      return stay({ ...state, size: event.size })
    case 'found':
      return event.saved === null ? left(found(state, event)) : saved(found(state, event), event.saved)
    case 'unreadable':
      return { state: { ...state, run: null, trouble: event.why }, effects: [{ kind: 'cancel' }] }
    case 'judged':
      return judged(state, event)
    case 'advised':
      return stay(advised(state, event))
    case 'hinted':
      return stay(change({ ...state, scroll: 0, notice: event.notice }, event.id, (question) => ({ ...question, hints: event.hints })))
    case 'opened':
      return stay({ ...state, view: 'solution', scroll: 0, solution: event.compared })
    default:
      return stay({ ...state, notice: event.notice })
  }
}

/** A language whose file has gone is no longer shown. */
const found = (state: State, { drafts, remarks }: Extract<Event, { kind: 'found' }>): State => {
  const questions = state.questions.map((question): Question => {
    const own = drafts.get(question.exercise.id) ?? []
    const shown = own.find(({ language, begun }) => begun && language === question.language) ?? own.find(({ begun }) => begun)
    return { ...inLanguage(question, shown?.language ?? null), drafts: own }
  })
  return { ...state, questions, remarks, trouble: null }
}

/** What was said of a program in one language says nothing of that in another. */
const inLanguage = (question: Question, language: Language | null): Question =>
  language === question.language ? question : { ...question, language, result: null, hints: null, afterwards: null }

/** Nothing was saved: the first look at the folder, or a file that has gone. What is being judged may be gone, too. */
const left = (state: State): Step => {
  const { exercise, language } = questionOf(state)
  const orphaned = state.run !== null && state.run.id === exercise.id && state.run.language !== language
  return orphaned ? judgeShown({ ...state, run: null }, [{ kind: 'cancel' }]) : judgeShown(state)
}

/** Whatever is looked at: a save shows its own question, in its own language. */
const saved = (state: State, which: Which): Step => {
  const { id, language } = which
  const at = state.questions.findIndex(({ exercise }) => exercise.id === id)
  if (at === -1) return stay(state)
  const begun = state.questions[at]!.drafts.some((draft) => draft.language === language && draft.begun)
  const shown = { ...state, at, view: 'question' as const, scroll: 0, asking: null, notice: begun ? null : state.notice }
  return judge(
    change(shown, id, (question) => inLanguage(question, language)),
    which,
  )
}

const judged = (state: State, { run, result, standing, afterwards }: Extract<Event, { kind: 'judged' }>): Step => {
  if (run !== state.run?.number) return stay(state)
  const { id, language } = state.run
  const open = troubleIn(result).map(hintKey)
  return judgeShown(
    change({ ...state, run: null, scroll: 0 }, id, (question) => ({
      ...question,
      language: result.status === 'unfinished' || result.status === 'missing' ? null : language,
      result,
      standing,
      afterwards,
      hints: question.hints !== null && open.includes(question.hints.check) ? question.hints : null,
    })),
  )
}

/** Advice comes after its verdict; when something else has been begun in the meantime, it comes too late. */
const advised = (state: State, { run, advice }: Extract<Event, { kind: 'advised' }>): State =>
  run.number !== state.runs || advice.length === 0
    ? state
    : change(state, run.id, (question) =>
        question.result?.language !== run.language
          ? question
          : { ...question, result: { ...question.result, advice: [...question.result.advice, ...advice] } },
      )
