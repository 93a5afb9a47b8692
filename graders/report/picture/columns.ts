/**
 * Puts moments into columns. A column stands for several milliseconds, so that two moments of one lane may fall on the same: then the later
 * one moves on, since a mark must not hide another. What is never changed is the order: of two moments, whichever lanes they are on, the
 * earlier one is never drawn to the right of the later one.
 */
/** `open` is the edge of the picture for a process that had not ended. */
export type PinKind = 'spawn' | 'write' | 'end' | 'reap' | 'open'

/** A moment to draw. `lanes` are the rows that it touches: a spawn touches the parent's and the child's. */
export interface Pin {
  readonly kind: PinKind
  readonly lanes: readonly number[]
  readonly atMs: number
}

interface PlacedPin extends Pin {
  readonly column: number
}

/** Where the moments of a run stand on an axis. */
export interface Placement {
  /** In the order of time. */
  readonly pins: readonly PlacedPin[]
  /** The column of any other moment, in order with the pins. */
  readonly columnOf: (atMs: number) => number
}

const kinds: readonly PinKind[] = ['spawn', 'write', 'end', 'reap', 'open']

/** Places pins on an axis of `width` columns that ends at `endMs`. */
export const place = (pins: readonly Pin[], endMs: number, width: number): Placement => {
  const natural = (atMs: number) => Math.min(width - 1, Math.max(0, Math.round((atMs / endMs) * (width - 1))))
  const ordered = pins.toSorted((one, other) => one.atMs - other.atMs || kinds.indexOf(one.kind) - kinds.indexOf(other.kind))
  const pushed = pass(ordered, (pin) => natural(pin.atMs), 1)
  const columns = pass(ordered.toReversed(), (_, index) => Math.min(width - 1, pushed[ordered.length - 1 - index]!), -1).toReversed()
  const placed = ordered.map((pin, index) => ({ ...pin, column: Math.max(0, columns[index]!) }))
  return { pins: placed, columnOf: between(placed, natural) }
}

/** Goes through the pins in one direction: never back across, and at least one column on from another kind on the same lane. */
const pass = (pins: readonly Pin[], wish: (pin: Pin, index: number) => number, step: 1 | -1): number[] => {
  const last = new Map<number, { readonly column: number; readonly kind: PinKind }>()
  let front = step === 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const farther = step === 1 ? Math.max : Math.min
  return pins.map((pin, index) => {
    const beside = pin.lanes.flatMap((lane) => {
      const before = last.get(lane)
      return before === undefined ? [] : [before.column + (before.kind === pin.kind ? 0 : step)]
    })
    front = farther(front, wish(pin, index), ...beside)
    for (const lane of pin.lanes) last.set(lane, { column: front, kind: pin.kind })
    return front
  })
}

const between =
  (pins: readonly PlacedPin[], natural: (atMs: number) => number) =>
  (atMs: number): number => {
    const before = pins.findLast((pin) => pin.atMs <= atMs)
    const after = pins.find((pin) => pin.atMs > atMs)
    const exact = before?.atMs === atMs ? before.column : undefined
    return exact ?? Math.min(after?.column ?? Number.POSITIVE_INFINITY, Math.max(before?.column ?? 0, natural(atMs)))
  }
