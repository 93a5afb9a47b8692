/** Answers that stand in notebooks and other documents, for the questions that no file is named after, or in whose file nobody has begun. */
import { isBlank } from '../../core/blank.ts'
import { UsageError } from '../../core/errors.ts'
import type { Answer, Exercise, Unread } from '../../core/types.ts'
import type { Found } from '../answers.ts'
import { answersInDocument, type DocumentContent } from './answers.ts'
import { documentsOf, isNotebook, type DocumentCandidate } from './candidates.ts'
import type { DocumentAnswers } from '../found.ts'
import { languageOf } from '../kinds.ts'
import { leftAside, nameless } from '../left-aside.ts'
import { namedExercise } from '../names.ts'
import { extensionOf, shown, sizeOf, stemOf, totalLimit, type Fault, type RawFile, type Tree } from '../raw.ts'
import type { Names } from '../tree-names.ts'

/**
 * What was found by name, and what the documents of the tree hold beside it. No more is read of a folder (`most`, in bytes) than an
 * archive may hold.
 *
 * @throws UsageError where there are no answers, and something that could have held some cannot be read.
 */
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
  for (const candidate of await documentsOf(tree, named, exercises, names)) {
    const { file, read } = candidate
    if (missingFrom(answers, exercises).length === 0 && !isNotebook(file)) continue
    const content = room > 0 ? (read ?? (await answersInDocument(file, exercises))) : { fault: tooMuchBefore(file, most) }
    if ('size' in content) room -= content.size
    const added = addedBy(candidate, content, answers, exercises)
    if (added.answers.length > 0) {
      used.add(file)
      loose.delete(file)
    }
    answers.push(...added.answers)
    remarks.push(...added.remarks)
    unread.push(...added.unread)
  }
  const aside = leftAside(tree, { answers, remarks, used, loose }, exercises)
  unread.push(...aside.filter(({ why }) => unread.every((each) => each.why !== why)))
  const stubs = named.answers.filter((stub) => isBlank(stub) && !answers.some((answer) => isInPlaceOf(answer, stub)))
  if (answers.length + stubs.length === 0 && unread.length > 0) throw new UsageError(unread[0]!.why)
  return { answers: [...answers, ...stubs], remarks: [...remarks, ...unread.map(({ why }) => why).toSorted()], unread, used }
}

/** What one document adds to what was found before it. */
interface Added {
  readonly answers: readonly Answer[]
  readonly remarks: readonly string[]
  readonly unread: readonly Unread[]
}

const nothing: Added = { answers: [], remarks: [], unread: [] }

/** Only what is missing so far counts; a notebook that answers a question once more is spoken of. */
const addedBy = (
  { file, beside }: DocumentCandidate,
  content: DocumentContent,
  answers: readonly Answer[],
  exercises: readonly Exercise[],
): Added => {
  const missing = missingFrom(answers, exercises)
  if ('fault' in content) {
    const matters = missing.length > 0 && (!beside || isProse(file))
    return matters ? { ...nothing, unread: [behind({ path: file.path, why: content.fault }, exercises)] } : nothing
  }
  const own = content.answers.filter(({ exercise }) => missing.some(({ id }) => id === exercise))
  if (own.length === 0) return isNotebook(file) && content.tells ? { ...nothing, remarks: doubled(content.answers, answers) } : nothing
  if (!content.tells && (beside || isOneProgram(file, content, exercises))) return { ...nothing, unread: untold(file, own, missing) }
  const others = content.answers.filter((each) => !own.includes(each))
  return { answers: own, remarks: [...content.remarks, ...doubled(others, [...answers, ...own])], unread: [] }
}

const missingFrom = (answers: readonly Answer[], exercises: readonly Exercise[]): Exercise[] =>
  exercises.filter(({ id }) => !answers.some(({ exercise }) => exercise === id))

const isInPlaceOf = (answer: Answer, stub: Answer): boolean => answer.exercise === stub.exercise && answer.language === stub.language

/** What lies in a folder, archive or document that cannot be opened: the answer that its name speaks of, or any. */
const behind = ({ path, why }: Fault, exercises: readonly Exercise[]): Unread => {
  const named = namedExercise(stemOf(path), exercises)
  return { exercises: named === null ? exercises.map(({ id }) => id) : [named.exercise.id], why }
}

const tooMuchBefore = ({ path }: RawFile, most: number): string =>
  `${shown(path)} was not read, since what was read before it has ${sizeOf(most)}: hand in the answers alone.`

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

/** Whoever calls a file so means it to be read; a `.txt` that nobody can read is data. */
const isProse = ({ path }: RawFile): boolean => /\.(?:md|markdown)$/i.test(path)
