import { expect, test } from 'vitest'
import { birthTable } from '../../process/tasks.ts'

test('tasks that are made at the same moment are not alone, neither of them', () => {
  const births = birthTable()
  births.begin(10)
  births.begin(11)
  expect([births.end(10), births.end(11), births.end(12)]).toEqual([false, false, true])
})

test('who ended while making a task keeps nobody company', () => {
  const births = birthTable()
  births.begin(10)
  births.forget(10)
  births.begin(11)
  expect(births.end(11)).toBe(true)
})
