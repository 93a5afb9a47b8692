/** Parts of a list, by the indices of its elements. */
import type { Part } from './things.ts'

/** Those at some indices, in their order, of a list of so many. */
export const partAtIndices = (indices: readonly number[], length: number): Part => {
  const [first] = indices
  if (first === undefined) return 'some'
  if (indices.length === length) return 'all'
  if (indices.length === length - first) return `from ${first}`
  return indices.length === 1 ? first : `at ${indices.join(' ')}`
}

/** Each by its index, and perhaps all others from some index on. */
export const areAll = (parts: readonly Part[], count: number | null): boolean => {
  const indices = new Set(parts.flatMap(indicesIn))
  const rest = Math.min(...parts.flatMap((part) => (typeof part === 'string' && part.startsWith('from ') ? [Number(part.slice(5))] : [])))
  const isBelow = (index: number) => index < rest
  return indices.size >= (count ?? Infinity) || [...indices].filter(isBelow).length === rest
}

const indicesIn = (part: Part): readonly number[] => {
  if (typeof part === 'number') return [part]
  return part.startsWith('at ') ? part.slice(3).split(' ').map(Number) : []
}
