/** Classes that are sorted into folders of sections: taken for learners, all but one of those in each would get lost. */
import { UsageError } from '../../core/errors.ts'
import type { Exercise } from '../../core/types.ts'
import { namedExercise } from '../../submission/names.ts'
import { baseOf, extensionOf, shown, stemOf, type RawFile } from '../../submission/raw.ts'
import { versionOf } from '../../submission/versions.ts'
import { below, type Place, type PlaceEntry } from './place.ts'

/** Throws where the folders of a class hold nothing but folders, and half of them several that answer the same questions: those are the learners. */
export const refuseSections = async (
  place: Place,
  base: string,
  items: readonly PlaceEntry[],
  exercises: readonly Exercise[],
): Promise<void> => {
  const crowded: string[] = []
  for (const { name, isFolder } of items) {
    const inside = isFolder ? await foldersIn(place, below(base, name)) : null
    if (inside === null) return
    const rivals = await rivalsAmong(place, below(base, name), inside, exercises)
    if (rivals !== null) crowded.push(`${shown(name)} (${rivals.map(shown).join(', ')})`)
  }
  const [first] = crowded
  if (items.length < 2 || first === undefined || crowded.length * 2 < items.length) return
  throw new UsageError(
    `${first} holds several folders that answer the same questions, as a section of a class does: grade each section by itself, with an --out of its own.`,
  )
}

/** The folders in a folder; null where files lie beside them, as they do in a learner's. */
const foldersIn = async (place: Place, folder: string): Promise<string[] | null> => {
  const inside = await place.list(folder).catch(nothingWhereUnreadable)
  return inside.every(({ isFolder }) => isFolder) ? inside.map(({ name }) => name) : null
}

/** Two folders that answer one question in one language. A learner keeps earlier attempts, and a whole kit its solutions. */
const rivalsAmong = async (
  place: Place,
  folder: string,
  inside: readonly string[],
  exercises: readonly Exercise[],
): Promise<[string, string] | null> => {
  if (inside.includes('exercises') || inside.some(isVersion)) return null
  const owners = new Map<string, string>()
  for (const name of inside)
    for (const file of await filesIn(place, below(folder, name))) {
      const key = answeredBy(file, exercises)
      const owner = key === null ? name : (owners.get(key) ?? name)
      if (owner !== name) return [owner, name]
      if (key !== null) owners.set(key, name)
    }
  return null
}

const isVersion = (name: string): boolean => {
  const { isOld, isFinal, version, attempt } = versionOf(name)
  return isOld || isFinal || version !== 1 || attempt !== 0
}

const filesIn = async (place: Place, folder: string): Promise<readonly RawFile[]> => {
  const tree = await place.tree(folder).catch(nothingWhereUnreadable)
  return 'files' in tree ? tree.files : tree
}

/** What two files have in common that only one of a learner's has: the question, or the notebook. */
const answeredBy = ({ path }: RawFile, exercises: readonly Exercise[]): string | null => {
  const extension = extensionOf(path)
  if (extension === '.ipynb') return baseOf(path).toLowerCase()
  const named = namedExercise(stemOf(path), exercises)
  return named === null ? null : `${named.exercise.id}${extension}`
}

/** Whoever is to judge it will say why nobody can. */
const nothingWhereUnreadable = (error: unknown): [] => {
  if (!(error instanceof UsageError)) throw error
  return []
}
