import type { ProcessEvent } from './events.ts'

/** What is known at one moment of a run: which processes are alive, and when main ended. */
export interface Watch {
  readonly alive: Set<number>
  /** Those that have ended: a start that is told after the end brings nobody back to life. */
  readonly gone: Set<number>
  main: number | null
  /** By the clock of `performance.now()`; `null` while main runs. */
  mainEndedAt: number | null
}

/** The beginning of a run, with those that are known to be alive. */
export const newWatch = (alive: Iterable<number> = []): Watch => ({ alive: new Set(alive), gone: new Set(), main: null, mainEndedAt: null })

/** Takes new events in. */
export const note = (watch: Watch, events: readonly ProcessEvent[]): void => {
  for (const event of events) {
    if (event.kind === 'start' && !watch.gone.has(event.pid)) watch.alive.add(event.pid)
    if (event.kind === 'start' && event.parent === null) watch.main ??= event.pid
    if (event.kind !== 'exit') continue
    watch.alive.delete(event.pid)
    watch.gone.add(event.pid)
    if (event.pid === watch.main) watch.mainEndedAt ??= performance.now()
  }
}
