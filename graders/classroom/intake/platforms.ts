/** Classes from learning platforms: their files and folders grouped by learner. */
import { groupBy } from '../../core/group-by.ts'
import { extensionOf, stemOf } from '../../submission/raw.ts'
import { blackboardName, canvasName, copyOf, moodleName, type Named } from './conventions.ts'
import type { Entry, Part, Student } from './entry.ts'
import { below, type PlaceEntry } from './place.ts'

/** One item of a class with what its name says. */
interface Item {
  readonly entry: PlaceEntry
  readonly named: Named
}

/** What the platforms' names tell apart, and what is left. */
export interface Grouped {
  readonly entries: readonly Entry[]
  /** What is of no platform's kind. */
  readonly others: readonly PlaceEntry[]
}

/** Takes out what the names of Moodle, Blackboard or Canvas give away. `base` is the folder of the items, relative to the class. */
export const groupByPlatform = (items: readonly PlaceEntry[], base: string): Grouped => {
  const moodle = items.flatMap((entry) => itemOf(entry, moodleName))
  const files = items.filter(({ isFolder }) => !isFolder)
  const mostly = (read: (name: string) => Named | null): Item[] => {
    const found = files.flatMap((entry) => itemOf(entry, read))
    return found.length * 2 > items.length ? found : []
  }
  const known = [moodle, mostly(blackboardName(files.map(({ name }) => name))), mostly(canvasName)].find(({ length }) => length > 0) ?? []
  const taken = new Set(known.map(({ entry }) => entry))
  return {
    entries: [...groupBy(known, ({ named }) => idOf(named.student)).values()].map((group) => entryOf(group, base)),
    others: items.filter((entry) => !taken.has(entry)),
  }
}

const itemOf = (entry: PlaceEntry, read: (name: string) => Named | null): Item[] => {
  const named = read(entry.name)
  return named === null ? [] : [{ entry, named }]
}

/** What no two learners share: the platform's id. */
export const idOf = ({ name, ids }: Student): string =>
  Object.entries(ids)
    .map(([kind, id]) => `${kind}:${id}`)
    .sort()[0] ?? `name:${name}`

const entryOf = (group: readonly Item[], base: string): Entry => {
  const { student } = group[0]!.named
  const names = new Set(group.map(({ named }) => named.file))
  const latest = group.filter((item) => !group.some((rival) => replaces(rival, item, names)))
  const earlier = group.filter((item) => !latest.includes(item))
  return {
    id: idOf(student),
    students: [student],
    parts: latest.map((item) => partOf(item, base)),
    remarks: [
      ...(group.some(({ named }) => named.late) ? ['Handed in late, as the platform marks it.'] : []),
      ...earlier.map(({ entry }) => `${entry.name} is an earlier attempt: the latest one counts.`),
    ],
  }
}

/** True where one upload is a later version of the other. */
const replaces = (rival: Item, item: Item, names: ReadonlySet<string>): boolean => {
  if (rival === item || rival.entry.isFolder || item.entry.isFolder) return false
  if (rival.named.attempt !== item.named.attempt) return rival.named.attempt > item.named.attempt
  const [a, b] = [versionOf(rival.named.file, names), versionOf(item.named.file, names)]
  if (a.file !== b.file) return false
  return a.copy !== b.copy ? a.copy > b.copy : rival.named.upload > item.named.upload
}

/** A number behind a name makes a copy only where the name without it is there too: `part-1.md` and `part-2.md` are two parts. */
const versionOf = (file: string, names: ReadonlySet<string>) => {
  const copy = copyOf(file)
  return names.has(copy.file) ? copy : { file, copy: 0 }
}

const partOf = ({ entry, named }: Item, base: string): Part => ({
  path: below(base, entry.name),
  isFolder: entry.isFolder,
  name: entry.isFolder ? '' : nameOf(named),
})

/** What Canvas numbered gets its own name back, for names tell which question a file answers. */
const nameOf = ({ file, onlineText }: Named): string => {
  if (onlineText) return 'online-text.html'
  const { file: original } = copyOf(file)
  return /\d$|-joinery$/i.test(stemOf(original)) && extensionOf(original) !== '' ? original : file
}
