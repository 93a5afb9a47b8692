import type { ProcessEvent } from './events.ts'
import type { StraceReader } from './strace.ts'

/**
 * The same record without the sandbox: main is the process that became the program, with nobody before it, and every process has the number that it
 * knows itself by. The processes that set the sandbox up are no doing of the program's, and they stay in front of it to the end.
 */
export const withinWalls = (reader: StraceReader, program: readonly string[]): Pick<StraceReader, 'push' | 'end'> => {
  const { sees, renamed } = insider(program, reader.namesakes)
  const within = (events: readonly ProcessEvent[]) => events.flatMap(sees).map(renamed)
  return { push: (chunk) => within(reader.push(chunk)), end: () => within(reader.end()) }
}

const insider = (program: readonly string[], namesakes: ReadonlyMap<number, number>) => {
  const fronts = new Set<number>()
  let main: number | null = null

  /** A child may do much before its parent is told of it: who stands in front of main may be told of later than main itself. */
  const standInFront = ({ pid, ...event }: ProcessEvent): void => {
    fronts.add(pid)
    if (event.kind === 'start' && event.parent !== null) fronts.add(event.parent)
  }

  const sees = (event: ProcessEvent): ProcessEvent[] => {
    if (fronts.has(event.pid) && main !== null) standInFront(event)
    if (main !== null) return fronts.has(event.pid) ? [] : [event]
    if (event.kind !== 'exec' || !isSame(event.argv, program)) {
      standInFront(event)
      return []
    }
    main = event.pid
    fronts.delete(main)
    return [{ kind: 'start', atMs: event.atMs, pid: main, parent: null }, event]
  }

  const named = (pid: number): number => namesakes.get(pid) ?? pid

  /** What a wait call returned is the number that the program was told, and needs no other. */
  const renamed = (event: ProcessEvent): ProcessEvent => {
    const pid = named(event.pid)
    return event.kind === 'start' && event.parent !== null ? { ...event, pid, parent: named(event.parent) } : { ...event, pid }
  }

  return { sees, renamed }
}

/** The record has one character for each byte. */
const isSame = (argv: readonly string[], program: readonly string[]): boolean =>
  argv.length === program.length && argv.every((word, index) => word === Buffer.from(program[index]!).toString('latin1'))
