import type { Stopped } from '../../core/process.ts'
import { processesIn, toldIn } from '../proc.ts'

/**
 * How much memory everything in a sandbox takes up together, looked at from outside while it runs.
 *
 * Theory of operation. The kernel's limits are for one process. For many together it has control groups, but an ordinary account, or root
 * of a container, often may not make any. So the kit goes through the process namespace's own list of processes many times a second, and
 * the more often the less memory is left. A quick look sums up what each process holds. It counts a shared page once for each process, so
 * it never finds too little. Only where it finds too much, an exact look divides shared pages among those that share them. Shared memory
 * that no process holds at the moment shows in the machine's own count: where that has grown, mapped memory counts in full. Other ways to
 * keep memory where nobody counts it are closed (see `seccomp.ts`).
 */
export interface MemoryWatch {
  /** Why the run has to be cut short: more than the limit is in use. Looks again when it is time to. */
  readonly reason: () => Stopped | null
  /** How long it need not be asked again. */
  readonly quietMs: () => number
}

/** The soonest that it looks again. */
const lookMs = 25

/** Memory fills no faster than a core can clear it (bytes a millisecond). While much is left, the next look can wait for so long. */
const fastestFill = (10 * 1024 * 1024 * 1024) / 1000

/** The exact look costs more: it comes less often while it finds nothing. */
const exactMs = 150

/** The most that the kernel keeps for one socket by itself (`net.core.wmem_default`), for those that were sent and not received. */
const socketBytes = 212_992

/** An honest program has some dozens of them. */
const manySockets = 1000

/** Watches a process namespace, whose first process is told as soon as there is one. */
export const watchMemory = (firstOf: () => number | null, limitBytes: number | null): MemoryWatch => {
  if (limitBytes === null) return { reason: () => null, quietMs: () => Number.POSITIVE_INFINITY }
  const sharedBefore = sharedOnMachine()
  let first: number | null = null
  let [nextAt, exactAt] = [0, 0]
  const isOver = (now: number): boolean => {
    first ??= firstOf()
    if (first === null) return false
    const folder = `/proc/${first}/root/proc`
    const hidden = Math.max(0, sharedOnMachine() - sharedBefore)
    const hides = hidden > limitBytes / 2
    const sum = quickSum(folder)
    nextAt = now + Math.max(lookMs, (limitBytes - sum - hidden) / fastestFill)
    if ((sum <= limitBytes && !hides) || now - exactAt < exactMs) return false
    exactAt = now
    return exactSum(folder, hides) > limitBytes
  }
  return {
    reason: () => {
      const now = performance.now()
      if (now < nextAt) return null
      nextAt = now + lookMs
      return isOver(now) ? { why: 'memory', limitBytes } : null
    },
    quietMs: () => Math.max(0, nextAt - performance.now()),
  }
}

/** The sum of some of the lines `Name:  123 kB`, in bytes. */
const kilobytes = (text: string, names: RegExp): number =>
  [...text.matchAll(names)].reduce((sum, [, number]) => sum + Number(number) * 1024, 0)

const held = /^(?:VmRSS|VmPTE|VmSwap):\s+(\d+) kB$/gm
const share = /^(?:Pss|SwapPss):\s+(\d+) kB$/gm
const tables = /^VmPTE:\s+(\d+) kB$/gm
const shared = /^Shmem:\s+(\d+) kB$/gm

const sharedOnMachine = (): number => kilobytes(toldIn('/proc/meminfo'), shared)

const quickSum = (folder: string): number => {
  const pids = processesIn(folder)
  const own = pids.reduce((sum, pid) => sum + kilobytes(toldIn(`${folder}/${pid}/status`), held), 0)
  return own + inSockets(folder, pids)
}

const exactSum = (folder: string, hides: boolean): number => {
  const pids = processesIn(folder)
  const own = pids.reduce((sum, pid) => sum + exactly(`${folder}/${pid}`), 0)
  return own + inSockets(folder, pids) + (hides ? mappedTogether(folder, pids) : 0)
}

/** A kernel that does not tell a process's share tells at least what it holds. */
const exactly = (process: string): number => {
  const status = toldIn(`${process}/status`)
  const rollup = toldIn(`${process}/smaps_rollup`)
  return rollup === '' ? kilobytes(status, held) : kilobytes(rollup, share) + kilobytes(status, tables)
}

const inSockets = (folder: string, pids: readonly number[]): number => {
  const [, used = '0'] = /^sockets: used (\d+)/m.exec(toldIn(`${folder}/${pids.at(-1)}/net/sockstat`)) ?? []
  return Number(used) > manySockets ? Number(used) * socketBytes : 0
}

/** Shared memory without a file, each once however many processes have it. */
const mappedTogether = (folder: string, pids: readonly number[]): number => {
  const sizes = new Map<string, number>()
  for (const pid of pids)
    for (const [, from, to, inode] of toldIn(`${folder}/${pid}/maps`).matchAll(
      /^([\da-f]+)-([\da-f]+) ..[-x]s [\da-f]+ \S+ (\d+) +\/(?:dev\/zero|memfd:|SYSV)/gm,
    ))
      sizes.set(`${inode} ${from}`, Number.parseInt(to!, 16) - Number.parseInt(from!, 16))
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}
