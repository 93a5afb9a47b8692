import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { expect, test, vi } from 'vitest'

const held = (): number => getHeapStatistics().used_heap_size

const halfAsMuchAgain = (): number[][] => {
  const [before, more] = [held(), [] as number[][]]
  while (held() < before * 1.5) more.push(Array.from({ length: 10_000 }, Math.random))
  return more
}

/** Whether something that nobody holds is still there after a call, where this has been taken since the last one. */
const staysAfter = async (take: () => unknown): Promise<boolean> => {
  vi.resetModules()
  const { reclaim } = await import('../../classroom/reclaim.ts')
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
  expect(await staysAfter(halfAsMuchAgain)).toBe(false)
  expect(await staysAfter(() => [])).toBe(true)
})
