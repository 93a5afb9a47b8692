import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../core/errors.ts'
import { home } from '../home.ts'

/** The folder with the learner's own answers. */
export const exercisesFolder = join(home, 'exercises')

/** @throws UsageError where the folder is not there: nobody named it, so nobody misspelt it. */
export const requireExercises = (folder: string = exercisesFolder): void => {
  if (!existsSync(folder))
    throw new UsageError(
      'the folder exercises/, where your answers belong, is not there: put it back under that name. If it is lost, `npm run reset q1` begins it anew.',
    )
}
