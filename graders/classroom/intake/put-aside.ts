/**
 * Learners whose work lies where nobody looks: behind a dot, or in a folder that is called like a tool's. Whatever else lies there is of no interest, so
 * that only what could be answers is told.
 */
import type { Exercise } from '../../core/types.ts'
import { mayBeWork } from '../../submission/hidden.ts'
import { someOf, were } from './some-of.ts'

/** One remark on what was put aside though it could be somebody's work. `paths` are those of files. */
export const remarkOnPutAside = (paths: readonly string[], exercises: readonly Exercise[]): string[] => {
  const names = [...new Set(paths.filter((path) => mayBeWork(path, exercises)).map((path) => path.split('/')[0]!))].sort()
  if (names.length === 0) return []
  return [
    `${someOf(names)} ${were(names)} left out, as what is hidden or a tool’s is, and could be answers: where a learner handed that in, rename it.`,
  ]
}
