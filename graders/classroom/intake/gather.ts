/** Brings the files of one submission together, whatever they came in. */
import { createHash } from 'node:crypto'
import { UsageError, messageOf } from '../../core/errors.ts'
import { isOfAnswers } from '../../submission/hidden.ts'
import { withoutManifest } from '../../submission/manifest.ts'
import { byPath, packedLimit, type RawFile, type Tree } from '../../submission/raw.ts'
import { unpacked } from '../../submission/archives/unpacked.ts'
import type { Entry, Part } from './entry.ts'
import { asText, remarksOnTyped } from './online-text.ts'
import type { Place } from './place.ts'

/** What one entry of a class consists of. */
export interface Gathered {
  readonly tree: Tree
  /** Of everything that was handed in, in hexadecimal. */
  readonly digest: string
  readonly remarks: readonly string[]
}

/**
 * The files of a submission, archives unpacked. `kitVersion` is compared with what the submission says of itself. Throws a `UsageError`
 * where they cannot be had.
 */
export const gather = async (place: Place, entry: Entry, kitVersion: string): Promise<Gathered> => {
  const tree = await handedIn(place, entry)
  const digest = await digestOf(tree)
  const opened = await unpacked({ ...tree, files: tree.files.map(asText) })
  const { files, remarks } = await withoutManifest(opened.files, kitVersion)
  return { tree: { ...opened, files: files.toSorted(byPath) }, digest, remarks: [...remarks, ...(await remarksOnTyped(files))] }
}

/** The digest of what was handed in, or of the reason why it cannot be read. */
export const digestOfEntry = async (place: Place, entry: Entry): Promise<string> => {
  try {
    return await digestOf(await handedIn(place, entry))
  } catch (error) {
    return digestOfFault(error)
  }
}

/** What stands for the content of something that cannot be read. */
export const digestOfFault = (error: unknown): string =>
  createHash('sha256')
    .update(`unreadable\0${messageOf(error)}`)
    .digest('hex')

const handedIn = async (place: Place, entry: Entry): Promise<Tree> => {
  const trees: Tree[] = []
  for (const part of entry.parts) trees.push(await treeOf(place, part))
  return joined(trees)
}

const treeOf = async (place: Place, { path, isFolder, name }: Part): Promise<Tree> =>
  isFolder ? place.tree(path) : { files: [{ ...(await place.file(path)), path: name }], obstacles: [] }

/** Two parts may hold files of one name: then the later part's lie in a folder of their own. */
const joined = (trees: readonly Tree[]): Tree => {
  const files = new Map<string, RawFile>()
  for (const [index, tree] of trees.entries())
    for (const file of tree.files) {
      const path = files.has(file.path) ? `part-${index + 1}/${file.path}` : file.path
      files.set(path, { ...file, path })
    }
  return {
    files: [...files.values()],
    obstacles: trees.flatMap(({ obstacles }) => obstacles),
    faults: trees.flatMap(({ faults = [] }) => faults),
    hidden: trees.flatMap(({ hidden = [] }) => hidden),
  }
}

/** What is said of a submission beyond the limit. */
export const tooMuch = (): UsageError => new UsageError('there are more than 256 MiB in this submission: take out data and pictures.')

/** Paths, sizes and bytes, so that nothing that counts can change without it. What cannot be read counts by its reason. */
const digestOf = async ({ files, obstacles, faults = [], hidden = [] }: Tree): Promise<string> => {
  const hash = createHash('sha256')
  let total = 0
  for (const file of files.toSorted(byPath)) {
    const bytes = await file.read().catch((error: unknown) => Buffer.from(messageOf(error)))
    total += bytes.length
    if (total > packedLimit) throw tooMuch()
    hash.update(`${file.path}\0${bytes.length}\0`).update(bytes)
  }
  for (const { path, what } of obstacles) hash.update(`${path}\0${what}\0`)
  for (const path of hidden.filter(isOfAnswers)) hash.update(`${path}\0hidden\0`)
  for (const { path, why } of faults) hash.update(`${path}\0${why}\0`)
  return hash.digest('hex')
}
