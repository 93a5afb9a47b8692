/** How the tables of this folder are written and read. */
import { expect, test } from 'vitest'
import { openRubric } from '../../prose/rubric/open.ts'
import { givenTexts } from '../../prose/given.ts'
import { judge } from '../../prose/judge.ts'
import { readAnswer } from '../../prose/read.ts'
import { q1 } from '../../q1.ts'
import { q2 } from '../../q2.ts'
import { q4 } from '../../q4.ts'

/** A text and what it must earn (`+concept`), must not earn (`-concept`), must be told (`!wrong-idea`); `nothing`: neither the one nor the other. */
export type Row = readonly [text: string, expected: string]

const open = (id: string) => openRubric(new URL(`../../${id}.rubric`, import.meta.url))
const rubrics = { q1: open('q1'), q2: open('q2'), q4: open('q4') }

const exercises = { q1: q1.exercise, q2: q2.exercise, q4: q4.exercise }

/** What a text says, in the words of the table: sorted, concepts with a plus, wrong ideas with an exclamation mark. */
const saidBy = (question: 'q1' | 'q2' | 'q4', text: string): string[] => {
  const rubric = rubrics[question]
  const given = givenTexts([...exercises[question].hints, ...rubric.source.concepts.map(({ ask }) => ask)])
  const { concepts, wrongIdeas } = judge(readAnswer(text), rubric, given)
  const said = concepts.filter(({ present }) => present).map(({ concept }) => `+${concept.name}`)
  return [...said, ...wrongIdeas.map(({ idea }) => `!${idea.name}`)].sort()
}

/** The expectations of a row that do not hold. An unexpected wrong idea is always one of them. */
const broken = (question: 'q1' | 'q2' | 'q4', [text, expected]: Row): string[] => {
  const said = saidBy(question, text)
  if (expected === 'nothing') return said.map((each) => `unexpected ${each}`)
  const wanted = expected.split(' ')
  const missing = wanted.filter((each) => !each.startsWith('-') && !said.includes(each)).map((each) => `missing ${each}`)
  const forbidden = wanted
    .filter((each) => each.startsWith('-') && said.includes(`+${each.slice(1)}`))
    .map((each) => `unexpected ${each.slice(1)}`)
  const alarms = said.filter((each) => each.startsWith('!') && !wanted.includes(each)).map((each) => `unexpected ${each}`)
  return [...missing, ...forbidden, ...alarms]
}

/** What a sentence says, then a near one that must not count as saying it. */
export type Pair = readonly [question: 'q1' | 'q2' | 'q4', what: string, says: string, near: string]

/** A test for each pair. */
export const testPairs = (pairs: readonly Pair[]): void =>
  test.each(pairs)('%s %s: %s', (question, what, says, near) => {
    expect(saidBy(question, says)).toContain(what)
    expect(saidBy(question, near)).not.toContain(what)
  })

/** A test for each row. */
export const testRows = (question: 'q1' | 'q2' | 'q4', rows: readonly Row[]): void =>
  test.each(rows)('%s → %s', (...row) => {
    expect(broken(question, row)).toEqual([])
  })
