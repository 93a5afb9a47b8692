import { expect, test } from 'vitest'
import { RemarkCounter } from '../../report/remarks.ts'

const ownOf = (submissions: number, holders: number): string[] => {
  const counter = new RemarkCounter()
  for (let index = 0; index < submissions; index++) counter.add(index < holders ? ['a sheet', 'a sheet'] : [])
  return counter.own(['a sheet'])
}

test('what more than half of a class have is nobody’s own, unless they are few', () => {
  expect([ownOf(20, 10), ownOf(20, 11), ownOf(5, 5), ownOf(6, 6)]).toEqual([['a sheet'], [], ['a sheet'], []])
})
