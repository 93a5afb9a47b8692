import { readFileSync } from 'node:fs'
import { once } from '../../core/once.ts'

/** Threads of a program, each with a V8 of its own. */
const mostIsolates = 64

/**
 * Room that a program of Node's only sets aside (bytes), by the Node that runs this. For its compiled code V8 reserves addresses, in each
 * thread that runs JavaScript. Since Node 24 it reserves half a GiB of writable ones at once. The kernel's limit on a process's data
 * (`RLIMIT_DATA`, see getrlimit(2)) counts what is writable, filled or not: below that limit Node does not even start. What is really
 * filled is watched from outside (see `memory.ts`).
 */
export const setAside = once((): number => mostIsolates * reservedIn(mapsOfThis()))

const mapsOfThis = (): string => (process.platform === 'linux' ? readFileSync('/proc/self/maps', 'utf8') : '')

/** No program has so much compiled code; what is as large as this is set aside. */
const leastReserved = 64 * 1024 * 1024

/** Bytes that may be written and run as well, in large pieces: nothing else in Node is both. */
export const reservedIn = (maps: string): number =>
  [...maps.matchAll(/^([\da-f]+)-([\da-f]+) rwxp/gm)]
    .map(([, from, to]) => Number.parseInt(to!, 16) - Number.parseInt(from!, 16))
    .reduce((sum, size) => (size < leastReserved ? sum : sum + size), 0)
