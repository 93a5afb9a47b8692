import { describe, expect, test } from 'vitest'
import { openRubric } from '../../prose/rubric/open.ts'
import { benchmark } from '../../prose/bench/bench.ts'
import { agreementOf, sumCounts } from '../../prose/bench/metrics.ts'
import { unseen } from './unseen.ts'

const questions = ['q1', 'q2', 'q4']
const rubrics = new Map(questions.map((question) => [question, openRubric(new URL(`../../${question}.rubric`, import.meta.url))]))

describe('answers that were judged by hand before the kit saw them', () => {
  const benches = questions.map((question) =>
    benchmark(
      question,
      rubrics.get(question)!,
      unseen.filter((answer) => answer.question === question),
    ),
  )
  const lines = benches.flatMap((bench) => bench.lines)
  const all = (kind: string) => agreementOf(sumCounts(lines.filter((line) => line.kind === kind)))

  test('every label is a name of its rubric', () => {
    for (const { question, concepts, misconceptions, overall, text } of unseen) {
      const { source } = rubrics.get(question)!
      expect(source.concepts.map(({ name }) => name)).toEqual(expect.arrayContaining([...concepts]))
      expect(source.wrongIdeas.map(({ name }) => name)).toEqual(expect.arrayContaining([...misconceptions]))
      expect(overall.length * text.length).toBeGreaterThan(0)
    }
  })

  test('what is credited was said, and most of what was said is credited', () => {
    expect(all('concept').precision).toBeGreaterThanOrEqual(0.96)
    expect(all('concept').f1).toBeGreaterThanOrEqual(0.9)
  })

  test('nobody is told of a wrong idea that they do not have', () => {
    expect(all('misconception').precision).toBeGreaterThanOrEqual(0.95)
    expect(all('misconception').recall).toBeGreaterThanOrEqual(0.8)
  })

  test('those pass who should', () => {
    const agreed = benches.reduce((sum, bench) => sum + bench.passAgreement * bench.answers, 0)
    expect(agreed / unseen.length).toBeGreaterThanOrEqual(0.84)
    for (const { kappa } of benches) expect(kappa).toBeGreaterThanOrEqual(0.75)
  })
})
