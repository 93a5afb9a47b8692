/** Where a submission comes from, whatever its shape: a path on the disk becomes answers to exercises. */
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { SystemRefusal, UsageError } from '../core/errors.ts'
import { once } from '../core/once.ts'
import type { Answer, Exercise, Language, Submission } from '../core/types.ts'
import type { Found } from './answers.ts'
import { unpackerFor, withoutArchiveEnding } from './archives/archives.ts'
import { fileOnDisk, folderOnDisk, whyUnreadable } from './disk.ts'
import { inTheWay } from './folder.ts'
import { mayBeWork } from './hidden.ts'
import { stubNames } from './kinds.ts'
import { byPath, extensionOf, shown, stemOf, type RawFile, type Tree } from './raw.ts'
import type { answersInFile } from './single.ts'
import { answersInTree } from './tree.ts'
import { unpacked, unwrapped } from './archives/unpacked.ts'

/** What may be said about a submission beforehand. */
export interface ReadOptions {
  readonly exercises: readonly Exercise[]
  /** The id of the exercise that a single file answers, whatever it is called. */
  readonly as?: string | undefined
  /** True for the kit's own `exercises/` (see `Tree`). */
  readonly hasFileForEach?: boolean
}

/** A submission, and what its reader wants said about it as a whole. */
export type ReadSubmission = Submission & { readonly remarks: readonly string[] }

/** Reads what was handed in. Throws a `UsageError` for what the user can put right. */
export const readSubmission = async (path: string, options: ReadOptions): Promise<ReadSubmission> => {
  return isFolder(path) ? readFolder(path, options) : readFile(path, options)
}

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory()
  } catch (error) {
    throw new SystemRefusal(whyUnreadable(path, error))
  }
}

const readFolder = async (path: string, { exercises, as, hasFileForEach = false }: ReadOptions): Promise<ReadSubmission> => {
  if (as !== undefined) throw new UsageError(`--as ${as} takes a single file, and ${shown(path)} is a folder: give the file.`)
  const found = await readTree({ ...(await unpacked(folderOnDisk(path))), hasFileForEach }, path, exercises)
  return {
    name: basename(resolve(path)),
    source: 'folder',
    ...submissionOf(found, exercises),
    sha256: await digestOf([...found.used].sort(byPath)),
  }
}

const readTree = async (tree: Tree, path: string, exercises: readonly Exercise[]): Promise<Found> => {
  const found = await answersInTree(tree, exercises)
  if (found.answers.length > 0) return found
  const link = tree.obstacles.find(({ what }) => what.startsWith('a link'))
  if (tree.files.length === 0 && link !== undefined)
    throw new UsageError(`${shown(path)} holds no files: ${shown(link.path)} is ${link.what}. Put the answers themselves in its place.`)
  if (tree.files.length === 0) throw new UsageError(`${shown(path)} holds no files: put the answers there, called ${namesOf(exercises)}.`)
  throw new UsageError(`no file in ${shown(path)} has the name of an answer, and none tells by its text: call them ${namesOf(exercises)}.`)
}

const readFile = async (path: string, { exercises, as }: ReadOptions): Promise<ReadSubmission> => {
  const file = readOnce(fileOnDisk(path, basename(path)))
  const bytes = await file.read()
  const unpack = unpackerFor(bytes.subarray(0, 512), file.path)
  if (unpack !== null) return readArchive(await unwrapped(await unpack(bytes, file.path)), file, { exercises, as })
  const found = await oneFile(path, file, exercises, as)
  const source = found.answers.some(({ origin }) => origin !== undefined) && extensionOf(file.path) === '.ipynb' ? 'notebook' : 'file'
  return { name: stemOf(file.path), source, ...submissionOf(found, exercises), sha256: await digestOf([...found.used].sort(byPath)) }
}

/** A single file in an archive is read like that file: `--as` and its headings count. */
const readArchive = async (tree: Tree, archive: RawFile, { exercises, as }: ReadOptions): Promise<ReadSubmission> => {
  const [first, ...more] = tree.files
  if (as !== undefined && (first === undefined || more.length > 0))
    throw new UsageError(`--as ${as} takes a single file, and ${shown(archive.path)} holds ${tree.files.length}.`)
  const found =
    as !== undefined && first !== undefined ? await oneFile(null, first, exercises, as) : await readTree(tree, archive.path, exercises)
  return {
    name: withoutArchiveEnding(archive.path),
    source: 'archive',
    ...submissionOf(found, exercises),
    sha256: await digestOf([archive]),
  }
}

/** Reads files that somebody else has brought together; a single one is told by its headings, too. `name` is for messages and for the report. */
export const readFiles = async (tree: Tree, name: string, exercises: readonly Exercise[]): Promise<ReadSubmission> => {
  const [first, ...more] = tree.files
  const isAll =
    first !== undefined &&
    more.length === 0 &&
    (tree.faults ?? []).length === 0 &&
    !(tree.hidden ?? []).some((path) => mayBeWork(path, exercises)) &&
    inTheWay(tree, exercises).length === 0
  const found = isAll ? await oneFile(null, readOnce(first), exercises) : await readTree(tree, name, exercises)
  return { name, source: 'folder', ...submissionOf(found, exercises), sha256: await digestOf([...found.used].sort(byPath)) }
}

/** The parsers for documents are loaded only now. */
const oneFile: typeof answersInFile = async (...about) => (await import('./single.ts')).answersInFile(...about)

/** Reads the bytes once, however often they are asked for. */
const readOnce = (file: RawFile): RawFile => ({ ...file, read: once(() => file.read()) })

const namesOf = (exercises: readonly Exercise[]): string => exercises.map(stubNames).join(', ')

const submissionOf = ({ answers, remarks, unread = [] }: Found, exercises: readonly Exercise[]) => ({
  answers: inOrder(answers, exercises),
  remarks,
  unread,
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
