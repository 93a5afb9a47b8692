/** Classes that are sorted into folders of sections: taken for learners, all but one of those in each would get lost. */
import { isBlank } from '../../core/blank.ts'
import { UsageError, insteadOf } from '../../core/errors.ts'
import { groupBy } from '../../core/group-by.ts'
import type { Exercise } from '../../core/types.ts'
import { isArchive, withoutArchiveEnding } from '../../submission/archives/archives.ts'
import { namedExercise } from '../../submission/names.ts'
import { baseOf, extensionOf, shown, stemOf, type RawFile } from '../../submission/raw.ts'
import { unpacked } from '../../submission/archives/unpacked.ts'
import { versionOf } from '../../submission/versions.ts'
import { copyOf } from './conventions.ts'
import { below, type Place, type PlaceEntry } from './place.ts'
import { isBystander } from './plain.ts'

/** Throws where the folders of a class hold nothing but whole submissions, and half of them several that answer the same questions: those are the learners'. */
export const refuseSections = async (
  place: Place,
  base: string,
  listed: readonly PlaceEntry[],
  exercises: readonly Exercise[],
): Promise<void> => {
  const items = listed.filter((each) => !isBystander(each))
  const shelves = new Map<string, readonly Whole[]>()
  for (const { name, isFolder } of items) {
    const inside = isFolder ? await wholesIn(place, below(base, name), exercises) : null
    if (inside === null) return
    shelves.set(name, inside)
  }
  const crowded: string[] = []
  for (const [name, inside] of withoutSheets(shelves)) {
    const rivals = await rivalsAmong(place, below(base, name), inside, exercises)
    if (rivals !== null) crowded.push(`${shown(name)} (${rivals.map(shown).join(', ')})`)
  }
  const [first] = crowded
  if (items.length < 2 || first === undefined || crowded.length * 2 < items.length) return
  throw new UsageError(
    `${first} holds several submissions that answer the same questions, as a section of a class does: grade each section by itself, with an --out of its own.`,
  )
}

/** What one learner may have handed in as a whole: a folder, an archive or a document. */
type Whole = Pick<PlaceEntry, 'name' | 'isFolder'>

/** The whole submissions in a folder; null where something else lies beside them, as it does in a learner's. */
const wholesIn = async (place: Place, folder: string, exercises: readonly Exercise[]): Promise<readonly Whole[] | null> => {
  const inside = (await place.list(folder).catch(nothingWhereUnreadable)).filter((each) => !isBystander(each))
  return inside.every(({ name, isFolder }) => isFolder || isWhole(name, exercises)) ? inside : null
}

/** A document that lies in several folders under one name was given to everybody, or is what learners were told to call their work: no learner's name. */
const withoutSheets = (shelves: ReadonlyMap<string, readonly Whole[]>): Map<string, readonly Whole[]> => {
  const isSheet = (same: readonly Whole[]): boolean => same.length > 1 && isText(same[0]!.name)
  const groups = groupBy([...shelves.values()].flat(), ({ name }) => name.toLowerCase())
  const sheets = new Set([...groups.values()].filter(isSheet).flat())
  return new Map([...shelves].map(([shelf, inside]) => [shelf, inside.filter((each) => !sheets.has(each))]))
}

/** Whoever packs an answer by itself, or has a document for it, calls it after its question. */
const isWhole = (name: string, exercises: readonly Exercise[]): boolean =>
  (isArchive(name) || isText(name)) && namedExercise(withoutEnding(name), exercises) === null

const withoutEnding = (name: string): string => (isArchive(name) ? withoutArchiveEnding(name) : stemOf(name))

/** Two that answer one question in one language. A learner keeps earlier attempts, and a whole kit its solutions. */
const rivalsAmong = async (
  place: Place,
  folder: string,
  inside: readonly Whole[],
  exercises: readonly Exercise[],
): Promise<[string, string] | null> => {
  if (inside.length < 2 || inside.some(({ name }) => name === 'exercises' || isVersion(name))) return null
  const owners = new Map<string, string>()
  for (const whole of inside)
    for (const key of await answeredIn(place, below(folder, whole.name), whole, exercises)) {
      const owner = owners.get(key) ?? whole.name
      if (owner !== whole.name) return [owner, whole.name]
      owners.set(key, owner)
    }
  return null
}

const isVersion = (name: string): boolean => {
  const { isOld, isFinal, version, attempt } = versionOf(name)
  return isOld || isFinal || version !== 1 || attempt !== 0 || copyOf(name).copy !== 0 || /[ _(-]cop(?:y|ie)\b/i.test(name)
}

/** What it has in common with another only where both are one learner's whole work. */
const answeredIn = async (place: Place, path: string, { name, isFolder }: Whole, exercises: readonly Exercise[]): Promise<string[]> => {
  const keys: string[] = []
  for (const file of await filesOf(place, path, { name, isFolder })) keys.push(...(await answeredBy(file, exercises)))
  return keys
}

const filesOf = async (place: Place, path: string, { name, isFolder }: Whole): Promise<readonly RawFile[]> => {
  const files = isFolder
    ? place.tree(path).then((tree) => tree.files)
    : place.file(path).then(async (file) => opened({ ...file, path: name }))
  return files.catch(nothingWhereUnreadable)
}

const opened = async (file: RawFile): Promise<readonly RawFile[]> =>
  isArchive(file.path) ? (await unpacked({ files: [file], obstacles: [] })).files : [file]

/** The question that the name of a file speaks of; the notebook, or what a document says by itself that it answers. */
const answeredBy = async (file: RawFile, exercises: readonly Exercise[]): Promise<string[]> => {
  const extension = extensionOf(file.path)
  const named = namedExercise(stemOf(file.path), exercises)
  if (named !== null && extension !== '.ipynb') return [`${named.exercise.id}${extension}`]
  const own = extension === '.ipynb' ? [baseOf(file.path).toLowerCase()] : []
  return isText(file.path) ? [...own, ...(await toldBy(file, exercises))] : own
}

/** A document in which everybody's answers could stand: no program, whose text names no questions. */
const isText = (path: string): boolean => ['.ipynb', '.md', '.markdown', '.txt'].includes(extensionOf(path))

/** What was given to everybody, and nobody has begun, answers nothing. */
const toldBy = async (file: RawFile, exercises: readonly Exercise[]): Promise<string[]> => {
  const { answersInDocument } = await import('../../submission/documents/answers.ts')
  const found = await answersInDocument(file, exercises)
  return 'tells' in found && found.tells
    ? found.answers.filter((each) => !isBlank(each)).map(({ exercise }) => `${exercise} ${extensionOf(file.path)}`)
    : []
}

/** Whoever is to judge it will say why nobody can. */
const nothingWhereUnreadable = insteadOf((): [] => [])
