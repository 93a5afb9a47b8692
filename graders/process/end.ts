import { setTimeout as delay } from 'node:timers/promises'
import { newWatch, note } from './alive.ts'
import { processesIn, toldIn } from './proc.ts'
import { childrenOf } from './sandbox/namespace.ts'
import type { Recorder } from './recorders.ts'

/** How long to go on killing before giving up on the record and sweeping by the mark alone. */
export const patienceMs = 5_000
const roundMs = 5

/** The name of the environment variable that marks every process of one run, so that it can be found even when the record cannot help. */
export const markName = 'JOINERY_RUN'

/**
 * Kills everything that a run started, until nothing is left. New processes that appear while this goes on are read from the record and killed
 * too; strace ends only when its last tracee has ended, so its own end proves that nothing is left.
 */
export const endEverything = async (
  recorder: Recorder,
  alive: ReadonlySet<number>,
  ended: Promise<unknown>,
  child: number | undefined,
): Promise<void> => {
  const watch = newWatch(alive)
  const mark = recorder.env[markName] ?? ''
  let over = false
  void ended.then(() => (over = true))
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline) {
    note(watch, recorder.read())
    for (const pid of watch.alive) kill(pid)
    const strays = over || watch.alive.size === 0 ? marked(mark) : []
    for (const pid of strays) kill(pid)
    if (over && strays.length === 0) return
    if (!over && watch.alive.size === 0 && child !== undefined) kill(-child)
    await delay(roundMs)
  }
  if (child !== undefined) kill(-child)
  for (const pid of marked(mark)) kill(pid)
}

/**
 * Ends a sandbox as a whole, by killing the first process of the namespace that everything in it belongs to. `unshare`, the parent of that process, ends
 * when it has ended; and it ends when the kernel has ended all the others. So nothing is left when this is done.
 */
export const endSandbox = async (unshare: number | undefined, ended: Promise<unknown>): Promise<void> => {
  if (unshare === undefined) return
  const first = childrenOf(unshare)
  for (const pid of first.length > 0 ? first : [unshare]) kill(pid)
  const isOver = await Promise.race([ended.then(() => true), delay(patienceMs, false, { ref: false })])
  if (!isOver) kill(-unshare)
}

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Already gone, which is all that is wanted.
  }
}

/** Living processes that carry the mark of a run in their environment (Linux's /proc; elsewhere none can be found this way). */
const marked = (mark: string): number[] => {
  // That of a zombie, which nobody can or need kill, is empty.
  const isMarked = (pid: number): boolean => toldIn(`/proc/${pid}/environ`).includes(`${markName}=${mark}\0`)
  return mark === '' ? [] : processesIn('/proc').filter(isMarked)
}
