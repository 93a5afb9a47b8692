/** The graph of promises: what somebody who awaits one waits for in the end. */
import type { Count } from './counters.ts'
import type { Notes } from '../walk/notes.ts'
import type { Part } from '../values/things.ts'
import type { Edge, Happening, Instant, Pause, Promised } from './waiting.ts'
import { partOf } from '../values/values.ts'

/** What somebody who waits for a target waits for in the end. */
export interface Found {
  readonly to: Happening | Pause | Instant
  readonly part: Part
  /** What must have been counted besides. */
  readonly counts: readonly Count[]
}

/** What is known by more counts than this counts as known without. */
const mostCounted = 64

/** Follows promises to what they settle after. */
export class Graph {
  readonly #notes: Notes
  readonly #known = new Map<Promised, readonly Found[]>()
  /** The promises that are settled at once, and what they would settle after were it not for that. */
  readonly early = new Map<Promised, readonly Found[]>()

  constructor(notes: Notes) {
    this.#notes = notes
  }

  /** What a target comes down to, for a part of it. */
  follow({ to, part, counts = [] }: Pick<Edge, 'to' | 'part' | 'counts'>): readonly Found[] {
    if (to.kind !== 'promise') return this.#spread({ to, part, counts })
    return this.reach(to).map((found) => ({
      to: found.to,
      part: partOf(part, found.part),
      counts: counts.length === 0 ? found.counts : [...new Set([...counts, ...found.counts])],
    }))
  }

  reach(promise: Promised): readonly Found[] {
    const known = this.#known.get(promise)
    if (known !== undefined) return known
    this.#known.set(promise, [])
    const sure = promise.after.filter(({ by, conditional }) => by === null || conditional)
    const all = [...sure.flatMap((edge) => this.follow(edge)), ...this.#alternatives(promise)]
    const isTooMuch = all.filter(({ counts }) => counts.length > 0).length > mostCounted
    const found = unique(isTooMuch ? all.map((each) => ({ ...each, counts: [] })) : all)
    this.#known.set(promise, found)
    return found
  }

  /** One of several is enough: then none of several processes is waited for, and one process only for the least of it. */
  #alternatives(promise: Promised): readonly Found[] {
    const groups = new Map<object, Found[]>()
    for (const edge of promise.after) {
      if (edge.by === null || edge.conditional) continue
      groups.set(edge.by, [...(groups.get(edge.by) ?? []), ...this.follow(edge)])
    }
    const telling = [...groups.values()].filter((group) => group.some(({ to }) => to.kind === 'happening'))
    if (telling.length === 0) return [...groups.values()].flat()
    const all = telling.flat().filter(({ to }) => to.kind === 'happening')
    if ([...groups.values()].some((group) => group.length > 0 && group.every(({ to }) => to.kind === 'instant'))) {
      this.early.set(promise, all)
      return []
    }
    if (telling.length === 1) return limited(all, [...groups.values()])
    const several = new Set(all.map(({ to }) => (to.kind === 'happening' ? to.start : null))).size > 1
    const least = telling.some((group) => !group.some(({ to }) => to.kind === 'happening' && to.for === 'end'))
    const [part = 'some', ...others] = new Set(telling.map(mostOf))
    return all.map(({ to, counts }) => ({
      counts,
      to: least && to.kind === 'happening' ? { ...to, for: 'results' as const } : to,
      part: several || others.length > 0 ? 'some' : part,
    }))
  }

  /** What `cluster` tells, it tells of each of its workers. */
  #spread({ to, part, counts }: Found): readonly Found[] {
    if (to.kind !== 'happening' || to.start !== this.#notes.cluster) return [{ to, part, counts }]
    const workers = this.#notes.starts.filter(({ clustered }) => clustered)
    const [only] = workers
    const isLone = workers.length === 1 && only?.birth.size === 0
    return workers.map((start) => ({ to: { ...to, start }, part: isLone ? 'all' : part, counts }))
  }
}

/** How much of its processes one of several alternatives waits for. */
const mostOf = (group: readonly Found[]): Part => {
  const parts = new Set(group.flatMap(({ to, part }) => (to.kind === 'happening' ? [part] : [])))
  const [only = 'some'] = parts
  return parts.has('all') ? 'all' : parts.size === 1 ? only : 'some'
}

/** Where a timer runs beside, it releases whoever waits, be it too early. */
const limited = (found: readonly Found[], groups: readonly (readonly Found[])[]): readonly Found[] => {
  const limits = groups.map((group) => Math.max(...group.map(({ to }) => (to.kind === 'pause' ? (to.ms ?? Infinity) : Infinity))))
  const limitMs = Math.min(...limits)
  return Number.isFinite(limitMs)
    ? found.map((each) => ({ ...each, to: each.to.kind === 'happening' ? { ...each.to, limitMs } : each.to }))
    : found
}

const unique = (found: readonly Found[]): readonly Found[] => {
  const seen = new Map<unknown, Set<string>>()
  return found.filter(({ to, part, counts }) => {
    if (counts.length > 0) return true
    const key = to.kind === 'happening' ? to.start : to
    const kind = `${part} ${to.kind === 'happening' ? `${to.for} ${to.limitMs}` : ''}`
    const kinds = seen.get(key) ?? new Set()
    seen.set(key, kinds)
    return kinds.has(kind) ? false : (kinds.add(kind), true)
  })
}
