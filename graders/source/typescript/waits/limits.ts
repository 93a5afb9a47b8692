/** How many ends a count of ends takes (`counts.ts`), where it surely counts one for each end, and those of all processes. */
import type { ts } from 'ts-morph'
import { groupBy } from '../../../core/group-by.ts'
import { onceEach } from '../../../core/once.ts'
import { changedBy, isPrinting } from './asked-for.ts'
import { compiler } from '../syntax/compiler.ts'
import type { Asked, Count, Counter } from './counters.ts'
import { type Name, blockAround, isName, isProperty } from '../syntax/names.ts'
import { nodesOf } from '../syntax/parse.ts'
import type { Notes } from '../walk/notes.ts'
import type { Start } from '../values/things.ts'
import type { Target } from './waiting.ts'
import { isWithin } from '../values/values.ts'

/** After so many ends main goes on at the latest, by this question. */
export interface Limit {
  readonly ends: number
  readonly node: ts.Node
}

/** Longer counts are not followed. */
const longest = 1000

/** Promises that settle after promises are followed so far. */
const deepest = 8

/** The counts of a program, asked how many ends they take. */
export class Limits {
  readonly #processes: readonly Start[]
  readonly #cluster: Start
  readonly #known = new Map<Counter, boolean>()
  readonly #namesIn = onceEach(namesIn)
  readonly #everywhere = new Map<Counter, Limit | null>()

  constructor({ starts, cluster }: Notes) {
    this.#processes = starts.filter(({ means }) => means === 'process')
    this.#cluster = cluster
  }

  /**
   * Of what must all have been reached, the count that takes the most ends; `null` where one of them may take any number. A promise is settled by the first
   * end that brings the answer (`first`), and a listener does what it does with each that does (`each`).
   */
  of(first: readonly Count[], each: readonly Count[]): Limit | null {
    return most([...first.map((count) => this.#ofCount(count, false)), ...each.map((count) => this.#ofCount(count, true))])
  }

  #ofCount({ counter, asked }: Count, isEach: boolean): Limit | null {
    if (!this.#isOfAll(counter)) return null
    if (asked !== null) return limitOf(counter, asked.question, asked.answer, isEach)
    const known = this.#everywhere.get(counter)
    if (known !== undefined) return known
    const limit = isAskedElsewhere(counter, this.#namesIn)
      ? null
      : most(counter.asked.map((each) => limitOf(counter, each, !each.holds(counter.from), false)))
    this.#everywhere.set(counter, limit)
    return limit
  }

  /** Whether each end, of whatever process, makes one step of it. */
  #isOfAll(counter: Counter): boolean {
    const known = this.#known.get(counter)
    if (known !== undefined) return known
    const { steps, birth, isReset } = counter
    const ends = steps.map(({ after, path }) => after.flatMap((to) => (isOfRound(to, path) ? this.#endsBefore(to) : [null])))
    const starts = new Set(ends.flat())
    const isOneEach = steps.length > 0 && ends.every((each) => new Set(each).size === 1) && !starts.has(null)
    const isAll =
      !isReset &&
      isOneEach &&
      steps.every(({ by }) => by === steps[0]!.by) &&
      this.#processes.every((start) => starts.has(start.clustered ? this.#cluster : start) || starts.has(start)) &&
      this.#processes.every((start) => [...start.birth].every((repeat) => !birth.has(repeat)))
    this.#known.set(counter, isAll)
    return isAll
  }

  /** The processes of which one end comes before this; `null` for what may be many ends, or something else. */
  #endsBefore(to: Target, seen: ReadonlySet<Target> = new Set()): readonly (Start | null)[] {
    if (to.kind === 'happening') return [to.for === 'end' && to.ofMain !== true ? to.start : null]
    if (to.kind !== 'promise') return []
    if (seen.has(to) || seen.size > deepest) return [null]
    const next = new Set([...seen, to])
    return to.after.flatMap((edge) => (edge.conditional || !isOfRound(edge.to, to.birth) ? [null] : this.#endsBefore(edge.to, next)))
  }
}

/** One promise in each round, and not one for all rounds of a loop. */
const isOfRound = (to: Target, path: Start['birth']): boolean => to.kind !== 'promise' || isWithin(to.birth, path)

const most = (limits: readonly (Limit | null)[]): Limit | null => {
  const known = limits.filter((limit) => limit !== null)
  return known.length < limits.length ? null : (known.toSorted((a, b) => b.ends - a.ends)[0] ?? null)
}

/** How many ends it takes until a question has that answer; `null` where the first end brings it, and later ones are to be answered as well. */
const limitOf = (
  counter: Counter,
  { node, activation, isBehindStep, isOfOld, isToAtMost, holds }: Asked,
  answer: boolean,
  isEach: boolean,
): Limit | null => {
  const { from, steps } = counter
  const by = steps[0]?.by ?? 1
  // The length of a list may be less than what is known of it: only a count that comes to it the later for that is known.
  if (by === 1 ? counter.isFromAtMost : isToAtMost) return null
  // Where main asks before it counts, an end is yet to be counted.
  const uncounted = isOfOld || (!isBehindStep && steps.some((step) => step.activation === activation)) ? 1 : 0
  const isSo = (ends: number): boolean => holds(from + by * (ends - uncounted)) === answer
  const ends = range(1).find(isSo)
  return ends === undefined || (isEach && ends === 1 && range(2).some(isSo)) ? null : { ends, node }
}

const range = (first: number): readonly number[] => Array.from({ length: longest }, (_, index) => first + index)

/** Whether anything else is done with a counter than to change it, to ask what is known, and to print it. */
const isAskedElsewhere = ({ steps, asked }: Counter, namesAt: (source: ts.SourceFile) => Names): boolean => {
  const known = new Set<ts.Node>([...steps.map(({ node }) => node), ...asked.map(({ node }) => node)])
  return steps.some(({ node }) => {
    const name = changedBy(node)
    const uses = name === null ? null : usesOf(name, namesAt(name.getSourceFile()))
    return uses === null || uses.some((use) => !isDeclared(use) && !isWithinKnown(use, known))
  })
}

/** A name that stands in more places is not followed. */
const mostUses = 500

type Names = ReadonlyMap<string, readonly Name[]>

const namesIn = (source: ts.SourceFile): Names => groupBy([...nodesOf(source)].filter(isName), ({ text }) => text)

/** Where the same name stands: a property of that name, or a variable that is declared at the same place. */
const usesOf = (name: Name, names: Names): readonly Name[] | null => {
  const all = names.get(name.text) ?? []
  if (all.length > mostUses) return null
  if (isProperty(name)) return all.filter((each) => isProperty(each) || compiler.isObjectLiteralElement(each.parent))
  const blocks = new Set(all.filter(isDeclared).map((each) => blockAround(each.parent)))
  const blockOf = (at: ts.Node): ts.Node => (blocks.has(at) || at.parent === undefined ? at : blockOf(at.parent))
  return all.filter((each) => !isProperty(each) && blockOf(each) === blockOf(name))
}

const isDeclared = (name: Name): boolean => {
  const { parent } = name
  return (
    compiler.isBindingElement(parent) ||
    ((compiler.isVariableDeclaration(parent) ||
      compiler.isParameter(parent) ||
      compiler.isPropertyDeclaration(parent) ||
      compiler.isPropertyAssignment(parent)) &&
      parent.name === name)
  )
}

const isWithinKnown = (name: Name, known: ReadonlySet<ts.Node>): boolean => {
  for (let at: ts.Node = name; !compiler.isFunctionLike(at) && !compiler.isStatement(at); at = at.parent)
    if (known.has(at) || isPrinting(at)) return true
  return false
}
