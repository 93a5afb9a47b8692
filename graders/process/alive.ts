import type { ProcessEvent } from './events.ts'

/** What is known at one moment of a run: everything seen so far, and which processes are alive. */
export interface Watch {
  readonly events: ProcessEvent[]
  readonly alive: Set<number>
  main: number | null
  /** By the clock of `performance.now()`; `null` while main runs. */
  mainEndedAt: number | null
}

export const newWatch = (): Watch => ({ events: [], alive: new Set(), main: null, mainEndedAt: null })

/** Takes new events in. */
export const note = (watch: Watch, events: readonly ProcessEvent[]): void => {
  for (const event of events) {
    watch.events.push(event)
    track(watch.alive, event)
    if (event.kind === 'start' && event.parent === null) watch.main ??= event.pid
    if (event.kind === 'exit' && event.pid === watch.main) watch.mainEndedAt ??= performance.now()
  }
}

/** Keeps a set of living processes up to date. */
export const track = (alive: Set<number>, event: ProcessEvent): void => {
  if (event.kind === 'start') alive.add(event.pid)
  if (event.kind === 'exit') alive.delete(event.pid)
}
