/** Opens the archives among the files of a submission, and not those within them. */
import { UsageError, messageOf } from '../../core/errors.ts'
import { isPacked, unpackerFor } from './archives.ts'
import { shown, sizeOf, stemOf, totalLimit, type Fault, type RawFile, type Tree } from '../raw.ts'

/** The tree with its archives opened. One that cannot be opened costs the others nothing; throws a `UsageError` where nothing else is there. */
export const unpacked = async (tree: Tree): Promise<Tree> => {
  const outer = await openedOnce(tree)
  return isWrapped(tree) ? unwrapped(outer) : outer
}

/** An archive that is all there is was packed once more by whoever sent it: it is opened, and no other one within it. */
export const unwrapped = async (tree: Tree): Promise<Tree> => (isWrapped(tree) ? openedOnce(tree) : tree)

const isWrapped = ({ files: [only, ...others] }: Tree): boolean => only !== undefined && others.length === 0 && isPacked(only.path)

const openedOnce = async (tree: Tree): Promise<Tree> => {
  if (!tree.files.some(({ path }) => isPacked(path))) return tree
  const files: RawFile[] = []
  const faults: Fault[] = []
  const hidden: string[] = [...(tree.hidden ?? [])]
  let room = totalLimit
  for (const file of tree.files) {
    const found = await opened(file, tree.files.length === 1)
    if ('why' in found) faults.push(found)
    else if (found.size > room) faults.push({ path: file.path, why: tooMuch(file) })
    else {
      room -= found.size
      files.push(...found.files)
      hidden.push(...found.hidden)
    }
  }
  if (files.length === 0 && faults.length > 0) throw new UsageError(faults[0]!.why)
  return { ...tree, files, hidden, faults: [...(tree.faults ?? []), ...faults] }
}

interface Opened {
  readonly files: readonly RawFile[]
  readonly hidden: readonly string[]
  /** What it takes to keep them. */
  readonly size: number
}

const opened = async (file: RawFile, alone: boolean): Promise<Opened | Fault> => {
  if (!isPacked(file.path)) return { files: [file], hidden: [], size: 0 }
  try {
    const bytes = await file.read()
    const unpack = unpackerFor(bytes.subarray(0, 512), file.path)
    if (unpack === null) return { files: [file], hidden: [], size: 0 }
    const { files, hidden = [] } = await unpack(bytes, file.path)
    const placed = (path: string): string => (alone ? path : `${stemOf(file.path)}/${path}`)
    const size = files.reduce((sum, inner) => sum + inner.size, 0)
    return { files: files.map((inner) => ({ ...inner, path: placed(inner.path) })), hidden: hidden.map(placed), size }
  } catch (error) {
    return { path: file.path, why: error instanceof UsageError ? error.message : damaged(file, error) }
  }
}

/** Errors of the archive library are the submission's fault: a damaged file. */
const damaged = ({ path }: RawFile, error: unknown): string => `${shown(path)} is damaged (${messageOf(error)}): hand it in again.`

const tooMuch = ({ path }: RawFile): string =>
  `${shown(path)} was not opened, since the archives unpack to more than ${sizeOf(totalLimit)} together: take out data and pictures.`
