/** Where a submission comes from, whatever its shape: a path on the disk becomes answers to exercises. */
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { UsageError } from '../core/errors.ts'
import type { Answer, Exercise, Language, Submission } from '../core/types.ts'
import type { Found } from './answers.ts'
import { fileOnDisk, folderOnDisk, whyUnreadable } from './disk.ts'
import { answersByName } from './folder.ts'
import { stubNames } from './kinds.ts'
import { byPath, shown, stemOf, type RawFile } from './raw.ts'
import { answerInFile } from './single.ts'

/** What may be said about a submission beforehand. */
export interface ReadOptions {
  readonly exercises: readonly Exercise[]
  /** The id of the exercise that a single file answers, whatever it is called. */
  readonly as?: string | undefined
}

/** A submission, and what its reader wants said about it as a whole. */
export type ReadSubmission = Submission & { readonly remarks: readonly string[] }

/** Reads what was handed in. Throws a `UsageError` for what the user can put right. */
export const readSubmission = async (path: string, options: ReadOptions): Promise<ReadSubmission> => {
  const status = await stat(path).catch((error: unknown) => {
    throw new UsageError(whyUnreadable(path, error))
  })
  return status.isDirectory() ? readFolder(path, options) : readFile(path, options)
}

const readFolder = async (path: string, { exercises, as }: ReadOptions): Promise<ReadSubmission> => {
  if (as !== undefined) throw new UsageError(`--as ${as} takes a single file, and ${shown(path)} is a folder: give the file.`)
  const tree = await folderOnDisk(path)
  if (tree.files.length === 0) throw new UsageError(`${shown(path)} holds no files: put the answers there, called ${namesOf(exercises)}.`)
  const found = await answersByName(tree, exercises)
  if (found.answers.length === 0)
    throw new UsageError(`No file in ${shown(path)} has the name of an answer: call them ${namesOf(exercises)}.`)
  return { name: basename(resolve(path)), source: 'folder', ...(await submissionOf(found, exercises)) }
}

const readFile = async (path: string, { exercises, as }: ReadOptions): Promise<ReadSubmission> => {
  const file = await fileOnDisk(path, basename(path))
  const found = await answerInFile(path, file, exercises, as)
  return { name: stemOf(file.path), source: 'file', ...(await submissionOf(found, exercises)) }
}

const namesOf = (exercises: readonly Exercise[]): string => exercises.map(stubNames).join(', ')

const submissionOf = async ({ answers, remarks, used }: Found, exercises: readonly Exercise[]) => ({
  sha256: await digestOf([...used].sort(byPath)),
  answers: inOrder(answers, exercises),
  remarks,
})

const languages: readonly Language[] = ['md', 'ts', 'py']

const inOrder = (answers: readonly Answer[], exercises: readonly Exercise[]): Answer[] =>
  exercises.flatMap(({ id }) =>
    languages.flatMap((each) => answers.filter(({ exercise, language }) => exercise === id && language === each)),
  )

/** One file's own digest, as `sha256sum` prints it; of several files, that of their paths, sizes and bytes. */
const digestOf = async (files: readonly RawFile[]): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of files) {
    const bytes = await file.read()
    if (files.length > 1) hash.update(`${file.path}\0${bytes.length}\0`)
    hash.update(bytes)
  }
  return hash.digest('hex')
}
