/** Answers that stand in notebooks and other documents, for the questions that no file is named after, or in whose file nobody has begun. */
import { isBlank } from '../core/blank.ts'
import { UsageError } from '../core/errors.ts'
import type { Answer, Exercise, Unread } from '../core/types.ts'
import type { Found } from './answers.ts'
import { documentOf, isDocument } from './documents.ts'
import { isCandidate } from './folder.ts'
import { answersOf, type DocumentAnswers } from './found.ts'
import { languageOf } from './kinds.ts'
import { leftAside, nameless } from './left-aside.ts'
import { namedExercise } from './names.ts'
import { extensionOf, shown, sizeOf, stemOf, totalLimit, type Fault, type RawFile, type Tree } from './raw.ts'
import { split, wholeAs } from './split/split.ts'
import type { Names } from './tree-names.ts'
import { versionOf } from './versions.ts'

/** What was found by name, and what the documents of the tree hold beside it. No more is read of a folder (`most`, in bytes) than an archive may hold. */
export const withDocuments = async (
  tree: Tree,
  named: Found,
  exercises: readonly Exercise[],
  names: Names,
  most = totalLimit,
): Promise<Found> => {
  const answers = named.answers.filter((answer) => !isBlank(answer))
  const remarks: string[] = [...named.remarks]
  const used = new Set(named.used)
  const loose = new Set(named.loose)
  const unread: Unread[] = [...(tree.faults ?? []).map((fault) => behind(fault, exercises)), ...(named.unread ?? [])]
  let room = most
  for (const { file, beside } of await tellingFirst(documentsOf(tree, named, exercises, names), exercises)) {
    const missing = exercises.filter(({ id }) => !answers.some(({ exercise }) => exercise === id))
    if (missing.length === 0 && !isNotebook(file)) continue
    const found = room > 0 ? await answersInDocument(file, exercises).catch(faultOf) : { fault: tooMuchBefore(file, most) }
    if ('fault' in found) {
      if (missing.length > 0 && (!beside || isProse(file))) unread.push(behind({ path: file.path, why: found.fault }, exercises))
      continue
    }
    room -= (await file.read()).length
    const own = found.answers.filter(({ exercise }) => missing.some(({ id }) => id === exercise))
    if (own.length === 0) {
      if (isNotebook(file) && found.tells) remarks.push(...doubled(found.answers, answers))
      continue
    }
    if (!found.tells && (beside || isOneProgram(file, found, exercises))) {
      unread.push(...untold(file, own, missing))
      continue
    }
    used.add(file)
    loose.delete(file)
    answers.push(...own)
    const others = found.answers.filter((each) => !own.includes(each))
    remarks.push(...found.remarks, ...doubled(others, answers))
  }
  const aside = leftAside(tree.files, { answers, remarks, used, loose }, exercises)
  unread.push(...aside.filter(({ why }) => unread.every((each) => each.why !== why)))
  const stubs = named.answers.filter((stub) => isBlank(stub) && !answers.some((answer) => isInPlaceOf(answer, stub)))
  if (answers.length + stubs.length === 0 && unread.length > 0) throw new UsageError(unread[0]!.why)
  return { answers: [...answers, ...stubs], remarks: [...remarks, ...unread.map(({ why }) => why).toSorted()], unread, used }
}

const isInPlaceOf = (answer: Answer, stub: Answer): boolean => answer.exercise === stub.exercise && answer.language === stub.language

/** What lies in a folder, archive or document that cannot be opened: the answer that its name speaks of, or any. */
const behind = ({ path, why }: Fault, exercises: readonly Exercise[]): Unread => {
  const named = namedExercise(stemOf(path), exercises)
  return { exercises: named === null ? exercises.map(({ id }) => id) : [named.exercise.id], why }
}

const tooMuchBefore = ({ path }: RawFile, most: number): string =>
  `${shown(path)} was not read, since what was read before it has ${sizeOf(most)}: hand in the answers alone.`

/** A file that the system will not give spoils no other one. */
const faultOf = (error: unknown): { fault: string } => {
  if (!(error instanceof UsageError)) throw error
  return { fault: error.message }
}

/** What is said of answers to questions that were answered already, otherwise: a sentence for each file that was taken in their stead. */
const doubled = (others: readonly Answer[], taken: readonly Answer[]): string[] => {
  const sentences = new Map<string, { readonly file: string; readonly ids: string[] }>()
  for (const { exercise, origin, files } of others) {
    const rivals = taken.filter((each) => each.exercise === exercise)
    if (rivals.some((each) => each.files[0]?.text === files[0]?.text)) continue
    const [first] = rivals
    const instead = first?.origin?.file ?? first?.entry ?? ''
    const sentence = sentences.get(instead) ?? { file: origin?.file ?? '', ids: [] }
    sentences.set(instead, sentence)
    sentence.ids.push(exercise)
  }
  return [...sentences].map(([instead, { file, ids }]) => `${shown(file)} answers ${ids.join(', ')} too; ${shown(instead)} was taken.`)
}

/** A program without a name for its question was looked at beside the others already (see `by-topic.ts`), and left in doubt. */
const isOneProgram = ({ path }: RawFile, { answers }: DocumentAnswers, exercises: readonly Exercise[]): boolean =>
  languageOf(extensionOf(path), 'program') !== null && answers.length <= 2 && namedExercise(stemOf(path), exercises) === null

/** A note of less is no answer. */
const fewWords = 20

/** A text beside other answers that may answer these by what it says, and does not say so: a person has to look. */
const untold = ({ path }: RawFile, found: readonly Answer[], missing: readonly Exercise[]): Unread[] => {
  const said = found.filter(({ files }) => files[0]!.text.split(/\s+/).length >= fewWords)
  const written = missing.filter(({ id, kind }) => kind === 'written' && said.some(({ exercise }) => exercise === id))
  return written.length === 0 ? [] : [{ exercises: written.map(({ id }) => id), why: nameless(path, written[0]!) }]
}

/** The one that counts first, as far as names and folders tell. */
const byVersion = (a: RawFile, b: RawFile): number => {
  const [one, other] = [versionOf(a.path), versionOf(b.path)]
  return (
    Number(one.isOld) - Number(other.isOld) ||
    depth(a) - depth(b) ||
    Number(other.isFinal) - Number(one.isFinal) ||
    other.version - one.version ||
    other.attempt - one.attempt
  )
}

const depth = ({ path }: RawFile): number => path.split('/').length

/** Whoever calls a file so means it to be read; a `.txt` that nobody can read is data. */
const isProse = ({ path }: RawFile): boolean => /\.(?:md|markdown)$/i.test(path)

const isNotebook = ({ path }: RawFile): boolean => extensionOf(path) === '.ipynb'

interface Candidate {
  readonly file: RawFile
  /** It lies beside other answers, and counts only for what its own text names. */
  readonly beside: boolean
}

/** Notebooks, and files with the name of a question of another kind (`q3.txt`) that nothing answers; then other documents. */
const documentsOf = (tree: Tree, { used, loose, answers }: Found, exercises: readonly Exercise[], names: Names): Candidate[] => {
  const free = tree.files.filter(
    (file) =>
      (!used.has(file) || loose?.has(file) === true) &&
      isDocument(file.path) &&
      !isCandidate(file, names) &&
      !/^readme/i.test(stemOf(file.path)),
  )
  const begun = answers.filter((answer) => !isBlank(answer))
  const alone = tree.hasFileForEach !== true && begun.length === 0 && !free.some(isNotebook)
  // Where a stub lies ready for an answer in words, a text of another name may be anything: the task, or a note.
  const isAlone = ({ path }: RawFile): boolean => alone && (answers.length === 0 || languageOf(extensionOf(path), 'program') !== null)
  const isOpen = ({ path }: RawFile): boolean => {
    const named = namedExercise(stemOf(path), exercises)
    return named !== null && !begun.some(({ exercise }) => exercise === named.exercise.id)
  }
  return free
    .map((file) => ({ file, beside: !isAlone(file) && !isNotebook(file) && !isOpen(file) }))
    .toSorted((a, b) => Number(a.beside) - Number(b.beside) || byVersion(a.file, b.file))
}

/** To read more than these twice would take long. */
const mostNotebooks = 8

/** Of several notebooks one that names questions comes before one that names none, which may be a try: unless names say that it is old, or the other final. */
const tellingFirst = async (candidates: readonly Candidate[], exercises: readonly Exercise[]): Promise<readonly Candidate[]> => {
  const notebooks = candidates.filter(({ file }) => isNotebook(file))
  if (notebooks.length < 2 || notebooks.length > mostNotebooks) return candidates
  const silent = new Set<Candidate>()
  for (const each of notebooks) {
    const found = await answersInDocument(each.file, exercises).catch(faultOf)
    if (!('fault' in found) && !found.tells && namedExercise(stemOf(each.file.path), exercises) === null) silent.add(each)
  }
  const rank = (candidate: Candidate): number[] => {
    const { isOld, isFinal } = versionOf(candidate.file.path)
    return [candidate.beside, isOld, !isFinal, silent.has(candidate)].map(Number)
  }
  return candidates.toSorted((a, b) => {
    const others = rank(b)
    return rank(a).reduce((order, value, place) => order || value - others[place]!, 0)
  })
}

type Read = DocumentAnswers & {
  /** The document names questions. */
  readonly tells: boolean
}

const answersInDocument = async (file: RawFile, exercises: readonly Exercise[]): Promise<Read | { fault: string }> => {
  const read = documentOf(file.path, await file.read())
  if ('fault' in read) return { fault: `${shown(file.path)} ${read.fault}.` }
  const found = split(read.document, exercises)
  const name = namedExercise(stemOf(file.path), exercises)
  const chosen = name !== null && found.named < 2 ? wholeAs(read.document, name.exercise) : found
  return { ...(await answersOf(chosen, file.path)), tells: found.named > 0 }
}
