/** Looks through a class for answers that are much alike. */
import type { Language } from '../../core/types.ts'
import type { Likeness, LikenessPair } from '../../report/likeness.ts'
import { sideBySide } from '../../core/side-by-side.ts'
import type { Entry } from '../intake/entry.ts'
import type { Names } from '../namesakes.ts'
import { reclaimer } from '../reclaim.ts'
import type { Workers } from '../workers.ts'
import { compare } from './alike.ts'
import { NumberLists } from './number-lists.ts'
import type { Read, Reading, Show } from './reading.ts'

/** Nobody looks at more, and they must fit into a page. */
const mostPairs = 100

/** Reading one submission takes some milliseconds. */
const patienceMs = 30_000

/** A process takes longer to start than to read some submissions. */
const fewForOne = 100

/** A class whose answers are compared. */
export interface ComparedClass {
  /** Where it lies. */
  readonly path: string
  readonly entries: readonly Entry[]
  readonly names: Names
  /** Who reads the submissions. */
  readonly workers: Workers
  /** How many submissions may be read at once. */
  readonly jobs: number
}

/** Writes what is much alike into `out`, and says how many pairs there are to look at; `null` where there is nobody to compare. */
export const lookForLikeness = async (out: string, compared: ComparedClass): Promise<number | null> => {
  if (compared.entries.length < 2) return null
  const likeness = await findLikeness(compared)
  const { writeLikeness } = await import('./write.ts')
  writeLikeness(out, likeness)
  return likeness.pairs.length + likeness.more
}

/** Reads a submission for its fingerprints, or for passages to show; `null` where it cannot be read. */
type Ask = (entry: Entry, show: Show | null) => Promise<Read | null>

const askingIn =
  ({ path, workers }: ComparedClass): Ask =>
  async (entry, show) => {
    const task: Reading = { path, entry, show }
    const answer = await workers.ask<Read>(task, patienceMs)
    return 'fault' in answer ? null : answer
  }

/** Compares the answers of all entries, question by question. What cannot be read is left out. */
const findLikeness = async (compared: ComparedClass): Promise<Likeness> => {
  const { entries, names } = compared
  const atOnce = Math.min(compared.jobs, Math.ceil(entries.length / fewForOne))
  const ask = askingIn(compared)
  const groups = new Groups()
  const reclaim = reclaimer()
  await sideBySide([...entries.keys()], atOnce, async (owner) => {
    groups.add(owner, await ask(entries[owner]!, null))
    reclaim()
  })
  const found = [...groups.all()].map((group) => pairsIn(group, entries))
  const mostAlike = found
    .flatMap(({ pairs }) => pairs)
    .sort(mostAlikeFirst)
    .slice(0, mostPairs)
  const pairs = await sideBySide(mostAlike, atOnce, (each) => shown(each, ask, names))
  return {
    pairs: pairs.filter((pair) => pair !== null),
    more: Math.max(0, found.reduce((sum, { count }) => sum + count, 0) - mostPairs),
    compared: entries.length,
    leftOut: groups.leftOut,
  }
}

/** All answers to one question in one language, and whose they are. */
interface Group {
  readonly exercise: string
  readonly language: Language
  /** Positions in the list of entries. */
  readonly owners: number[]
  readonly answers: NumberLists
}

/** Takes what was read of each, in whatever order it comes; it stands in the order of the class. */
class Groups {
  readonly #groups = new Map<string, Group>()
  readonly #waiting = new Map<number, Read | null>()
  #next = 0
  leftOut = 0

  add(owner: number, read: Read | null): void {
    this.#waiting.set(owner, read)
    for (let next = this.#waiting.get(this.#next); next !== undefined; next = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next)
      this.#take(this.#next++, next)
    }
  }

  all(): Iterable<Group> {
    return this.#groups.values()
  }

  #take(owner: number, read: Read | null): void {
    if (read === null) this.leftOut += 1
    for (const { exercise, language, hashes } of read?.prints ?? []) {
      const key = `${exercise}.${language}`
      const group = this.#groups.get(key) ?? { exercise, language, owners: [], answers: new NumberLists() }
      this.#groups.set(key, group)
      group.owners.push(owner)
      group.answers.add(hashes)
    }
  }
}

interface Found {
  readonly exercise: string
  readonly language: Language
  readonly share: number
  readonly count: number
  readonly entries: readonly [Entry, Entry]
  readonly shared: readonly number[]
}

const pairsIn = ({ exercise, language, owners, answers }: Group, entries: readonly Entry[]): { pairs: Found[]; count: number } => {
  const { pairs, count } = compare(answers, owners, language, mostPairs)
  answers.close()
  const entryOf = (answer: number): Entry => entries[owners[answer]!]!
  return {
    pairs: pairs.map(({ one, other, ...pair }) => ({ exercise, language, ...pair, entries: [entryOf(one), entryOf(other)] })),
    count,
  }
}

const mostAlikeFirst = (a: Found, b: Found): number => b.share - a.share || b.count - a.count

const shown = async (
  { exercise, language, share, shared, entries: [one, other] }: Found,
  ask: Ask,
  names: Names,
): Promise<LikenessPair | null> => {
  const texts = (await ask(one, { beside: other, exercise, language, shared }))?.shown
  if (texts == null) return null
  return {
    exercise,
    language,
    share,
    sides: [
      { id: one.id, names: names(one.students), ...texts[0] },
      { id: other.id, names: names(other.students), ...texts[1] },
    ],
  }
}
