/** Reading from and storing into objects, arrays, Maps and Sets. */
import { constant, either, isWithin, newBox, onlyOf, parted, refer, settled, through, timesOf, unknown, within } from './values.ts'
import type { Box, Path, Ref, Repeat, Thing, Value } from './things.ts'

/** A reference that is known to point to a box. */
export const boxOf = (ref: Ref): Box | null => (ref.thing.kind === 'box' ? ref.thing : null)

/** Everything that a box holds, whatever the key. */
export const heldBy = (box: Box): Value => [...box.fields.values()].reduce(either, box.items)

/** What a walk over a box gives: its values, or a Map's pairs of key and value. */
export const walked = (ref: Ref, box: Box): Value => {
  if (!box.paired) return through(ref, heldBy(box))
  const fields = new Map([
    ['0', refer({ kind: 'varying' })],
    ['1', heldBy(box)],
  ])
  return through(ref, refer(newBox(box.birth, { fields, most: 2 })))
}

/** The elements of a list that is spread. */
export const spread = (value: Value): Value => flattened(value.filter((ref) => boxOf(ref) !== null))

/** What the elements of a list are, in a walk over all of them. */
export const elementsOf = (value: Value, repeat: Repeat): Value => within(spread(value), repeat)

/** The greatest number of elements of a list. */
export const lengthOf = (value: Value): number | null => {
  const only = onlyOf(value)
  return only === null ? null : (boxOf(only)?.most ?? null)
}

/** One element of a box, nobody knows which. Where there is only one, it is that one. */
export const anyOf = (ref: Ref, box: Box, path: Path, index: number | 'some' = 'some'): Value => {
  const held = heldBy(box)
  return through(ref, isLone(held, path) ? held : parted(held, index))
}

const isLone = (held: Value, path: Path): boolean => {
  const only = onlyOf(held)
  const birth = only === null ? null : birthOf(only.thing)
  return birth !== null && isWithin(birth, path)
}

const birthOf = (thing: Thing): Path | null => {
  if (thing.kind === 'pid') return thing.start.birth
  return 'birth' in thing ? thing.birth : null
}

/** The element at a known index. */
export const elementAt = (ref: Ref, box: Box, index: number, path: Path): Value => {
  const field = box.fields.get(String(index))
  if (field !== undefined) return through(ref, field)
  if (box.closed) return constant(undefined)
  return box.items.length === 0 ? unknown : anyOf(ref, box, path, index)
}

/** What properties can be put on: an object, a class, or a process. */
export const holderOf = ({ thing }: Ref): Pick<Box, 'fields' | 'birth'> | null =>
  thing.kind === 'box' || thing.kind === 'start' ? thing : thing.kind === 'class' ? thing.statics : null

/** Gives a field another value; one that may not come to be set keeps its old value beside it. */
export const setField = (holder: Pick<Box, 'fields' | 'birth'>, name: string, value: Value, certain: boolean): void => {
  const stored = settled(value, holder.birth)
  holder.fields.set(name, certain ? stored : either(holder.fields.get(name) ?? unknown, stored))
}

/** Puts a value among the others of a box, for every round of the repeats under way. */
export const collect = (box: Box, value: Value, path: Path): void => {
  const telling = value.filter(({ thing }) => thing.kind !== 'constant')
  if (telling.length > 0) box.items = either(box.items, settled(telling, path))
}

/** A longer list: by one element in every round of the repeats that the list outlives. */
export const grow = (box: Box, path: Path, certain: boolean): void => {
  const more = timesOf([...path].filter((repeat) => !box.birth.has(repeat)))
  box.most = box.most === null || more === null || !certain ? null : box.most + more
}

/** The fields of a list from an index on, counted from there. */
export const fieldsFrom = ({ fields }: Box, from: number): Map<string, Value> =>
  new Map([...fields].flatMap(([key, field]) => (Number(key) >= from ? [[String(Number(key) - from), field] as const] : [])))

/** A new list that collects these items, of the given length at most. */
export const listOf = (path: Path, items: Value, most: number | null): Value =>
  refer(newBox(path, { items: settled(items, path), most }), path)

/** A new list of the same elements. */
export const copyOf = (box: Box, path: Path): Box =>
  newBox(path, { items: heldBy(box), most: box.most, closed: box.closed && heldBy(box).length === 0 })

/** A list whose lists are taken apart; what is no list stands for itself. */
export const flattened = (value: Value): Value =>
  value.flatMap((ref) => {
    const box = boxOf(ref)
    return box === null ? [ref] : walked(ref, box)
  })
