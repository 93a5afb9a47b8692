/** Work that lies where nobody looks: behind a dot, or in a folder that is called like a tool's. It is never judged, but nobody gets a zero for it unseen. */
import type { Exercise, Unread } from '../core/types.ts'
import { isArchive } from './archives/archives.ts'
import { languageOf } from './kinds.ts'
import { namedExercise } from './names.ts'
import { baseOf, extensionOf, isPutAside, shown, stemOf } from './raw.ts'

/** True for the path of a file that could hold answers, had it been looked at. */
export const mayBeWork = (path: string, exercises: readonly Exercise[]): boolean => answerableBy(path, exercises).length > 0

/** True for the path of a file of a kind that answers have, whatever it is called. */
export const isOfAnswers = (path: string): boolean => isWhole(path) || kinds.some((kind) => languageOf(extensionOf(path), kind) !== null)

const kinds: readonly Exercise['kind'][] = ['written', 'program']

/** A notebook or an archive may hold all answers. */
const isWhole = (path: string): boolean => extensionOf(path) === '.ipynb' || isArchive(path)

/** What is to be said of hidden files that could answer what is open. */
export const hiddenWork = (hidden: readonly string[], open: readonly Exercise[], exercises: readonly Exercise[]): Unread[] =>
  hidden.flatMap((path) => {
    const answerable = answerableBy(path, exercises).filter((each) => open.includes(each))
    return answerable.length === 0 ? [] : [{ exercises: answerable.map(({ id }) => id), why: whyHidden(path) }]
  })

const answerableBy = (path: string, exercises: readonly Exercise[]): readonly Exercise[] => {
  if (isWhole(path)) return exercises
  const named = namedExercise(stemOf(path), exercises)?.exercise
  return named !== undefined && languageOf(extensionOf(path), named.kind) !== null ? [named] : []
}

const whyHidden = (path: string): string => {
  const at = path.split('/').findIndex(isPutAside)
  const name = path.split('/')[at]!
  const reason = name.startsWith('.') ? 'begins with a dot' : 'is one that tools give their folders'
  return baseOf(path) === name
    ? `${shown(path)} is hidden, since its name ${reason}, and was not looked at: give it a name without that dot.`
    : `${shown(path)} was not looked at, since the name ${shown(name)} ${reason}: give that folder another name.`
}
