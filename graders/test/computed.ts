import { existsSync, readFileSync } from 'node:fs'

/** Nanoseconds that this thread has computed, by the kernel's count: what else a busy machine does is no matter of ours. */
const count = '/proc/thread-self/schedstat'

const now = (): number => (existsSync(count) ? Number(readFileSync(count, 'utf8').split(' ')[0]) / 1e6 : performance.now())

/** How long something computes (ms). */
export const computedMs = (task: () => void): number => {
  const before = now()
  task()
  return now() - before
}
