/** Small rules by which a document is cut into answers, each by itself. */
import { expect, test } from 'vitest'
import type { Heading, Piece } from '../../submission/documents/document.ts'
import { doubtsIn } from '../../submission/split/doubt.ts'
import { fitOf } from '../../submission/split/fit.ts'
import { isTitle } from '../../submission/split/topics.ts'
import { exercises } from './questions.ts'

const piece = (heading: Partial<Heading> | null = null): Piece => {
  const text = 'Several processes run at the same time.'
  const own = heading === null ? null : { numbers: [], label: 'question' as const, question: '', raw: '', ...heading }
  return { cell: 1, kind: 'prose', text, raw: text, heading: own, opensCell: true }
}

const third = exercises.findIndex(({ id }) => id === 'q3')

test('of several numbers in a label the first counts most', () => {
  const nothing = exercises.map(() => 0)
  const grounds = { exercises, likeness: () => nothing, labelled: true }
  const [, ...fits] = fitOf(piece({ numbers: ['3', '4'] }), null, nothing, grounds)
  expect(fits[third]).toBeGreaterThan(fits[third + 1]!)
  expect(fits[third + 1]).toBeGreaterThan(fits[third + 2]!)
})

/** The doubts about pieces that all were taken for the answer to q3, and might as well be nobody's. */
const doubts = (pieces: readonly Piece[]): string[] => {
  const way = { owners: pieces.map(() => third), score: 0 }
  const search = () => ({ ...way, owners: pieces.map(() => -1) })
  return doubtsIn({ pieces, exercises, best: way, search }, true).map(({ about }) => about)
}

test('a number alone in front of a text names no other question, and a label does', () => {
  expect([doubts([piece({ numbers: ['4'], label: 'bare' })]), doubts([piece({ numbers: ['4'] })])]).toEqual([[], ['label']])
})

const doubtfulCells = (length: number) => doubts(Array.from({ length }, () => piece())).filter((about) => about === 'cell').length

test('of a long document nobody is told every doubt', () => {
  expect([doubtfulCells(60), doubtfulCells(61)]).toEqual([60, 0])
})

test('whoever says much says more than of the assignment', () => {
  const about = 'The assignment of this course is a notebook, submitted before the deadline.'
  expect([isTitle(about), isTitle(`${about} ${'Processes have a memory of their own. '.repeat(20)}`)]).toEqual([true, false])
})
