import type { Report } from '../core/types.ts'

/** The learner's own files are named as they are found from the project's folder. */
export const inExercises = (report: Report): Report => ({
  ...report,
  results: report.results.map((result) => (result.entry === undefined ? result : { ...result, entry: `exercises/${result.entry}` })),
})
