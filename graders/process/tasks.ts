import { type Call, eventsOf } from './calls.ts'
import type { ProcessEvent } from './events.ts'
import type { Numbers } from './sandbox/within.ts'

/** The calls that make a task. */
export const isBirth = /^(?:fork|vfork|clone3?)(?:\(|$)/

/** Which tasks are made at the same moment as others. */
export const birthTable = () => {
  const open = new Map<number, { alone: boolean }>()
  const begin = (tid: number): void => {
    for (const other of open.values()) other.alone = false
    open.set(tid, { alone: open.size === 0 })
  }
  return {
    begin,
    /** Whether no other birth was under way since this one began. */
    end: (tid: number): boolean => {
      if (!open.has(tid)) begin(tid)
      const { alone } = open.get(tid)!
      open.delete(tid)
      return alone
    },
    /** Who has ended makes no task any more. */
    forget: (tid: number): void => void open.delete(tid),
  }
}

/** Something that a task did, which can be told once it is known whose task it is. */
interface Held {
  readonly atMs: number
  readonly tell: (pid: number) => ProcessEvent[]
}

/** Who is a thread of whom, and what is held back until that is known. */
export const taskTable = (taskOf: Numbers['taskOf']) => {
  const processOf = new Map<number, number>()
  const held = new Map<number, Held[]>()

  const whenKnown = (tid: number, atMs: number, tell: Held['tell']): ProcessEvent[] => {
    const pid = processOf.get(tid)
    if (pid !== undefined) return tell(pid)
    if (processOf.size === 0) return [...begin(tid, atMs), ...tell(tid)]
    const waiting = held.get(tid) ?? []
    held.set(tid, waiting)
    waiting.push({ atMs, tell })
    return []
  }

  const adopt = (tid: number, pid: number, ...first: ProcessEvent[]): ProcessEvent[] => {
    const waiting = held.get(tid) ?? []
    held.delete(tid)
    processOf.set(tid, pid)
    return [...first, ...waiting.flatMap(({ tell }) => tell(pid))]
  }

  const begin = (tid: number, atMs: number): ProcessEvent[] => adopt(tid, tid, { kind: 'start', atMs, pid: tid, parent: null })

  const cloned = (parent: number, { args, calledMs }: Call, child: number): ProcessEvent[] =>
    args.includes('CLONE_THREAD') ? adopt(child, parent) : adopt(child, child, { kind: 'start', atMs: calledMs, pid: child, parent })

  return {
    begin,
    /** `alone` for a call that makes a task while no other call does. */
    called: (tid: number, call: Call, alone: boolean): ProcessEvent[] => {
      if (isBirth.test(call.name)) {
        const told = Number.parseInt(call.result, 10)
        if (told > 0) {
          const child = taskOf(told, alone, (task) => processOf.has(task))
          return whenKnown(tid, call.calledMs, (pid) => cloned(pid, call, child))
        }
      }
      return eventsOf(tid, call).flatMap((event) => whenKnown(tid, event.atMs, (pid) => [{ ...event, pid }]))
    },
    ended: (tid: number, atMs: number, what: string): ProcessEvent[] =>
      whenKnown(tid, atMs, (pid) => {
        const exit = exitOf(what)
        if (pid !== tid) processOf.delete(tid)
        return exit === null || pid !== tid ? [] : [{ kind: 'exit', atMs, pid, exit }]
      }),
    flush: (): ProcessEvent[] => [...held].flatMap(([tid, [first]]) => (held.has(tid) ? begin(tid, first!.atMs) : [])),
  }
}

const exitOf = (what: string): { code: number } | { signal: string } | null => {
  const [, code, signal] = /^\+\+\+ (?:exited with (\d+)|killed by (\w+))/.exec(what) ?? []
  if (code !== undefined) return { code: Number(code) }
  return signal === undefined ? null : { signal }
}
