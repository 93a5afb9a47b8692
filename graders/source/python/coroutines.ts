/** Coroutines: they are read when they are awaited, or handed to somebody who is supposed to do that. */
import type { Args, Value } from './values.ts'

/** What awaiting it gives; of anything else, that itself. */
export const afterAwait = (value: Value): Value => (value.is === 'coroutine' ? value.run() : value)

/** Whoever is given coroutines awaits them, alone or in a list. */
export const awaitAll = (args: Args): Args =>
  [...args.positional, ...args.keywords.values()].some(holdsCoroutine)
    ? {
        ...args,
        positional: args.positional.map(allAwaited),
        keywords: new Map([...args.keywords].map(([name, value]) => [name, allAwaited(value)])),
      }
    : args

const holdsCoroutine = (value: Value): boolean => value.is === 'coroutine' || (value.is === 'list' && value.items.some(isCoroutine))

const isCoroutine = ({ is }: Value): boolean => is === 'coroutine'

const allAwaited = (value: Value): Value => {
  if (value.is === 'list' && holdsCoroutine(value)) value.items = value.items.map(afterAwait)
  return afterAwait(value)
}
