import { basename } from 'node:path'
import type { ProcessExit } from '../core/process.ts'
import type { ProcessEvent } from './events.ts'

/** An event and the process that tells it: its own, or the parent, who sees a child start, run another program and end. */
export interface Testimony {
  readonly by: number
  readonly event: ProcessEvent
}

type Kind = ProcessEvent['kind']
type Of<K extends Kind> = Extract<ProcessEvent, { kind: K }>

/** What was told of one process, by itself and by others, each in the order of time. */
interface Told {
  readonly own: readonly ProcessEvent[]
  readonly others: readonly ProcessEvent[]
}

const ORDER: readonly Kind[] = ['start', 'exec', 'miss', 'write', 'serve', 'exit', 'reap']

const inOrder = (a: ProcessEvent, b: ProcessEvent) => a.atMs - b.atMs || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)

const isKind =
  <K extends Kind>(kind: K) =>
  (event: ProcessEvent): event is Of<K> =>
    event.kind === kind

/** One account made of several: what a process and its parent both tell is told once, in the order of time. */
export const agreed = (told: readonly Testimony[], mainExit: ProcessExit | null): ProcessEvent[] => {
  const sorted = told.toSorted((a, b) => inOrder(a.event, b.event))
  const main = mainAmong(sorted)
  const events = [...byProcess(sorted)].flatMap(([pid, all]) => account(all, pid === main, mainExit))
  return [...events, ...shellReaps(events, new Set(told.map(({ by }) => by)))].sort(inOrder)
}

/** The process that nobody else started, so far as anybody tells. */
const mainAmong = (sorted: readonly Testimony[]): number | undefined => {
  const starts = sorted.filter(({ event }) => event.kind === 'start')
  const started = new Set(starts.filter(({ by, event }) => by !== event.pid).map(({ event }) => event.pid))
  return starts.find(({ event }) => !started.has(event.pid))?.event.pid
}

const byProcess = (told: readonly Testimony[]) => {
  const processes = new Map<number, { own: ProcessEvent[]; others: ProcessEvent[] }>()
  for (const { by, event } of told) {
    const process = processes.get(event.pid) ?? { own: [], others: [] }
    processes.set(event.pid, process)
    if (by === event.pid) process.own.push(event)
    else process.others.push(event)
  }
  return processes
}

const account = (told: Told, isMain: boolean, mainExit: ProcessExit | null): ProcessEvent[] => [
  ...startOf(told, isMain),
  ...commandsOf(told),
  ...told.own.filter(({ kind }) => kind === 'write' || kind === 'serve' || kind === 'reap'),
  ...exitOf(told, isMain ? mainExit : null),
]

/** Whoever started a process knows to be its parent; the process itself, should that one be gone by then, only knows who took its place. */
const startOf = ({ own, others }: Told, isMain: boolean): ProcessEvent[] => {
  const seen = others.find(isKind('start'))
  const said = own.find(isKind('start'))
  const start = seen ?? said
  return start ? [{ ...start, atMs: Math.min(start.atMs, said?.atMs ?? start.atMs), parent: isMain ? null : start.parent }] : []
}

/** How Python's child ends when the program that it is to become cannot be run. */
const NEVER_BEGAN = 255

const commandsOf = ({ own, others }: Told): ProcessEvent[] => {
  const end = others.find(isKind('exit'))
  const neverBegan = own.length === 0 && end !== undefined && 'code' in end.exit && end.exit.code === NEVER_BEGAN
  if (neverBegan) return others.filter(isKind('exec')).map(({ atMs, pid }) => ({ kind: 'miss', atMs, pid }))
  const commands = [...others, ...own].filter(isKind('exec')).toSorted(inOrder)
  return commands.filter(({ argv }, index) => !commands.slice(0, index).some((earlier) => sameCommand(earlier.argv, argv)))
}

/** Node shows a program its own path in full, where the command that started it may have named it in short. */
const sameCommand = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((word, index) => basename(word) === basename(b[index] ?? ''))

/** A process knows best when it ends, and whoever collects it how. */
const exitOf = ({ own, others }: Told, known: ProcessExit | null): ProcessEvent[] => {
  const seen = others.findLast(isKind('exit'))
  const said = own.findLast(isKind('exit'))
  const exit = known ?? seen?.exit ?? said?.exit
  const last = own.at(-1) ?? seen
  if (!exit || !last) return []
  const atMs = said ? last.atMs : (seen?.atMs ?? last.atMs)
  return [{ kind: 'exit', pid: last.pid, atMs: Math.min(atMs, seen?.atMs ?? atMs), exit }]
}

const SHELL = /^(?:(?:ba|da|k|z|a)?sh|cmd(?:\.exe)?)$/i

/** A shell has no probe, but it waits for the commands that it runs: one that ended before its shell did was collected by it. */
const shellReaps = (events: readonly ProcessEvent[], speakers: ReadonlySet<number>): ProcessEvent[] => {
  const ends = new Map(events.filter(isKind('exit')).map(({ pid, atMs }) => [pid, atMs]))
  const isShell = ({ pid, argv }: Of<'exec'>) => !speakers.has(pid) && SHELL.test(basename(argv[0] ?? ''))
  const shells = new Set(
    events
      .filter(isKind('exec'))
      .filter(isShell)
      .map(({ pid }) => pid),
  )
  return events.filter(isKind('start')).flatMap(({ pid: child, parent }): ProcessEvent[] => {
    const [end, shellEnd] = [ends.get(child), parent === null ? undefined : ends.get(parent)]
    if (parent === null || !shells.has(parent) || end === undefined || shellEnd === undefined || shellEnd < end) return []
    return [{ kind: 'reap', atMs: end, pid: parent, child }]
  })
}
