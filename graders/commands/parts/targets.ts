/** What stands behind `check`: questions, and a path. */
import { existsSync, statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { UsageError, codeOf } from '../../core/errors.ts'
import type { Grader } from '../../core/types.ts'
import { graders } from '../../index.ts'
import { exercisesFolder } from '../../study/exercises.ts'
import { graderCalled, ids, missed } from './questions.ts'

/** What is to be checked. */
export interface Targets {
  /** The questions that were named, in their order; `null` where none was. */
  readonly chosen: readonly Grader[] | null
  /** Where the answers lie; `null` for the learner's own. */
  readonly path: string | null
}

/**
 * Which words are questions and which is the path.
 *
 * @throws UsageError for a word that is neither, which is most likely a misspelt question, and for several paths.
 */
export const targetsOf = (what: readonly string[]): Targets => {
  const paths = what.filter((word) => graderCalled(word) === null)
  const missing = paths.find(isMissing)
  if (missing !== undefined) throw new UsageError(neither(missing))
  if (paths.length > 1) throw new UsageError(`one submission at a time: give ${paths[0]} or ${paths[1]}, not both`)
  const named = new Set(what.map(graderCalled))
  const chosen = graders.filter((grader) => named.has(grader))
  return { chosen: chosen.length === 0 ? null : chosen, path: paths[0] ?? null }
}

/** What is there and cannot be looked at is not missing: whoever reads it says why. */
const isMissing = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined
  } catch (error) {
    return ['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE'].includes(codeOf(error))
  }
}

const neither = (word: string): string => {
  const near = missed(word)
  if (near !== null) return `there is no question "${word}": did you mean ${near}?`
  const several = word.split(/[,;]/).filter((each) => each !== '')
  if (several.length > 1 && several.every((each) => graderCalled(each) !== null))
    return `questions are named with spaces between them: did you mean ${several.join(' ')}?`
  if (word === 'ts' || word === 'py') return `there is no question "${word}": did you mean \`npm run check -- --lang ${word}\`?`
  const elsewhere = lying(word)
  if (elsewhere !== undefined) return `there is no file or folder "${word}" in ${process.cwd()}: did you mean ${typed(elsewhere)}?`
  return /[./\\]/.test(word)
    ? `there is no file or folder "${word}": check the path (it is taken from ${process.cwd()})`
    : `there is no question or file "${word}": the questions are ${ids.join(', ')}`
}

/**
 * Looks for a file where it may have been meant: npm runs the kit in the kit's own folder, wherever the command was typed, and the
 * learner's answers lie in `exercises/`.
 */
const lying = (word: string): string | undefined =>
  [exercisesFolder, process.env['INIT_CWD'] ?? exercisesFolder]
    .map((folder) => relative(process.cwd(), resolve(folder, word)))
    .find((path) => existsSync(path))

/** What a learner types to look closer, without the question. */
export const commandFor = (path: string | null): string => (path === null ? 'npm run check' : `npm run check -- ${typed(path)}`)

/** A path as a shell takes it for one word. */
const typed = (path: string): string =>
  /^[\w./\\:@%+=-]+$/.test(path) ? path : process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`
