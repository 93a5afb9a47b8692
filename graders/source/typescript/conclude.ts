/** From the graph of starts and wishes to the facts: which start is waited for, by what, and which promises nobody waits for. */
import type { ts } from 'ts-morph'
import type { Launch, SourceFacts, Wait } from '../facts.ts'
import type { Machine, Push } from './machine.ts'
import { inOrder, placeOf } from './places.ts'
import { isWithin, partOf } from './values.ts'
import type { Edge, Happening, Part, Pause, Promised, Start, Target, Wish } from './values.ts'

/** What somebody who waits for a target waits for in the end. */
interface Found {
  readonly to: Happening | Pause
  readonly part: Part
}

/** A wish, followed to its ends. */
interface Granted {
  readonly wish: Wish
  readonly found: readonly Found[]
}

type Facts = Pick<SourceFacts, 'means' | 'launches' | 'sleeps' | 'readsInput' | 'unordered' | 'uncalled'>

export const conclude = (machine: Machine): Facts => {
  const graph = new Graph(machine)
  const granted = [...machine.wishes, ...lateWishes(machine)].map((wish) => ({ wish, found: graph.follow(wish.to, wish.part) }))
  const processes = machine.starts.filter(({ means }) => means === 'process' || means === 'pool')
  const waits = new Map(processes.map((start) => [start, waitFor(start, granted)] as const))
  return {
    means: inOrder(
      machine.means.map(({ node }) => node),
      (node) => ({ ...placeOf(node), ...meansAt(machine, node) }),
    ),
    launches: inOrder(
      processes.map(({ node }) => node),
      (node) => launchAt(node, processes, waits),
    ),
    sleeps: inOrder(granted.flatMap(sleepsOf), placeOf),
    readsInput: inOrder(machine.readsInput, placeOf),
    unordered: inOrder(
      machine.pushes.filter((push) => isUnordered(push, machine, granted)).map(({ node }) => node),
      placeOf,
    ),
    uncalled: inOrder(droppedOf(machine, graph, waits), placeOf),
  }
}

const meansAt = (machine: Machine, at: ts.Node): { kind: Machine['means'][number]['kind']; name: string } => {
  const { kind, name } = machine.means.find(({ node }) => node === at)!
  return { kind, name }
}

/** The awaits at the end of async calls that nobody awaits: in earnest as long as the caller says nothing more. */
const lateWishes = ({ promises }: Machine): readonly Wish[] =>
  promises.flatMap(({ call }) => (call !== null && call.caller.printed === call.printed ? call.tail : []))

/** Follows promises to what they settle after. */
class Graph {
  readonly #machine: Machine
  readonly #known = new Map<Promised, readonly Found[]>()
  readonly consumed = new Set<Promised>()

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** What a target comes down to, for a part of it. */
  follow(to: Target, part: Part): readonly Found[] {
    if (to.kind !== 'promise') return this.#spread({ to, part })
    this.#consume(to)
    return this.reach(to).map((found) => ({ to: found.to, part: partOf(part, found.part) }))
  }

  reach(promise: Promised): readonly Found[] {
    const known = this.#known.get(promise)
    if (known !== undefined) return known
    this.#known.set(promise, [])
    const sure = promise.after.filter(({ by, conditional }) => by === null || conditional)
    const found = unique([...sure.flatMap((edge) => this.#along(edge)), ...this.#alternatives(promise)])
    this.#known.set(promise, found)
    return found
  }

  #along({ to, part }: Edge): readonly Found[] {
    if (to.kind !== 'promise') return this.#spread({ to, part })
    return this.reach(to).map((found) => ({ to: found.to, part: partOf(part, found.part) }))
  }

  /** One of several is enough: then none of several processes is waited for, and one process only for the least of it. */
  #alternatives({ after }: Promised): readonly Found[] {
    const groups = new Map<object, Found[]>()
    for (const edge of after) {
      if (edge.by === null || edge.conditional) continue
      groups.set(edge.by, [...(groups.get(edge.by) ?? []), ...this.#along(edge)])
    }
    const telling = [...groups.values()].filter((group) => group.some(({ to }) => to.kind === 'happening'))
    if (telling.length === 0) return [...groups.values()].flat()
    const all = telling.flat().filter(({ to }) => to.kind === 'happening')
    if (telling.length === 1) return all
    const several = new Set(all.map(({ to }) => (to.kind === 'happening' ? to.start : null))).size > 1
    const least = telling.some((group) => !group.some(({ to }) => to.kind === 'happening' && to.for === 'end'))
    return all.map(({ to, part }) => ({
      to: least && to.kind === 'happening' ? { ...to, for: 'results' as const } : to,
      part: several ? 'some' : part,
    }))
  }

  /** What `cluster` tells, it tells of each of its workers. */
  #spread({ to, part }: Found): readonly Found[] {
    if (to.kind !== 'happening' || to.start !== this.#machine.cluster) return [{ to, part }]
    const workers = this.#machine.starts.filter(({ clustered }) => clustered)
    const [only] = workers
    const isLone = workers.length === 1 && only?.birth.size === 0
    return workers.map((start) => ({ to: { ...to, start }, part: isLone ? 'all' : part }))
  }

  #consume(promise: Promised): void {
    const waiting = [promise]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (this.consumed.has(at)) continue
      this.consumed.add(at)
      for (const { to } of at.after) if (to.kind === 'promise') waiting.push(to)
    }
  }
}

const unique = (found: readonly Found[]): readonly Found[] => {
  const seen = new Map<unknown, Set<string>>()
  return found.filter(({ to, part }) => {
    const key = to.kind === 'happening' ? to.start : to
    const kind = `${part} ${to.kind === 'happening' ? to.for : ''}`
    const kinds = seen.get(key) ?? new Set()
    seen.set(key, kinds)
    return kinds.has(kind) ? false : (kinds.add(kind), true)
  })
}

/** The strongest wait for everything that was started. */
const waitFor = (start: Start, granted: readonly Granted[]): Wait | null => {
  const of = granted.flatMap(({ wish, found }) =>
    found.flatMap(({ to, part }) => (to.kind === 'happening' && to.start === start ? [{ wish, to, part }] : [])),
  )
  const ends = of.filter(({ to }) => to.for === 'end').sort((a, b) => Number(a.wish.by === 'listener') - Number(b.wish.by === 'listener'))
  const indices = new Set(ends.map(({ part }) => part).filter((part) => typeof part === 'number'))
  const best = ends.find(({ part }) => part === 'all') ?? (start.count !== null && indices.size >= start.count ? ends[0] : undefined)
  const chosen = best ?? of.find(({ to }) => to.for === 'results')
  return chosen === undefined ? null : { ...placeOf(chosen.wish.node), for: chosen.to.for, how: howOf(chosen.wish, chosen.to, start) }
}

const verbs: Readonly<Record<Wish['by'], string>> = {
  await: 'awaits ',
  listener: 'listens for ',
  call: 'calls ',
  poll: 'asks again and again for ',
}

const howOf = ({ by }: Wish, { how }: Happening, start: Start): string =>
  `${verbs[by]}${how}${start.birth.size > 0 && by !== 'call' ? ' of every process' : ''}`

const launchAt = (node: ts.Node, all: readonly Start[], waits: ReadonlyMap<Start, Wait | null>): Launch => {
  const starts = all.filter((start) => start.node === node)
  const each = starts.map((start) => waits.get(start) ?? null)
  const counts = starts.map(({ count }) => count)
  const letGo = starts.map((start) => start.letGo).find((found) => found !== null) ?? null
  return {
    ...placeOf(node),
    kind: starts.some(({ means }) => means === 'pool') ? 'pool' : 'process',
    letGo: letGo === null ? null : placeOf(letGo),
    wait: each.includes(null) ? null : (each.find((wait) => wait?.for === 'results') ?? each[0] ?? null),
    count: counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0),
  }
}

const sleepsOf = ({ wish, found }: Granted): readonly ts.Node[] =>
  wish.certain ? found.flatMap(({ to }) => (to.kind === 'pause' ? [to.node] : [])) : []

/** Messages come in any order, unless each process is waited for before the next is asked. */
const isUnordered = ({ onto, start, path, promise }: Push, machine: Machine, granted: readonly Granted[]): boolean => {
  if (onto.sorted) return false
  const isOne = start.means === 'process' && start.birth.size === 0 && machine.pushes.every((other) => other.start === start)
  if (isOne && start !== machine.cluster) return false
  const isTurnByTurn = path.size > 0 && [...path].every((repeat) => repeat.inOrder)
  const waits = granted.filter(
    ({ wish, found }) =>
      wish.by === 'await' && isWithin(path, wish.path) && found.some(({ to }) => to.kind === 'happening' && to.start === start),
  )
  return promise !== null || !isTurnByTurn || waits.length === 0
}

/** Promises for the end of processes that nobody else waits for, and that nobody waits for. */
const droppedOf = (machine: Machine, graph: Graph, waits: ReadonlyMap<Start, Wait | null>): readonly ts.Node[] => {
  const used = new Set(machine.promises.flatMap(({ after }) => after.map(({ to }) => to)))
  return machine.promises
    .filter((promise) => !used.has(promise) && !graph.consumed.has(promise))
    .filter((promise) => graph.reach(promise).some(({ to }) => to.kind === 'happening' && waits.get(to.start) === null))
    .map(({ node }) => node)
}
