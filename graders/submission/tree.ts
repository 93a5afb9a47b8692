/** A folder or an unpacked archive: files that bear the names of questions first, then notebooks and other documents for what is missing. */
import { isBlank } from '../core/blank.ts'
import type { Answer, Exercise } from '../core/types.ts'
import { isFree, type Found } from './answers.ts'
import { answersByName } from './folder.ts'
import { leftAside } from './left-aside.ts'
import type { Tree } from './raw.ts'
import { namesIn } from './tree-names.ts'
import { withoutKit } from './whole-kit.ts'

/** The answers in a tree. What reads documents is heavy, and loaded only where there may be one to read. */
export const answersInTree = async (tree: Tree, exercises: readonly Exercise[]): Promise<Found> => {
  const { own, remarks } = withoutKit(tree)
  const found = await answersWithin(own, exercises)
  return { ...found, remarks: [...remarks, ...found.remarks] }
}

const answersWithin = async (tree: Tree, exercises: readonly Exercise[]): Promise<Found> => {
  const names = namesIn(tree.files, exercises)
  const named = await answersByName(tree, exercises, names)
  if (isSettled(tree, named, exercises)) return { ...named, unread: leftAside(tree, named, exercises) }
  const { remarkOnTopic, toldByTopic } = await import('./by-topic.ts')
  const told = await toldByTopic(tree.files, named, names, exercises)
  const found = told.size === 0 ? named : await answersByName(tree, exercises, namesIn(tree.files, exercises, told))
  const { withDocuments } = await import('./documents/in-documents.ts')
  const all = await withDocuments(tree, found, exercises, names)
  return { ...all, remarks: [...[...told].map(([file, exercise]) => remarkOnTopic(file, exercise)), ...all.remarks] }
}

/** Every question has its answer. One that nobody has begun may be given somewhere else. */
const isSettled = (tree: Tree, named: Found, exercises: readonly Exercise[]): boolean => {
  const { answers, unread = [] } = named
  const answered = (some: readonly Answer[]): boolean => exercises.every(({ id }) => some.some(({ exercise }) => exercise === id))
  const isElsewhere = tree.files.some((file) => isFree(file, named))
  return [...(tree.faults ?? []), ...unread].length === 0 && answered(isElsewhere ? answers.filter((each) => !isBlank(each)) : answers)
}
