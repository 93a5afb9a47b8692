/** A folder or an unpacked archive: files that bear the names of questions first, then notebooks and other documents for what is missing. */
import type { Exercise } from '../core/types.ts'
import type { Found } from './answers.ts'
import { answersByName } from './folder.ts'
import { leftAside } from './left-aside.ts'
import type { Tree } from './raw.ts'
import { withoutKit } from './whole-kit.ts'

/** The answers in a tree. What reads documents is heavy, and loaded only where there may be one to read. */
export const answersInTree = async (tree: Tree, exercises: readonly Exercise[]): Promise<Found> => {
  const { own, remarks } = withoutKit(tree)
  const found = await answersWithin(own, exercises)
  return { ...found, remarks: [...remarks, ...found.remarks] }
}

const answersWithin = async (tree: Tree, exercises: readonly Exercise[]): Promise<Found> => {
  const named = await answersByName(tree, exercises)
  const isWhole = exercises.every(({ id }) => named.answers.some(({ exercise }) => exercise === id))
  if (isWhole && [...(tree.faults ?? []), ...(named.unread ?? [])].length === 0)
    return { ...named, unread: leftAside(tree.files, named, exercises) }
  const { withDocuments } = await import('./in-documents.ts')
  return withDocuments(tree, named, exercises)
}
