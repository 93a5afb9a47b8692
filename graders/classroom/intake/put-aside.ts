/**
 * Learners whose work lies where nobody looks: behind a dot, or in a folder that is called like a tool's. Whatever else lies there is of no interest, so
 * that only what could be answers is told.
 */
import type { Exercise } from '../../core/types.ts'
import { isArchive } from '../../submission/archives.ts'
import { languageOf } from '../../submission/kinds.ts'
import { namedExercise } from '../../submission/names.ts'
import { extensionOf, stemOf } from '../../submission/raw.ts'
import { someOf, were } from './some-of.ts'

/** True for a name that is kept back, and that a learner's work may have all the same. Other programs' copies and locks are none. */
export const isPutAside = (name: string): boolean =>
  /^(?:env|venv|\..+)$/i.test(name) && !/^\.(?:[._~#]|git$|ipynb_checkpoints$)/i.test(name)

/** One remark on what was put aside though it could be somebody's work. `paths` are those of files. */
export const remarkOnPutAside = (paths: readonly string[], exercises: readonly Exercise[]): string[] => {
  const names = [...new Set(paths.filter((path) => isWork(path, exercises)).map((path) => path.split('/')[0]!))].sort()
  if (names.length === 0) return []
  return [
    `${someOf(names)} ${were(names)} left out, as what is hidden or a tool’s is, and could be answers: where a learner handed that in, rename it.`,
  ]
}

const isWork = (path: string, exercises: readonly Exercise[]): boolean => {
  const extension = extensionOf(path)
  if (extension === '.ipynb' || isArchive(path)) return true
  const named = namedExercise(stemOf(path), exercises)
  return named !== null && languageOf(extension, named.exercise.kind) !== null
}
