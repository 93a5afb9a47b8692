import { toldIn } from '../proc.ts'

/** The first process of the namespace that everything in a sandbox belongs to; `null` before there is one. */
export const firstOf = (unshare: number | undefined): number | null => (unshare === undefined ? null : (childrenOf(unshare)[0] ?? null))

/** The number that a task of a sandbox knows itself by: its number in the innermost of the namespaces that it is in. `null` where it is gone. */
export const numberInside = (first: number | null, task: number): number | null =>
  Number(/^NSpid:.*\t(\d+)$/m.exec(toldIn(`/proc/${first}/root/proc/${task}/status`))?.[1] ?? 0) || null

/** The children of a process's first task. */
export const childrenOf = (pid: number): number[] => toldIn(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
