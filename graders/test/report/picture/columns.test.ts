import { expect, test } from 'vitest'
import type { Pin, PinKind } from '../../../report/picture/columns.ts'
import { place } from '../../../report/picture/columns.ts'
import { ticksOf } from '../../../report/picture/lanes.ts'

const pin = (kind: PinKind, atMs: number, ...lanes: number[]): Pin => ({ kind, atMs, lanes })

const columns = (pins: readonly Pin[], width = 50) => place(pins, 100, width).pins.map(({ column }) => column)

test('a moment falls on the column of its time', () => {
  expect(columns([pin('spawn', 0, 0, 1), pin('write', 49, 1), pin('end', 100, 1)])).toEqual([0, 24, 49])
})

test('moments of one lane that would hide each other stand side by side', () => {
  expect(columns([pin('spawn', 50, 0, 1), pin('write', 50.1, 1), pin('end', 50.2, 1)])).toEqual([25, 26, 27])
})

test('at the right edge they move to the left', () => {
  expect(columns([pin('spawn', 99.7, 0, 1), pin('write', 99.8, 1), pin('end', 99.9, 1)])).toEqual([47, 48, 49])
})

test('many of a kind may share a column', () => {
  expect(columns([pin('write', 10, 0), pin('write', 10.1, 0), pin('write', 10.2, 0)])).toEqual([5, 5, 5])
})

test('the earlier moment is never drawn to the right of the later one, whichever lanes they are on', () => {
  let seed = 7
  const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const kinds: PinKind[] = ['spawn', 'write', 'end', 'reap']
  for (let round = 0; round < 100; round += 1) {
    const pins = Array.from({ length: 60 }, () => pin(kinds[Math.floor(next() * 4)]!, next() ** 3 * 100, Math.floor(next() * 5)))
    const { pins: placed, columnOf } = place(pins, 100, 48)
    const found = placed.map(({ column }) => column)
    expect(found).toEqual(found.toSorted((one, other) => one - other))
    expect(found.every((column) => column >= 0 && column < 48)).toBe(true)
    const moments = Array.from({ length: 40 }, () => next() * 100).sort((one, other) => one - other)
    expect(moments.map(columnOf)).toEqual(moments.map(columnOf).toSorted((one, other) => one - other))
  }
})

test.each([
  [290, 5, [0, 100, 200]],
  [12, 6, [0, 2, 4, 6, 8, 10, 12]],
  [10_042, 5, [0, 5000, 10_000]],
  [1, 4, [0, 0.5, 1]],
  [0.7, 4, [0, 0.2, 0.4, 0.6]],
])('an axis to %d ms with up to %d ticks has round ones', (endMs, most, expected) => expect(ticksOf(endMs, most)).toEqual(expected))
