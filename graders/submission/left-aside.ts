/** Files that nobody took for an answer, and in which one may stand all the same: a person has to look before anybody gets a zero. */
import { wordSet } from '../core/word-set.ts'
import { isBlank } from '../core/blank.ts'
import type { Exercise, Unread } from '../core/types.ts'
import { isFree, type Found } from './answers.ts'
import { isPacked } from './archives/archives.ts'
import { hiddenWork } from './hidden.ts'
import { isCompanion, isTest, languageOf, stubNames } from './kinds.ts'
import { namedExercise } from './names.ts'
import { baseOf, extensionOf, shown, stemOf, type RawFile, type Tree } from './raw.ts'

/** What people write answers with, and what nobody can read here. */
const documents = wordSet(
  '.doc .docm .docx .dot .dotx .epub .htm .html .key .mht .mhtml .odp .odt .pages .pdf .ppt .pptx .rtf .tex .wpd .wps .xps',
)

/** What leads to a document on another machine, or in a cloud, and is none. */
const links = new Set(['.desktop', '.gdoc', '.gslides', '.lnk', '.url', '.webloc'])

/** Written answers may have been photographed. */
const pictures = new Set(['.bmp', '.gif', '.heic', '.jpeg', '.jpg', '.png', '.tif', '.tiff', '.webp'])

/** What was left aside of a tree's files, and what lies hidden in it, for the exercises that it may answer. */
export const leftAside = ({ files, hidden = [] }: Tree, found: Found, exercises: readonly Exercise[]): Unread[] => {
  const open = exercises.filter(({ id }) => !found.answers.some(({ exercise }) => exercise === id))
  const begun = new Set(found.answers.filter((answer) => !isBlank(answer)).map(({ exercise }) => exercise))
  const taken = new Set([...found.used].map(({ path }) => path))
  const isLeftBy = ({ path }: RawFile): boolean => {
    const original = originalOf(path)
    return original !== null && taken.has(original) && begun.has(namedExercise(stemOf(original), exercises)?.exercise.id ?? '')
  }
  const aside = files.filter((file) => isFree(file, found) && !isLeftBy(file)).flatMap((file) => asideOf(file.path, exercises, open) ?? [])
  const unbegun = exercises.filter(({ id }) => !begun.has(id))
  return [...aside, ...hiddenWork(hidden, unbegun, exercises)]
}

/** The file beside which an editor, another tool or Python left this one, named after the whole of its name: `q3.py~`, `#q3.py#`, `q3.pyc`. */
const originalOf = (path: string): string | null => {
  const parts = /^#(.+)#$|^(.+\.[a-z]+?)(?:~|\.~\d+~|\.(?:bak|old|orig|rej|save|sw[a-p]|tmp)|___jb_(?:old|tmp)___|(?<=\.py)[co])$/is.exec(
    baseOf(path),
  )
  return parts === null ? null : `${path.slice(0, path.length - baseOf(path).length)}${parts[1] ?? parts[2]}`
}

/** `open` are the exercises without any answer; one that nobody has begun is none. */
const asideOf = (path: string, exercises: readonly Exercise[], open: readonly Exercise[]): Unread | null => {
  const [stem, extension] = [stemOf(path), extensionOf(path)]
  const named = namedExercise(stem, exercises)?.exercise
  if (named !== undefined) return ofAnotherKind(named, extension) ? { exercises: [named.id], why: asAnswer(path, named) } : null
  if (links.has(extension))
    return open.length === 0 ? null : { exercises: open.map(({ id }) => id), why: `${shown(path)} ${onlyLink}.`, path }
  if (documents.has(extension)) return { exercises: exercises.map(({ id }) => id), why: `${shown(path)} ${noKind}.`, path }
  if (pictures.has(extension)) return photographed(path, exercises, open)
  if (isPacked(path)) return { exercises: exercises.map(({ id }) => id), why: `${shown(path)} ${packedTwice}.` }
  const answerable = open.filter(({ kind }) => kind === 'program' && languageOf(extension, kind) !== null)
  if (answerable.length === 0 || isTest(stem) || isSetting(stem)) return null
  return { exercises: answerable.map(({ id }) => id), why: nameless(path, answerable[0]!) }
}

const ofAnotherKind = (exercise: Exercise, extension: string): boolean =>
  extension !== '' && !isCompanion(extension, 'py') && !isCompanion(extension, 'ts') && languageOf(extension, exercise.kind) === null

const asAnswer = (path: string, exercise: Exercise): string =>
  `${shown(path)} is of no kind that can answer ${exercise.id}: hand it in as ${stubNames(exercise)}.`

/** Whoever typed one written answer will have typed the others: then a picture only shows something. */
const photographed = (path: string, exercises: readonly Exercise[], open: readonly Exercise[]): Unread | null => {
  const written = exercises.filter(({ kind }) => kind === 'written')
  return written.every((each) => open.includes(each))
    ? { exercises: written.map(({ id }) => id), why: `${shown(path)} ${noKind}.`, path }
    : null
}

/** What tools want beside programs. */
const isSetting = (stem: string): boolean => /^(?:__init__|__main__|conftest|setup)$|\.config$/.test(stem)

/** What is said of a file that may answer this question, and does not say so. */
export const nameless = (path: string, exercise: Exercise): string =>
  `${shown(path)} does not tell by its name which question it answers: call it after its question, such as ${stubNames(exercise)}.`

/** What is to be said of a file in which no answers can be read, behind its name. */
const noKind = 'is of no kind that can hold answers: hand in a notebook, .md, .txt, .py, .ts, or a .zip of them'

/** What is to be said of a file of another kind than can be read, behind its name. */
export const whyOfNoKind = (path: string): string => (links.has(extensionOf(path)) ? onlyLink : noKind)

const onlyLink = 'only leads to a document that lies somewhere else: hand in the document itself'

/** What is said of an archive that stays closed, behind its name. */
export const packedTwice = 'is an archive within an archive, and was not opened: hand in the files in it'
