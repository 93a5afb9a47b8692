/** Answers that stand in notebooks and other documents, for the questions that no file is named after. */
import { UsageError } from '../core/errors.ts'
import type { Answer, Exercise } from '../core/types.ts'
import type { Found } from './answers.ts'
import { documentOf, isDocument } from './documents.ts'
import { answersOf, type DocumentAnswers } from './found.ts'
import { namedExercise } from './names.ts'
import { extensionOf, shown, stemOf, type RawFile, type Tree } from './raw.ts'
import { split, wholeAs } from './split/split.ts'

/** What was found by name, and what the documents of the tree hold beside it. */
export const withDocuments = async (tree: Tree, named: Found, exercises: readonly Exercise[]): Promise<Found> => {
  const answers: Answer[] = [...named.answers]
  const remarks: string[] = [...named.remarks]
  const used = new Set(named.used)
  const faults: string[] = [...(tree.faults ?? []), ...(named.faults ?? [])]
  for (const file of documentsOf(tree, named)) {
    const missing = exercises.filter(({ id }) => !answers.some(({ exercise }) => exercise === id))
    if (missing.length === 0) break
    const found = await answersInDocument(file, exercises).catch(faultOf)
    if ('fault' in found) {
      faults.push(found.fault)
      continue
    }
    const own = found.answers.filter(({ exercise }) => missing.some(({ id }) => id === exercise))
    if (own.length === 0) continue
    used.add(file)
    answers.push(...own)
    remarks.push(...found.remarks, ...found.answers.filter((each) => !own.includes(each)).map((each) => doubled(each, answers)))
  }
  if (answers.length === 0 && faults.length > 0) throw new UsageError(faults[0])
  return { answers, remarks: [...remarks, ...faults.toSorted()], used }
}

/** A file that the system will not give spoils no other one. */
const faultOf = (error: unknown): { fault: string } => {
  if (!(error instanceof UsageError)) throw error
  return { fault: error.message }
}

const doubled = ({ exercise, origin }: Answer, taken: readonly Answer[]): string => {
  const first = taken.find((each) => each.exercise === exercise)
  return `${shown(origin?.file ?? '')} answers ${exercise} too; ${shown(first?.origin?.file ?? first?.entry ?? '')} was taken.`
}

const depth = ({ path }: RawFile): number => path.split('/').length

/** Notebooks, and files with a question's name of another kind (`q3.md`); other documents where nothing else speaks. */
const documentsOf = (tree: Tree, { used, answers }: Found): RawFile[] => {
  const free = tree.files.filter((file) => !used.has(file) && isDocument(file.path) && !/^readme/i.test(stemOf(file.path)))
  const notebooks = free.filter(({ path }) => extensionOf(path) === '.ipynb')
  const others = notebooks.length > 0 || answers.length > 0 ? [] : free.filter(({ path }) => extensionOf(path) !== '.ipynb')
  return [...notebooks, ...others].toSorted((a, b) => depth(a) - depth(b))
}

const answersInDocument = async (file: RawFile, exercises: readonly Exercise[]): Promise<DocumentAnswers | { fault: string }> => {
  const read = documentOf(file.path, await file.read())
  if ('fault' in read) return { fault: `${shown(file.path)} ${read.fault}.` }
  const found = split(read.document, exercises)
  const name = namedExercise(stemOf(file.path), exercises)
  return answersOf(name !== null && found.named < 2 ? wholeAs(read.document, name.exercise) : found, file.path)
}
