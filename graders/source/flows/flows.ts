/**
 * Where values come from. Nothing is run and no order is looked at: whatever may flow into a name, anywhere in the program, counts. So what is said to be
 * made of the program's own numbers surely is; of what is not said to be so, nothing is known.
 */
import type { InVain, Printing } from '../facts.ts'

/** A name in its scope, or a property, whatever object it belongs to. */
export interface Cell {
  /** The function that declares it; `null` for a name of the whole file, and for properties. */
  readonly home: Func | null
  readonly from: Source[]
  /** Of a parameter: what any of its calls hands over. */
  readonly handed: Source[]
}

/** A function of the program. */
export interface Func {
  readonly around: Func | null
  /** The names that each parameter binds. */
  readonly parameters: readonly (readonly Cell[])[]
  /** What it hands to whoever calls it. */
  readonly gives: Source[]
}

/** What a call gives depends on its own arguments, and not on those of other calls. */
export interface Call {
  readonly calls: Func
  readonly args: readonly Source[]
}

/** What is done to a parameter is done to whatever was handed over for it. */
export interface Change {
  readonly changes: Cell
}

/** Something that comes from outside of the program's text, such as what a worker sent. */
export const outside = 'outside' as const

/** What a value may be made of. */
export type Source = Cell | Call | Change | typeof outside

/** A name that is declared in `home`, or a property; `from` flows into it from the start. */
export const newCell = (home: Func | null, ...from: Source[]): Cell => ({ home, from, handed: [] })

/** Properties and methods by their names, whatever object they belong to. */
export class Properties {
  readonly #cells = new Map<string, Cell>()
  readonly #methods = new Map<string, Func[]>()

  member(name: string): Cell {
    const cell = this.#cells.get(name) ?? newCell(null)
    this.#cells.set(name, cell)
    return cell
  }

  methodsOf(name: string): readonly Func[] {
    return this.#methods.get(name) ?? []
  }

  protected addMethod(name: string, func: Func): void {
    this.#methods.set(name, [...this.methodsOf(name), func])
  }
}

/** True for a name or a property, by which what it holds can be reached. */
export const isCell = (source: Source): source is Cell => source !== outside && 'from' in source

/** Lets values flow into each of some names. */
export const into = (cells: readonly Cell[], sources: readonly Source[]): void => {
  for (const cell of cells) cell.from.push(...sources)
}

/** Of a function that anybody may call, with anything. */
export const callFromOutside = (func: Func): void => {
  for (const cell of parametersOf(func)) cell.handed.push(outside)
}

/** What is made of more than this may be made of anything. */
const most = 500

/** The sources of something, read once: nested expressions are asked for again and again. */
export const readOnce = <Node>(found: Map<Node, Source[]>, node: Node, read: () => Source[]): Source[] => {
  const known = found.get(node)
  if (known !== undefined) return known
  const sources = read()
  const kept: Source[] = sources.length > most ? [outside] : sources
  found.set(node, kept)
  return kept
}

/** All names that the parameters of a function bind. */
export const parametersOf = ({ parameters }: Func): Cell[] => parameters.flat()

/** A function that is called by somebody else, who hands over anything that its parameters may ever hold. */
export const anyCallOf = (calls: Func): Call => ({ calls, args: parametersOf(calls) })

const isWithin = (func: Func | null, outer: Func): boolean => {
  let at = func
  while (at !== null && at !== outer) at = at.around
  return at === outer
}

/** Enough for every program that a person writes. */
const mostSteps = 50_000

/** Whether values are made of nothing but what the program's text holds. */
const isOwn = (sources: readonly Source[]): boolean => {
  const seen = new Map<Func | null, Set<Source | Func>>()
  const waiting: [Source, Func | null][] = sources.map((source) => [source, null])
  const isNew = (what: Cell | Change | Func, inside: Func | null): boolean => {
    const known = seen.get(inside) ?? new Set()
    seen.set(inside, known)
    return !known.has(what) && known.add(what).size > 0
  }
  for (let steps = 0, next = waiting.pop(); next !== undefined; steps++, next = waiting.pop()) {
    const [source, inside] = next
    if (source === outside || steps > mostSteps) return false
    if ('calls' in source) {
      for (const arg of source.args) waiting.push([arg, inside])
      if (isNew(source.calls, null)) for (const given of source.calls.gives) waiting.push([given, source.calls])
      continue
    }
    if ('changes' in source) {
      if (!isNew(source, null)) continue
      for (const from of source.changes.from) waiting.push([from, null])
      continue
    }
    const still = inside !== null && isWithin(source.home, inside) ? inside : null
    if (!isNew(source, still)) continue
    for (const from of source.from) waiting.push([from, still])
    if (still !== source.home || still === null) for (const handed of source.handed) waiting.push([handed, null])
  }
  return true
}

/** What is known of the values of a program. */
export interface Flows<Node> {
  readonly sourcesOf: (node: Node) => Source[]
  /** Where something is taken out of a value by a name under which nobody has put anything. */
  readonly takenInVain: ReadonlySet<Node>
}

/** As many names are looked into where several are asked for in vain. */
const mostInVain = 5

/**
 * Judges what is printed, and tells what would make it another's, were it not taken in vain: then, with that name taken for one that is put in somewhere, it
 * is no longer main's own. `flowsWith` follows the values once more, given such names.
 */
export const judgeOwn = <Node>(
  flowsWith: (names: readonly string[]) => Flows<Node>,
  inVainAt: (node: Node) => InVain,
): ((printed: readonly Node[]) => Pick<Printing, 'own' | 'inVain'>) => {
  const { sourcesOf, takenInVain } = flowsWith([])
  const vain = [...takenInVain].slice(0, mostInVain).map(inVainAt)
  const made = vain.map((each) => ({ each, sourcesOf: flowsWith([each.name]).sourcesOf }))
  return (printed) => {
    if (!isOwn(printed.flatMap(sourcesOf))) return { own: false }
    const inVain = made.find((other) => !isOwn(printed.flatMap(other.sourcesOf)))?.each
    return { own: true, ...(inVain === undefined ? {} : { inVain }) }
  }
}

/** Whether reading ended where the reader's own calls were nested too deeply: each function that calls another takes some of them. */
export const isTooDeep = (error: unknown): boolean => error instanceof RangeError

/** Of a program that is nested too deeply to be followed, nothing is said. */
export const unlessTooDeep = <Each>(follow: () => readonly Each[]): readonly Each[] => {
  try {
    return follow()
  } catch (error) {
    if (isTooDeep(error)) return []
    throw error
  }
}
