import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../core/errors.ts'
import type { Exercise, Grader } from '../core/types.ts'
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
  const exercises = graders.map(({ exercise }) => exercise)
  const submission = await readSubmission(folder, { exercises, as, hasFileForEach: true })
  return { ...submission, remarks: [...submission.remarks, ...remarkOnLost(submission, exercises)] }
}

/** Every question has a file here from the beginning: where there is none, somebody took it away. */
const remarkOnLost = ({ answers, unread = [] }: ReadSubmission, exercises: readonly Exercise[]): string[] => {
  const found = new Set([...answers.map(({ exercise }) => exercise), ...unread.flatMap((each) => each.exercises)])
  const lost = exercises.map(({ id }) => id).filter((id) => !found.has(id))
  if (lost.length === 0) return []
  const [them, each] = lost.length === 1 ? ['it', ''] : ['them', ', and so on,']
  return [`There is no file for ${lost.join(', ')} in exercises/: \`npm run reset ${lost[0]}\`${each} brings ${them} back.`]
}
