/** From the graph of starts and wishes to the facts: which start is waited for, by what, and which promises nobody waits for. */
import type { ts } from 'ts-morph'
import { groupBy } from '../../../core/group-by.ts'
import { compiler } from '../syntax/compiler.ts'
import type { Launch, SourceFacts, Unheld, Wait } from '../../facts.ts'
import { heldBy } from '../values/boxes.ts'
import { Graph } from './graph.ts'
import type { Found } from './graph.ts'
import { Limits } from './limits.ts'
import type { Limit } from './limits.ts'
import type { Notes } from '../walk/notes.ts'
import type { Part, Ref, Start } from '../values/things.ts'
import type { Happening, Promised, Push, Wish } from './waiting.ts'
import { inOrder, placeOf } from '../syntax/places.ts'
import { areAll } from '../values/parts.ts'
import { isWithin } from '../values/values.ts'

/** A wish, followed to its ends. */
interface Granted {
  readonly wish: Wish
  readonly found: readonly Found[]
}

/** What a wish comes down to of something that was started. */
interface Grant {
  readonly wish: Wish
  readonly to: Happening
  readonly part: Part
  /** The count that must have been reached before anything is done. */
  readonly limit: Limit | null
}

/** Each start with what is wished of it: there may be thousands of both. */
type Grants = ReadonlyMap<Start, readonly Grant[]>

type Facts = Pick<
  SourceFacts,
  'means' | 'launches' | 'sleeps' | 'readsInput' | 'unordered' | 'unheld' | 'strangeWaits' | 'blocking' | 'leaves' | 'late' | 'prints'
>

/** The facts that a walk through the whole program tells. */
export const conclude = (notes: Notes): Facts => {
  const graph = new Graph(notes)
  const granted = [...notes.wishes, ...lateWishes(notes)].map((wish) => ({ wish, found: graph.follow(wish) }))
  const processes = notes.starts.filter(({ means }) => means === 'process' || means === 'pool')
  const grants = grantsOf(granted, new Limits(notes))
  const waits = new Map(processes.map((start) => [start, waitFor(start, grants.get(start) ?? [])] as const))
  const means = groupBy(notes.means, ({ node }) => node)
  const startsAt = groupBy(processes, ({ node }) => node)
  const pushed = new Set(notes.pushes.map(({ start }) => start))
  return {
    means: inOrder(means.keys(), (node) => ({ ...placeOf(node), ...meansBy(means.get(node)![0]!) })),
    launches: inOrder(startsAt.keys(), (node) => launchAt(node, startsAt.get(node)!, waits)),
    sleeps: inOrder(granted.flatMap(sleepsOf), placeOf),
    readsInput: inOrder(notes.readsInput, placeOf),
    unordered: inOrder(
      notes.pushes.filter((push) => isUnordered(push, notes, pushed, grants)).map(({ node }) => node),
      placeOf,
    ),
    prints: notes.prints,
    unheld: unheldOf(notes, graph, granted, waits),
    strangeWaits: inOrder(strangersOf(notes, graph, waits), (node) => ({ ...placeOf(node), of: 'process' as const })),
    blocking: inOrder([...notes.blocking], placeOf),
    leaves: inOrder([...notes.leaves], placeOf),
    late: inOrder(
      [...notes.late].filter((node) => !notes.mistaken.some((each) => each.node === node.parent)),
      placeOf,
    ),
  }
}

const meansBy = ({ kind, name }: Notes['means'][number]) => ({ kind, name })

const grantsOf = (granted: readonly Granted[], limits: Limits): Grants =>
  groupBy(
    granted.flatMap(({ wish, found }) =>
      found.flatMap(({ to, part, counts }): Grant[] =>
        to.kind === 'happening' ? [{ wish, to, part, limit: limits.of(counts, wish.counts ?? []) }] : [],
      ),
    ),
    ({ to }) => to.start,
  )

/** The awaits at the end of async calls that nobody awaits: in earnest as long as the caller says nothing more, nor whoever called that. */
const lateWishes = ({ promises }: Notes): readonly Wish[] =>
  promises.flatMap((promise) => (isLast(promise) ? (promise.call?.tail ?? []) : [])).map((wish) => ({ ...wish, atTheEnd: true }))

const isLast = ({ call }: Promised): boolean =>
  call === null ||
  ((call.printed === null || call.caller.printed === call.printed) && (call.caller.promise === null || isLast(call.caller.promise)))

/** The strongest wait for everything that was started. Who waits for some of the ends knows what an end is: their results tell nothing more. */
const waitFor = (start: Start, of: readonly Grant[]): Wait | null => {
  const ends = of.filter(({ to }) => to.for === 'end').sort(byStrength)
  const parts = ends.map(({ part }) => part)
  const best = ends.find(({ part }) => part === 'all') ?? (areAll(parts, start.count) ? ends[0] : undefined)
  const results = start.means === 'process' && ends.length > 0 ? [] : of.filter(({ to }) => to.for === 'results')
  // Whoever hangs up has had all messages: that comes nearest to the end.
  const chosen = best ?? results.find(({ to }) => to.how.includes("'disconnect'")) ?? results[0]
  if (chosen === undefined) return null
  const { wish, to, limit } = chosen
  return {
    ...placeOf(wish.node),
    for: to.for,
    how: howOf(wish, to, start),
    ...(to.ofMain === true ? { ofMain: true } : {}),
    ...(to.for === 'end' && ends.every(({ wish: { tells } }) => tells === true) ? { onlyTells: true } : {}),
    ...(wish.atTheEnd === true ? { atTheEnd: true } : {}),
    ...(limit === null ? {} : { counted: { ...placeOf(limit.node), ends: limit.ends } }),
    ...(to.limitMs === undefined || [...wish.path].some((repeat) => repeat.inOrder) ? {} : { mayGiveUp: true, limitMs: to.limitMs }),
  }
}

/** What waits for the most comes first. */
const byStrength = (a: Grant, b: Grant): number =>
  Number(a.wish.atTheEnd === true) - Number(b.wish.atTheEnd === true) || endsOf(b) - endsOf(a) || rankOf(a) - rankOf(b)

const endsOf = ({ limit }: Grant): number => limit?.ends ?? Number.MAX_SAFE_INTEGER

/** What has no limit of time comes first, and an await before a listener. */
const rankOf = ({ wish: { by }, to: { limitMs } }: Grant): number => (limitMs === undefined ? 0 : 2) + (by === 'listener' ? 1 : 0)

const verbs: Readonly<Record<Wish['by'], string>> = {
  await: 'awaits ',
  listener: 'listens for ',
  call: 'calls ',
  poll: 'asks again and again for ',
}

const howOf = ({ by }: Wish, { how }: Happening, start: Start): string =>
  start.birth.size > 0 && by !== 'call' ? `${verbs[by]}${how.replace('its output', 'the output')} of every process` : `${verbs[by]}${how}`

const launchAt = (node: ts.Node, starts: readonly Start[], waits: ReadonlyMap<Start, Wait | null>): Launch => {
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
const isUnordered = ({ onto, start, path }: Push, { cluster }: Notes, pushed: ReadonlySet<Start>, grants: Grants): boolean => {
  if (onto.sorted) return false
  const isOne = start.means === 'process' && start.birth.size === 0 && pushed.size === 1
  if (isOne && start !== cluster) return false
  const isTurnByTurn = path.size > 0 && [...path].every((repeat) => repeat.inOrder)
  const isAwaited = () => (grants.get(start) ?? []).some(({ wish }) => wish.by === 'await' && isWithin(path, wish.path))
  return !isTurnByTurn || !isAwaited()
}

/** Promises for the end of processes that nobody else waits for: those that nobody awaits, and those that settle too early. */
const unheldOf = (
  { promises, mistaken: takenForPromises, handedOn, firstEnds }: Notes,
  graph: Graph,
  granted: readonly Granted[],
  waits: ReadonlyMap<Start, Wait | null>,
): readonly Unheld[] => {
  const isOfNone = (found: readonly Found[]): boolean => found.some(({ to }) => to.kind === 'happening' && waits.get(to.start) === null)
  const used = new Set<unknown>([
    ...granted.map(({ wish }) => wish.to),
    ...promises.flatMap(({ after }) => after.map(({ to }) => to)),
    ...handedOn.map(({ ref }) => ref.thing),
  ])
  const nodes = promises
    .filter((promise) => isOfNone(graph.reach(promise)))
    .filter((promise) => isRace(promise.node) || !used.has(promise))
    .map(({ node }) => node)
  const mistaken = new Set(takenForPromises.flatMap(({ node, start }) => (waits.has(start) && isWeak(waits.get(start)!) ? [node] : [])))
  const early = new Set([...graph.early].flatMap(([{ node }, found]) => (isOfNone(found) ? [node] : [])))
  const first = new Set([...waits.values()].includes(null) ? firstEnds : [])
  const whyOf = (node: ts.Node): Unheld['why'] =>
    mistaken.has(node) ? 'no-promise' : early.has(node) ? 'at-once' : first.has(node) ? 'first-end' : whyUnheld(node)
  return inOrder([...mistaken, ...early, ...first, ...nodes], (node) => ({ ...placeOf(node), why: whyOf(node) }))
}

const isWeak = (wait: Wait | null): boolean => wait === null || wait.atTheEnd === true || wait.onlyTells === true

/** Calls of something unknown that is given a process, or a promise for its end, for which nobody else surely waits. */
const strangersOf = ({ handedOn }: Notes, graph: Graph, waits: ReadonlyMap<Start, Wait | null>): readonly ts.Node[] => {
  const isOpen = (start: Start): boolean => waits.has(start) && isWeak(waits.get(start) ?? null)
  const isOfOpen = ({ thing }: Ref): boolean =>
    thing.kind === 'start'
      ? isOpen(thing)
      : thing.kind === 'promise'
        ? graph.reach(thing).some(({ to }) => to.kind === 'happening' && to.for === 'end' && isOpen(to.start))
        : false
  return handedOn.flatMap(({ node, ref }) => ([ref, ...(ref.thing.kind === 'box' ? heldBy(ref.thing) : [])].some(isOfOpen) ? [node] : []))
}

const whyUnheld = (node: ts.Node): Unheld['why'] => (isRace(node) ? 'race' : calleeOf(node).endsWith('.forEach') ? 'forEach' : 'dropped')

const calleeOf = (node: ts.Node): string => (compiler.isCallExpression(node) ? node.expression.getText() : '')
const isRace = (node: ts.Node): boolean => /^Promise\s*\.\s*(?:race|any)$/.test(calleeOf(node))
