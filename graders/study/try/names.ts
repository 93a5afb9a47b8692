import { basename } from 'node:path'
import type { ProcessRole } from '../../core/process.ts'
import type { ProcessEvent } from '../../process/events.ts'
import { type Running, noteProgram, roleOf, startedAs } from '../../process/roles.ts'

/** Who is who, while a program runs. */
export interface Names {
  /** Takes an event in. */
  readonly note: (event: ProcessEvent) => void
  /** "main", "worker 2", "helper sh". A worker's number is the one of its start among those that are known by then; it never changes. */
  readonly nameOf: (pid: number) => string
  /** The name of the only process that there has been; `null` where there were several. */
  readonly onlyOne: () => string | null
}

interface Known extends Running {
  readonly parent: number | null
  number: number | null
}

/** Names for a run that is about to begin. */
export const namesOfProcesses = (): Names => {
  const known = new Map<number, Known>()
  let main: number | null = null
  let numbered = 0

  const began = (pid: number, parent: number | null): void => {
    main ??= pid
    if (known.has(pid)) return
    const argv = parent === null ? [] : (known.get(parent)?.argv ?? [])
    known.set(pid, { ...startedAs(argv), parent, number: null })
  }

  const roleOfPid = (pid: number): ProcessRole => {
    const process = known.get(pid)
    if (pid === main || process === undefined) return 'main'
    const { parent } = process
    const serves = parent === null ? null : (known.get(parent)?.serves ?? null)
    return roleOf({ ...process, silent: true }, parent === null ? undefined : { role: roleOfPid(parent), serves })
  }

  const numberUpTo = (pid: number): void => {
    for (const [each, process] of known) {
      if (process.number === null && roleOfPid(each) === 'worker') process.number = ++numbered
      if (each === pid) return
    }
  }

  const nameOf = (pid: number): string => {
    const process = known.get(pid)
    const role = roleOfPid(pid)
    if (process === undefined || role === 'main') return 'main'
    if (role === 'helper') return `helper ${basename(process.argv[0] ?? '')}`.trim()
    numberUpTo(pid)
    return `worker ${process.number}`
  }

  return {
    nameOf,
    onlyOne: () => {
      const [first, second] = known.keys()
      return first !== undefined && second === undefined ? nameOf(first) : null
    },
    note: (event) => {
      if (event.kind === 'start') began(event.pid, event.parent)
      const process = known.get(event.pid)
      if (process !== undefined) noteProgram(process, event)
    },
  }
}
