/** Who in a platform's own file is who in the class. */
import type { Learner, Marks } from '../marks.ts'

/** One line of a platform's file that stands for a learner. */
export interface Seat {
  readonly row: number
  readonly name: string
  /** Keys as in `Learner.ids`; a kind that is not here is not known. */
  readonly ids: Readonly<Record<string, string>>
}

/** A learner who has a line in the file. */
export interface Matched {
  readonly seat: Seat
  readonly learner: Learner
  readonly marks: Marks
}

/** The learners of a class held against the lines of a platform's file. */
export interface Roster {
  readonly matched: readonly Matched[]
  /** Learners with marks whom the file does not know. */
  readonly unknown: readonly Learner[]
  /** Lines of the file that nobody handed in anything for. */
  readonly absent: readonly Seat[]
}

/**
 * Finds the seat of every learner: by an id that both know, else by the name, where only one here and only one there has it.
 * Ids that differ are never made good by a name.
 */
export const seat = (seats: readonly Seat[], marks: readonly Marks[]): Roster => {
  const people = marks.flatMap((each) => each.learners.map((learner) => ({ learner, marks: each })))
  const matched: Matched[] = []
  const free = new Set(seats)
  const take = (person: (typeof people)[number], found: Seat | undefined): boolean => {
    if (found === undefined || !free.delete(found)) return false
    matched.push({ seat: found, ...person })
    return true
  }
  const byId = indexOf(seats, ({ ids }) => Object.entries(ids).map(idKey))
  const unseated = people.filter((person) => !take(person, onlyOne(found(byId, Object.entries(person.learner.ids).map(idKey)))))
  const byName = indexOf([...free], ({ name }) => nameKeys(name))
  const namesakes = indexOf(unseated, ({ learner }) => nameKeys(learner.name))
  const unknown = unseated.filter((person) => {
    const keys = nameKeys(person.learner.name)
    const alone = found(namesakes, keys).length === 1
    const there = found(byName, keys).filter((each) => !contradicts(each, person.learner))
    return !alone || !take(person, onlyOne(there))
  })
  return { matched, unknown: unknown.map(({ learner }) => learner), absent: [...free] }
}

type Index<Item> = ReadonlyMap<string, readonly Item[]>

const indexOf = <Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Index<Item> => {
  const index = new Map<string, Item[]>()
  for (const item of items) for (const key of keysOf(item)) index.set(key, [...(index.get(key) ?? []), item])
  return index
}

const found = <Item>(index: Index<Item>, keys: readonly string[]): Item[] => [...new Set(keys.flatMap((key) => index.get(key) ?? []))]

const onlyOne = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined)

const idKey = ([kind, id]: readonly [string, string]): string => `${kind} ${id.trim().toLowerCase()}`

const contradicts = (seat: Seat, { ids }: Learner): boolean =>
  Object.entries(ids).some(([kind, id]) => seat.ids[kind] !== undefined && idKey([kind, seat.ids[kind]]) !== idKey([kind, id]))

/** "Doe, Jane", "Jane Doe" and "doejane" are one name: letters only, in the order as written and turned round. */
const nameKeys = (name: string): string[] => {
  const [last = '', first] = name.split(',')
  return [...new Set([lettersOf(name), ...(first === undefined ? [] : [lettersOf(`${first}${last}`)])])].filter((key) => key !== '')
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
