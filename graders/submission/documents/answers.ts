/** The answers that one document holds. */
import { insteadOf } from '../../core/errors.ts'
import type { Exercise } from '../../core/types.ts'
import { documentOf } from './documents.ts'
import { answersOf, type DocumentAnswers } from '../found.ts'
import { namedExercise } from '../names.ts'
import { shown, stemOf, type RawFile } from '../raw.ts'
import { split, wholeAs } from '../split/split.ts'

/** What a document holds, or, in a sentence, why it holds nothing that can be read. */
export type DocumentContent =
  | (DocumentAnswers & {
      /** The document names questions. */
      readonly tells: boolean
      /** Of the file, in bytes. */
      readonly size: number
    })
  | { readonly fault: string }

/** Reads a document for the questions that it names, or for the one that its own name tells. */
export const answersInDocument = (file: RawFile, exercises: readonly Exercise[]): Promise<DocumentContent> =>
  // A file that the system will not give spoils no other one.
  contentOf(file, exercises).catch(insteadOf(({ message }) => ({ fault: message })))

const contentOf = async (file: RawFile, exercises: readonly Exercise[]): Promise<DocumentContent> => {
  const bytes = await file.read()
  const read = documentOf(file.path, bytes)
  if ('fault' in read) return { fault: `${shown(file.path)} ${read.fault}.` }
  const found = split(read.document, exercises)
  const name = namedExercise(stemOf(file.path), exercises)
  const chosen = name !== null && found.named < 2 ? wholeAs(read.document, name.exercise) : found
  return { ...(await answersOf(chosen, file.path)), tells: found.named > 0, size: bytes.length }
}
