/**
 * Memory given back sooner than V8 would.
 *
 * Theory of operation. Almost all that a submission takes is gone with it, and V8 looks for what is gone only when it holds some MiB more: in a large class every process of the
 * kit's grows by these. To look costs some milliseconds, so it is done by the clock. There is no call for it but the one that V8's `--expose-gc` brings.
 */
import { runInNewContext } from 'node:vm'
import { once } from '../core/once.ts'

/** Returns what may be called often: it looks no more than once in so many milliseconds. */
export const reclaiming = (everyMs: number): (() => void) => {
  let last = performance.now()
  return () => {
    if (performance.now() - last < everyMs) return
    collect()()
    last = performance.now()
  }
}

/** A flag that is set while Node runs takes effect in new contexts only. */
const collect = once(() => runInNewContext("typeof gc === 'undefined' ? () => undefined : gc") as () => void)
