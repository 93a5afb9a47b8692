/** Looks through a class for answers that are much alike. */
import type { Language } from '../../core/types.ts'
import type { Likeness, LikenessPair } from '../../report/likeness.ts'
import { sideBySide } from '../../core/side-by-side.ts'
import type { Entry } from '../intake/entry.ts'
import type { Workers } from '../workers.ts'
import { compare } from './alike.ts'
import type { Read, Reading, Show } from './reading.ts'

/** Nobody looks at more, and they must fit into a page. */
const mostPairs = 100

/** Reading one submission takes some milliseconds. */
const patienceMs = 30_000

/** A process takes longer to start than to read some submissions. */
const fewForOne = 20

/** Compares the answers of all entries, question by question. What cannot be read is left out. `most` is how many workers may be asked at once. */
export const findLikeness = async (path: string, entries: readonly Entry[], workers: Workers, most: number): Promise<Likeness> => {
  const jobs = Math.min(most, Math.ceil(entries.length / fewForOne))
  const ask = async (entry: Entry, show: Show | null): Promise<Read | null> => {
    const task: Reading = { path, entry, show }
    const answer = await workers.ask<Read>(task, patienceMs)
    return 'fault' in answer ? null : answer
  }
  const read = await sideBySide(entries, jobs, (entry) => ask(entry, null))
  const found = groupsOf(entries, read).flatMap(pairsIn).sort(mostAlikeFirst)
  const pairs = await sideBySide(found.slice(0, mostPairs), jobs, (each) => shown(each, ask))
  return {
    pairs: pairs.filter((pair) => pair !== null),
    more: Math.max(0, found.length - mostPairs),
    compared: entries.length,
    leftOut: read.filter((each) => each === null).length,
  }
}

/** All answers to one question in one language, and whose they are. */
interface Group {
  readonly exercise: string
  readonly language: Language
  readonly owners: Entry[]
  readonly answers: (readonly number[])[]
}

const groupsOf = (entries: readonly Entry[], read: readonly (Read | null)[]): Group[] => {
  const groups = new Map<string, Group>()
  for (const [index, entry] of entries.entries())
    for (const { exercise, language, hashes } of read[index]?.prints ?? []) {
      const key = `${exercise}.${language}`
      const group = groups.get(key) ?? { exercise, language, owners: [], answers: [] }
      groups.set(key, group)
      group.owners.push(entry)
      group.answers.push(hashes)
    }
  return [...groups.values()]
}

interface Found {
  readonly exercise: string
  readonly language: Language
  readonly share: number
  readonly count: number
  readonly entries: readonly [Entry, Entry]
  readonly shared: () => readonly number[]
}

const pairsIn = ({ exercise, language, owners, answers }: Group): Found[] => {
  const { pairs, sharedBy } = compare(
    answers,
    owners.map(({ id }) => id),
    language,
  )
  return pairs.map((pair) => ({
    exercise,
    language,
    share: pair.share,
    count: pair.count,
    entries: [owners[pair.one]!, owners[pair.other]!],
    shared: () => sharedBy(pair),
  }))
}

const mostAlikeFirst = (a: Found, b: Found): number => b.share - a.share || b.count - a.count

const shown = async (
  { exercise, language, share, shared, entries: [one, other] }: Found,
  ask: (entry: Entry, show: Show) => Promise<Read | null>,
): Promise<LikenessPair | null> => {
  const texts = (await ask(one, { beside: other, exercise, language, shared: shared() }))?.shown
  if (texts == null) return null
  return {
    exercise,
    language,
    share,
    sides: [
      { ...named(one), ...texts[0] },
      { ...named(other), ...texts[1] },
    ],
  }
}

const named = ({ id, students }: Entry) => ({ id, names: students.map(({ name }) => name) })
