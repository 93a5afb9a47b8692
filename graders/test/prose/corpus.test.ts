import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openRubric } from '../../prose/rubric/open.ts'
import { type Bench, benchmark } from '../../prose/bench/bench.ts'
import { readMarked } from '../../prose/bench/marked.ts'
import { agreementOf, sumCounts, weightedKappa } from '../../prose/bench/metrics.ts'

/** Marked answers of real learners are no part of the project: they lie beside it, or nowhere. */
const folder = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url))

const questions = ['q1', 'q2', 'q4']
const bench = (question: string, folds = 0): Bench =>
  benchmark(question, openRubric(new URL(`../../${question}.rubric`, import.meta.url)), readMarked(folder, question), folds)

const atHand = existsSync(folder)

describe.skipIf(!atHand)('against marked answers of real learners (skipped where there are none beside the project)', () => {
  const benches = atHand ? questions.map((question) => bench(question, 5)) : []
  const lines = benches.flatMap((each) => each.lines)
  const all = (kind: string) => agreementOf(sumCounts(lines.filter((line) => line.kind === kind)))

  test('concepts are credited as a teacher credits them', () => {
    expect(all('concept').f1).toBeGreaterThanOrEqual(0.96)
    const weak = lines.filter(({ kind, hits, missed, f1 }) => kind === 'concept' && hits + missed >= 10 && f1 < 0.92)
    expect(weak.map(({ name, f1 }) => `${name} ${f1}`)).toEqual([])
  })

  test('wrong ideas are told when they are there, and only then', () => {
    expect(all('misconception').precision).toBeGreaterThanOrEqual(0.95)
    expect(all('misconception').recall).toBeGreaterThanOrEqual(0.85)
  })

  test('those pass whom a teacher lets pass', () => {
    const answers = benches.reduce((sum, each) => sum + each.answers, 0)
    const agreed = benches.reduce((sum, each) => sum + each.passAgreement * each.answers, 0)
    expect(agreed / answers).toBeGreaterThanOrEqual(0.97)
  })

  test.each(benches.map((each) => [each.question, each] as const))('%s: the marks agree', (_, { kappa }) => {
    expect(kappa).toBeGreaterThanOrEqual(0.9)
  })

  test('the statements were not made for single answers', () => {
    for (const { folds } of benches) expect(folds.reduce((sum, { f1 }) => sum + f1, 0) / folds.length).toBeGreaterThanOrEqual(0.95)
  })
})

describe('measures', () => {
  test('F1 of counts', () => {
    expect(agreementOf({ hits: 8, wrong: 2, missed: 2 })).toMatchObject({ precision: 0.8, recall: 0.8, f1: 0.8 })
    expect(agreementOf({ hits: 0, wrong: 0, missed: 0 }).f1).toBe(1)
  })

  test('kappa is 1 for agreement, 0 for chance, and weighs far errors more', () => {
    expect(
      weightedKappa([
        [0, 0],
        [3, 3],
        [2, 2],
      ]),
    ).toBe(1)
    expect(
      weightedKappa([
        [0, 0],
        [0, 3],
        [3, 0],
        [3, 3],
      ]),
    ).toBeCloseTo(0)
    expect(
      weightedKappa([
        [3, 2],
        [0, 0],
        [1, 1],
      ]),
    ).toBeGreaterThan(
      weightedKappa([
        [3, 0],
        [0, 0],
        [1, 1],
      ]),
    )
  })
})
