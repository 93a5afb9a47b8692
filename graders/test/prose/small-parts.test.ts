/** Small parts of the reader, where one word decides. */
import { expect, test } from 'vitest'
import { withDurations } from '../../prose/durations.ts'
import { readAnswer } from '../../prose/read.ts'
import { isTable } from '../../prose/tables.ts'
import { tokenize } from '../../prose/words.ts'

const marked = (text: string): string =>
  withDurations([tokenize(text)], text)
    .flat()
    .map(({ word }) => word)
    .join(' ')

test('only a point or a comma makes one number of two', () => {
  expect(marked('with 1 worker 40 s, with 4 workers 6 s')).toBe('with one worker 40 s moretime , with 4 workers 6 s lesstime')
  expect(marked('8.5 s or 8,25 s')).toBe('8 . 5 s moretime or 8 , 25 s lesstime')
})

test('rows of one cell are a quotation or a list, and no table', () => {
  expect([isTable(['| a |', '| b |'], 0), isTable(['| a | b |', '| c | d |'], 0)]).toEqual([false, true])
})

const moodOf = (text: string) => readAnswer(text).sentences[0]?.mood

test('a colon far into a question names nobody who speaks', () => {
  expect(moodOf('B: which of the two is cheaper? Threads.')).toBe('states')
  expect(moodOf('Which of the two is cheaper: a process or a thread? A thread.')).toBe('states')
})
