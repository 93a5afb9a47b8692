import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../core/errors.ts'
import type { Grader } from '../core/types.ts'
import { home } from '../home.ts'
import { type ReadSubmission, readSubmission } from '../submission/read.ts'

/** The folder with the learner's own answers. */
export const exercisesFolder = join(home, 'exercises')

/** Reads the learner's own answers. @throws UsageError where the folder is not there: nobody named it, so nobody misspelt it. */
export const readExercises = async (graders: readonly Grader[], folder: string = exercisesFolder, as?: string): Promise<ReadSubmission> => {
  if (!existsSync(folder))
    throw new UsageError(
      'the folder exercises/, where your answers belong, is not there: put it back under that name. If it is lost, `npm run reset q1` begins it anew.',
    )
  return readSubmission(folder, { exercises: graders.map(({ exercise }) => exercise), as, hasFileForEach: true })
}
