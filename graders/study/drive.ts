/** Drives the loop: carries out what it asks for, and tells it what happens. Here, and only here, the state changes. */
import type { Grader } from '../core/types.ts'
import { UsageError } from '../core/errors.ts'
import { type Desk, draftsOn, readDesk, savedIn } from './desk.ts'
import { judgingBy } from './judging.ts'
import { begin, step } from './loop.ts'
import type { Notes } from './notes.ts'
import { inFolder } from './own-names.ts'
import { promised } from '../core/promised.ts'
import { type Effect, type Event, type Size, type State, questionOf } from './state.ts'
import { type Watcher, watchFolder } from './watcher.ts'

/** Where the loop is shown. */
export interface Surface {
  readonly size: () => Size
  /** Shows what an event made of the state; gives back the state as far as it can be shown. */
  readonly show: (before: State, event: Event, after: State) => State
  readonly suspend: () => void
}

/** What a loop is begun with. */
export interface Setting {
  /** The folder of answers. */
  readonly folder: string
  readonly graders: readonly Grader[]
  readonly notes: Notes
  readonly timeoutMs: number
  /** The question to begin with, where one was named. */
  readonly first: string | undefined
}

/** A loop that runs. */
export interface Loop {
  readonly send: (event: Event) => void
  /** Ends the loop, and first everything that it started; with a fault where the kit failed. */
  readonly quit: (fault?: unknown) => void
  readonly over: Promise<void>
}

/** Begins the loop; it has shown its first screen when the promise comes true. */
export const drive = async (surface: Surface, setting: Setting): Promise<Loop> => {
  const { folder, graders, notes } = setting
  let state = opening(setting, surface.size())
  let desk: Desk | null = null
  let watcher: Watcher | null = null
  let closing: Promise<void> | null = null
  const { promise: over, resolve, reject } = promised<void>()

  const send = (event: Event): void => {
    if (closing !== null) return
    const { state: after, effects } = step(state, event)
    state = surface.show(state, event, after)
    for (const effect of effects) perform(effect)
  }
  const judging = judgingBy(graders, setting.timeoutMs, {
    onVerdict: (run, result, answers) =>
      send({ kind: 'judged', run: run.number, result: inFolder(result, folder), ...notes.judged(result, answers) }),
    onAdvice: (run, advice) => send({ kind: 'advised', run, advice }),
    onFault: (fault) => (fault instanceof UsageError ? send({ kind: 'unreadable', why: fault.message }) : quit(fault)),
  })
  const quit = (fault?: unknown): void => {
    closing ??= Promise.all([judging.stop(), watcher?.close()]).then(() => (fault === undefined ? resolve() : reject(fault)), reject)
  }
  const read = async () => {
    const now = await readDesk(folder, graders)
    return { now, saved: desk === null ? null : savedIn(desk, now, questionOf(state).exercise.id) }
  }
  const look = async (): Promise<void> => {
    try {
      const { now, saved } = await read()
      desk = now
      if (saved === null) judging.forget()
      send({ kind: 'found', drafts: draftsOn(now, graders), saved, remarks: now.submission.remarks })
    } catch (error) {
      if (!(error instanceof UsageError)) return quit(error)
      send({ kind: 'unreadable', why: error.message })
    }
  }
  /**
   * What a save that may not be over has written so far is judged at once. The loop hears of it when the save is over, and so does the learner, of whatever
   * is wrong with the folder as well.
   */
  const lookAhead = async (): Promise<void> => {
    const { now, saved } = await read()
    if (saved !== null && state.run === null && closing === null) judging.foresee(saved, now.submission)
  }
  /** One look after another: a slow one must not bring back what a later one has seen to be gone. */
  let looked = Promise.resolve()
  const lookNext = (): Promise<void> => (looked = looked.then(look))
  /** One for all signs that come together. */
  let sign: NodeJS.Immediate | undefined
  const lookAheadNext = (): void => {
    sign ??= setImmediate(() => {
      sign = undefined
      looked = looked.then(lookAhead).catch(() => undefined)
    })
  }
  const perform = (effect: Effect): void => {
    switch (effect.kind) {
      case 'judge':
        return judging.start(
          effect.run,
          effect.fresh || desk === null ? async () => (desk = await readDesk(folder, graders)).submission : desk.submission,
        )
      case 'cancel':
        return void judging.stop()
      case 'suspend':
        return surface.suspend()
      case 'quit':
        return quit()
      default:
        return void notes.answer(effect, desk?.submission.answers ?? []).then(send, quit)
    }
  }

  await lookNext()
  watcher = watchFolder(folder, {
    onSign: lookAheadNext,
    onSave: () => void lookNext(),
    onReady: () => void lookNext(),
    onFault: (why) => send({ kind: 'told', notice: `Saves may go unnoticed (${why}). r checks your answer whenever you like.` }),
  })
  return { send, quit, over }
}

const opening = ({ graders, notes, first }: Setting, size: Size): State => {
  const state = begin({ exercises: graders, standings: notes.standings(), size })
  const at = state.questions.findIndex(({ exercise }) => exercise.id === first)
  return at === -1 ? state : { ...state, at }
}
