import { basename } from 'node:path'
import type { Report, Result } from '../core/types.ts'

/** The learner's own file is named as it is found from the project's folder. */
export const inFolder = (result: Result, folder: string): Result =>
  result.entry === undefined ? result : { ...result, entry: `${basename(folder)}/${result.entry}` }

/** The same for all files of `exercises/`. */
export const inExercises = (report: Report): Report => ({
  ...report,
  results: report.results.map((result) => inFolder(result, 'exercises')),
})
