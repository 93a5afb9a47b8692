/** Which documents of a tree may hold answers that no file's name tells, and which of them counts first. */
import { isBlank } from '../../core/blank.ts'
import { sortedBy } from '../../core/sorted-by.ts'
import type { Exercise } from '../../core/types.ts'
import { isFree, type Found } from '../answers.ts'
import { answersInDocument, type DocumentContent } from './answers.ts'
import { isDocument } from './documents.ts'
import { isCandidate } from '../folder.ts'
import { languageOf } from '../kinds.ts'
import { namedExercise } from '../names.ts'
import { extensionOf, stemOf, type RawFile, type Tree } from '../raw.ts'
import type { Names } from '../tree-names.ts'
import { versionOf } from '../versions.ts'

/** A document that may hold answers. */
export interface DocumentCandidate {
  readonly file: RawFile
  /** It lies beside other answers, and counts only for what its own text names. */
  readonly beside: boolean
  /** What it holds, where it had to be read to tell whether it comes first. */
  readonly read?: DocumentContent
}

/** True for a notebook, by its name. */
export const isNotebook = ({ path }: RawFile): boolean => extensionOf(path) === '.ipynb'

/** Notebooks, and files with the name of a question of another kind (`q3.txt`) that nothing answers; then other documents. */
export const documentsOf = (
  tree: Tree,
  named: Found,
  exercises: readonly Exercise[],
  names: Names,
): Promise<readonly DocumentCandidate[]> => tellingFirst(sortedBy(candidatesIn(tree, named, exercises, names), rankOf), exercises)

const candidatesIn = (tree: Tree, named: Found, exercises: readonly Exercise[], names: Names): DocumentCandidate[] => {
  const free = tree.files.filter(
    (file) => isFree(file, named) && isDocument(file.path) && !isCandidate(file, names) && !/^readme/i.test(stemOf(file.path)),
  )
  const { answers } = named
  const begun = answers.filter((answer) => !isBlank(answer))
  const alone = tree.hasFileForEach !== true && begun.length === 0 && !free.some(isNotebook)
  // Where a stub lies ready for an answer in words, a text of another name may be anything: the task, or a note.
  const isAlone = ({ path }: RawFile): boolean => alone && (answers.length === 0 || languageOf(extensionOf(path), 'program') !== null)
  const isOpen = ({ path }: RawFile): boolean => {
    const spoken = namedExercise(stemOf(path), exercises)
    return spoken !== null && !begun.some(({ exercise }) => exercise === spoken.exercise.id)
  }
  return free.map((file) => ({ file, beside: !isAlone(file) && !isNotebook(file) && !isOpen(file) }))
}

/** The one that counts first, as far as names and folders tell. */
const rankOf = ({ file: { path }, beside }: DocumentCandidate): number[] => {
  const { isOld, isFinal, version, attempt } = versionOf(path)
  return [Number(beside), Number(isOld), path.split('/').length, Number(!isFinal), -version, -attempt]
}

/** To read more than these before it is their turn would take long. */
const mostNotebooks = 8

/** Of several notebooks one that names questions comes before one that names none, which may be a try: unless names say that it is old, or the other final. */
const tellingFirst = async (
  candidates: readonly DocumentCandidate[],
  exercises: readonly Exercise[],
): Promise<readonly DocumentCandidate[]> => {
  const notebooks = candidates.filter(({ file }) => isNotebook(file))
  if (notebooks.length < 2 || notebooks.length > mostNotebooks) return candidates
  const known: DocumentCandidate[] = []
  for (const each of candidates) known.push(isNotebook(each.file) ? { ...each, read: await answersInDocument(each.file, exercises) } : each)
  return sortedBy(known, ({ file, beside, read }) => {
    const { isOld, isFinal } = versionOf(file.path)
    const silent = read !== undefined && 'tells' in read && !read.tells && namedExercise(stemOf(file.path), exercises) === null
    return [beside, isOld, !isFinal, silent].map(Number)
  })
}
