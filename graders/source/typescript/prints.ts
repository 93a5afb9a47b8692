/** What main prints whatever its workers do, as far as the source alone tells. */
import type { ts } from 'ts-morph'
import type { Print } from '../facts.ts'
import { Declarations } from './declared.ts'
import { knownOf, roundsOf, textOfKnown } from './known.ts'
import type { Reading } from './known.ts'
import { placeOf } from './places.ts'
import type { Names } from './rounds.ts'

/** Enough for every line that a person writes. */
const mostSteps = 1000

/** A call that prints, and that main surely carries out. */
export interface Printed {
  readonly node: ts.CallExpression
  readonly whenEnded: boolean
}

/** What they print. */
export const printsOf = (calls: readonly Printed[]): Print[] => {
  const declarations = new Declarations()
  return calls.slice(0, mostSteps).flatMap(({ node, whenEnded }) => {
    const reading = { declarations, steps: mostSteps, inside: null }
    return (roundsOf(reading, node) ?? []).map((names) => ({ ...placeOf(node), says: saidBy(reading, node, names), whenEnded }))
  })
}

const saidBy = (reading: Reading, call: ts.CallExpression, names: Names): string =>
  call.arguments
    .map((argument) => knownOf(reading, argument, names))
    .map((value) => (value === null ? '?' : textOfKnown(value)))
    .join(' ')
