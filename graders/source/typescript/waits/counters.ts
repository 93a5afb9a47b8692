/** Numbers that are changed by one at a time, as a count of ends is: what a walk through the program notes of them. */
import type { ts } from 'ts-morph'
import type { Box, Path, Value } from '../values/things.ts'
import { constantOf, mostOf, nowhere, together } from '../values/values.ts'
import type { Activation, Target } from './waiting.ts'

/** Variables, or the fields of an object, by their names. */
export type Fields = Map<string, Value>

/** A number that is changed by one at a time, as far as the program was walked through. */
export interface Counter {
  readonly from: number
  /** What it begins with is the length of a list, which may be shorter than that. */
  readonly isFromAtMost: boolean
  /** The repeats in every round of which there is another such number. */
  readonly birth: Path
  readonly steps: Step[]
  readonly asked: Asked[]
  /** It is given another value in between. */
  isReset: boolean
}

interface Step {
  readonly by: Direction
  readonly node: ts.Node
  /** What it comes after. */
  readonly after: readonly Target[]
  readonly path: Path
  readonly activation: Activation
}

/** Up or down. */
export type Direction = 1 | -1

/** A place that compares a counter, or asks whether it is zero. */
export interface Asked {
  readonly node: ts.Expression
  readonly activation: Activation
  /** The counter had been changed in that activation by then. */
  readonly isBehindStep: boolean
  /** `ended++ === 3` asks for what it was before. */
  readonly isOfOld: boolean
  /** What it is compared with is the length of a list, which may be shorter than that. */
  readonly isToAtMost: boolean
  readonly holds: (value: number) => boolean
}

/** Main goes on here when this is the answer to a question about a counter; with `null`, when the answer to whichever question of the program is another one. */
export interface Count {
  readonly counter: Counter
  readonly asked: { readonly question: Asked; readonly answer: boolean } | null
}

/** Of more counts than this, one within the other, nothing is known. */
const mostNested = 8

const counterFrom = (from: number, birth: Path): Counter => ({ from, isFromAtMost: false, birth, steps: [], asked: [], isReset: false })

const untold: Count = {
  counter: { ...counterFrom(0, nowhere), isReset: true },
  asked: null,
}

/** The counts that must have been reached, where some had to be reached before. */
export const nested = (outer: readonly Count[], inner: readonly Count[]): readonly Count[] => {
  const all = [...outer, ...inner]
  return all.length > mostNested ? [...all.slice(0, mostNested), untold] : all
}

/** A question and the counter that it asks for. */
export interface Question {
  readonly counter: Counter
  readonly question: Asked
}

/** The counters that a walk has met. */
export class Counters {
  readonly #births = new WeakMap<Fields, Path>()
  readonly #resets = new WeakMap<Fields, Map<string, Path>>()
  readonly #known = new WeakMap<Fields, Map<string, Counter>>()
  readonly #elements = new WeakMap<Box, Counter | null>()
  /** The latest question that was asked at a place. */
  readonly asked = new WeakMap<ts.Expression, Question>()

  bornAt(fields: Fields, path: Path): void {
    if (path.size > 0 && !this.#births.has(fields)) this.#births.set(fields, path)
  }

  /** A counter by its name; `null` for what holds no number to begin with. */
  of(fields: Fields, name: string, birth: Path): Counter | null {
    const known = this.#known.get(fields)?.get(name)
    if (known !== undefined) return known
    const value = fields.get(name) ?? []
    const from = mostOf(value)
    if (from === null) return null
    const counter: Counter = {
      from,
      isFromAtMost: constantOf(value) === null,
      birth: [birth, this.#births.get(fields) ?? nowhere, this.#resets.get(fields)?.get(name) ?? nowhere].reduce(together),
      steps: [],
      asked: [],
      isReset: false,
    }
    this.#known.set(fields, (this.#known.get(fields) ?? new Map<string, Counter>()).set(name, counter))
    return counter
  }

  /** The number of elements of a list, Map or Set that nothing is in to begin with; `null` for any other. */
  ofElements(box: Box): Counter | null {
    const known = this.#elements.get(box)
    if (known !== undefined) return known
    const counter = box.most === 0 && !box.closed ? counterFrom(0, box.birth) : null
    this.#elements.set(box, counter)
    return counter
  }

  /** It is given a value: what it begins with, or another one later on. */
  reset(fields: Fields, name: string, path: Path): void {
    const known = this.#known.get(fields)?.get(name)
    if (known !== undefined) known.isReset = true
    else this.#resets.set(fields, (this.#resets.get(fields) ?? new Map<string, Path>()).set(name, path))
  }
}
