import { graders } from '../index.ts'
import { readProgress } from '../study/progress-file.ts'
import { renderProgress } from '../study/render-progress.ts'
import { remark, screenHere } from './parts/screen.ts'

/** Shows how far the learner has come. Returns the exit code, which is 0: nothing is judged here. */
export const showProgress = ({ color }: { readonly color: boolean }): number => {
  const { progress, remarks } = readProgress()
  const exercises = graders.map(({ exercise }) => exercise)
  process.stdout.write(renderProgress(exercises, progress, new Date(), screenHere(color)))
  remark(remarks)
  return 0
}
