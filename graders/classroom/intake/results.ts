/** Folders of results that lie in a class: this run's own, and those of earlier ones. Nobody handed them in. */
import { UsageError } from '../../core/errors.ts'
import { onceEach } from '../../core/once.ts'
import { extensionOf, shown } from '../../submission/raw.ts'
import type { Entry } from './entry.ts'
import { below, type ClassPlace, type Place, type PlaceEntry } from './place.ts'

/** What a run writes, by its kind. Where anything else lies beside it, a learner's answers may be among it. */
const isResult = ({ name, isFolder }: PlaceEntry): boolean =>
  isFolder ? name === 'students' : ['.csv', '.html', '.json', '.jsonl', '.xml'].includes(extensionOf(name))

/** What every file of results begins with. */
const beginning = Buffer.from('{"schema":"joinery/report/')

/**
 * The class without them; `out` is where this run's results go, relative to the class. `onResults` is told of each folder of earlier ones.
 * A folder is looked through once.
 */
export const withoutResults = (place: ClassPlace, out: string | undefined, onResults: (folder: string) => void): Place => {
  const isKept = async (path: string): Promise<boolean> => {
    if (path === out) return false
    if (isWithin(out, path) && (await list(path)).length === 0) return false
    const isResults =
      beginning.equals(await place.opening(`${path}/results.jsonl`, beginning.length)) && (await place.list(path)).every(isResult)
    if (isResults) onResults(path)
    return !isResults
  }
  const list = onceEach(async (folder: string): Promise<PlaceEntry[]> => {
    const kept: PlaceEntry[] = []
    for (const entry of await place.list(folder)) if (!entry.isFolder || (await isKept(below(folder, entry.name)))) kept.push(entry)
    return kept
  })
  return { ...place, list }
}

const isWithin = (path: string | undefined, folder: string): boolean => path?.startsWith(`${folder}/`) === true

/** Refuses to write results where a learner's work lies. */
export const requireOutside = async (place: ClassPlace, out: string, entries: readonly Entry[]): Promise<void> => {
  const owner = entries.find(({ parts }) => parts.some(({ path }) => isWithin(out, path)))
  if (owner !== undefined)
    throw new UsageError(`--out lies within the submission of ${shown(owner.students[0]!.name)}: give another folder for the results.`)
  const names = await place.list(out).then(
    (entries) => entries.map(({ name }) => name),
    (): string[] => [],
  )
  if (names.length > 0 && !names.includes('results.jsonl'))
    throw new UsageError(`--out is a folder of the class, ${shown(out)}, and what lies in it are no results: give another folder.`)
}
