import { basename } from 'node:path'
import type { Report, Result } from '../core/types.ts'

/** The learner's own file is named as it is found from the project's folder. */
export const inFolder = (result: Result, folder: string): Result => {
  if (result.entry === undefined) return result
  const named = (entry: string): string => `${basename(folder)}/${entry}`
  const { otherStubs } = result
  return { ...result, entry: named(result.entry), ...(otherStubs === undefined ? {} : { otherStubs: otherStubs.map(named) }) }
}

/** The same for all files of `exercises/`. */
export const inExercises = (report: Report): Report => ({
  ...report,
  results: report.results.map((result) => inFolder(result, 'exercises')),
})
