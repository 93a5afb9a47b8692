/** A single file: the answer to one question (`q3.py`, or any name with `--as q3`), or a document with several. */
import { UsageError } from '../core/errors.ts'
import type { Exercise } from '../core/types.ts'
import { answerFile, requireSmall, type Found } from './answers.ts'
import { companionsNamedIn } from './beside.ts'
import { remarkOnTopic, toldByTopic } from './by-topic.ts'
import type { Document } from './documents/document.ts'
import { documentOf } from './documents/documents.ts'
import { encodingNotes } from './encoding.ts'
import { answersOf } from './found.ts'
import { languageOf, stubNames } from './kinds.ts'
import { namedExercise, type Named } from './names.ts'
import { extensionOf, shown, stemOf, type RawFile } from './raw.ts'
import { split, wholeAs, type Split } from './split/split.ts'

/**
 * Reads a file as what `as`, its name, or its own headings tell. `path` is where it lies, for the files beside it; null for a file of an
 * archive.
 *
 * @throws UsageError where it cannot be read, or nothing tells which question it answers.
 */
export const answersInFile = async (path: string | null, file: RawFile, exercises: readonly Exercise[], as?: string): Promise<Found> => {
  const named = as === undefined ? namedExercise(stemOf(file.path), exercises) : asked(as, exercises)
  if (named?.likeness === 0 && isDirect(file, named.exercise)) return directAnswer(path, file, named.exercise)
  const document = await readDocument(file)
  if (as !== undefined && named !== null) return withFile(file, wholeAs(document, named.exercise))
  const found = split(document, exercises)
  if (tellsByItself(found, file, named)) {
    const only = found.answers.length === 1 ? found.answers[0]!.exercise : null
    return only !== null && isDirect(file, only) ? directAnswer(path, file, only) : withFile(file, found)
  }
  if (named === null) return byTopic(path, file, exercises)
  return isDirect(file, named.exercise) ? directAnswer(path, file, named.exercise) : withFile(file, wholeAs(document, named.exercise))
}

/** Nothing names the question: then what the file is about may tell, as it does in a folder. */
const byTopic = async (path: string | null, file: RawFile, exercises: readonly Exercise[]): Promise<Found> => {
  const nothing: Found = { answers: [], remarks: [], used: new Set() }
  const exercise = (await toldByTopic([file], nothing, () => null, exercises)).get(file)
  if (exercise === undefined) throw new UsageError(whichQuestion(file, exercises))
  return { ...(await directAnswer(path, file, exercise)), remarks: [remarkOnTopic(file, exercise)] }
}

const asked = (as: string, exercises: readonly Exercise[]): Named => {
  const exercise = exercises.find(({ id }) => id === as)
  if (exercise === undefined)
    throw new UsageError(`there is no question ${shown(as)}: --as takes one of ${exercises.map(({ id }) => id).join(', ')}.`)
  return { exercise, likeness: 0 }
}

const isDirect = (file: RawFile, exercise: Exercise): boolean => languageOf(extensionOf(file.path), exercise.kind) !== null

const readDocument = async (file: RawFile): Promise<Document> => {
  const bytes = await file.read()
  if (extensionOf(file.path) !== '.ipynb') requireSmall(file, bytes)
  const read = documentOf(file.path, bytes)
  if ('fault' in read) throw new UsageError(`${shown(file.path)} ${read.fault}.`)
  return read.document
}

/** Whether a document tells which questions it answers. A notebook is taken at its word; a lone program needs a heading. */
const tellsByItself = ({ named, answers }: Split, file: RawFile, name: Named | null): boolean => {
  if (name !== null) return named > 1
  return extensionOf(file.path) === '.ipynb' ? answers.length > 0 : named > 0 || answers.length > 2
}

const withFile = async (file: RawFile, found: Split): Promise<Found> => {
  const { answers, remarks } = await answersOf(found, file.path)
  if (answers.length === 0) throw new UsageError(`${shown(file.path)} holds no answers: is it the right file?`)
  return { answers, remarks, used: new Set([file]) }
}

const directAnswer = async (path: string | null, file: RawFile, exercise: Exercise): Promise<Found> => {
  const language = languageOf(extensionOf(file.path), exercise.kind) ?? 'md'
  const entry = await answerFile(file, file.path)
  const { companions, notes } =
    language === 'md' || path === null ? { companions: [], notes: [] } : await companionsNamedIn(entry, path, language)
  const said = [...(await encodingNotes(file, language)), ...notes]
  const files = [entry, ...companions.map(({ text }) => text)]
  return {
    answers: [{ exercise: exercise.id, language, entry: entry.path, files, ...(said.length > 0 ? { notes: said } : {}) }],
    remarks: [],
    used: new Set([file, ...companions.map(({ raw }) => raw)]),
  }
}

/** A question of the kind that a file of this extension answers. */
const likely = (file: RawFile, exercises: readonly Exercise[]): Exercise => exercises.find((each) => isDirect(file, each)) ?? exercises[0]!

const whichQuestion = (file: RawFile, exercises: readonly Exercise[]): string => {
  const ids = exercises.map(({ id }) => id).join(', ')
  return `neither the name ${shown(file.path)} nor its text tells which question it answers: call it ${stubNames(likely(file, exercises))}, write the question above it, or check it with --as and one of ${ids}.`
}
