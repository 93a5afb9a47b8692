import { setFlagsFromString } from 'node:v8'
import { expect, test, vi } from 'vitest'

/** Whether something that nobody holds is still there after a call, where to look once in so many milliseconds is enough. */
const staysFor = async (everyMs: number): Promise<boolean> => {
  vi.resetModules()
  const { reclaiming } = await import('../../classroom/reclaim.ts')
  const reclaim = reclaiming(everyMs)
  const held = new WeakRef({})
  // What was looked at by such a reference stays to the end of the turn.
  await new Promise(setImmediate)
  reclaim()
  await new Promise(setImmediate)
  return held.deref() !== undefined
}

test('without the call that V8 has for it all stays as it is', async () => {
  expect(await staysFor(0)).toBe(true)
})

test('what nobody holds is given back where it is time to, and not before', async () => {
  setFlagsFromString('--expose-gc')
  expect(await staysFor(0)).toBe(false)
  expect(await staysFor(60_000)).toBe(true)
})
