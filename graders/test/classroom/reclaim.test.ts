import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { expect, test } from 'vitest'
import { reclaimer } from '../../classroom/reclaim.ts'

const held = (): number => getHeapStatistics().used_heap_size

const aTenthMore = (): number[][] => {
  const [before, more] = [held(), [] as number[][]]
  while (held() < before * 1.1) more.push(Array.from({ length: 100_000 }, (_, index) => index / 2))
  return more
}

/** Whether something that nobody holds is still there after a call, where this has been taken since the last one. */
const staysAfter = async (take: () => unknown): Promise<boolean> => {
  // The heap of a process that runs tests is large: a tenth of it is soon taken, and half of it is not.
  const reclaim = reclaimer(1.05)
  reclaim()
  const taken = take()
  const gone = new WeakRef({})
  // What was looked at by such a reference stays to the end of the turn.
  await new Promise(setImmediate)
  reclaim()
  await new Promise(setImmediate)
  expect(taken).toBeDefined()
  return gone.deref() !== undefined
}

test('what nobody holds is given back where much has been taken meanwhile, and not before', async () => {
  setFlagsFromString('--expose-gc')
  expect(await staysAfter(aTenthMore)).toBe(false)
  expect(await staysAfter(() => [])).toBe(true)
})
