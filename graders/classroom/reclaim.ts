/**
 * Collects garbage sooner than V8 would.
 *
 * Theory of operation. Almost all that a submission takes is garbage afterwards. V8, left to itself, collects it only when it holds some
 * MiB more, and in a large class every process of the kit grows by these. A collection costs some milliseconds for what is still in use, so
 * the kit waits until what is held has grown by a fixed share of that. The only call for it is the one that V8's flag `--expose-gc` brings.
 */
import { getHeapStatistics } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { once } from '../core/once.ts'

/** How far what is held may grow beyond what was left by the last collection. */
const usualGrowth = 1.2

/** What collects where so many times as much is held as the last collection left; at first, as when it was called first. It may be called often. */
export const reclaimer = (growth = usualGrowth): (() => void) => {
  let left: number | null = null
  return () => {
    left ??= held()
    if (held() < growth * left) return
    collect()()
    left = held()
  }
}

/** Bytes, what nobody holds any more among them. V8 counts apart what lies outside of its own heap. */
const held = (): number => {
  const { used_heap_size: inside, external_memory: outside } = getHeapStatistics()
  return inside + outside
}

/** A flag that is set while Node runs takes effect in new contexts only. */
const collect = once(() => runInNewContext("typeof gc === 'undefined' ? () => undefined : gc") as () => void)
