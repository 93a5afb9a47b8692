/** The command `rubric`: what an author runs to see how a rubric does. It prints through `write` and touches no console. */
import { existsSync } from 'node:fs'
import { UsageError } from '../core/errors.ts'
import { openRubric } from '../prose/rubric/open.ts'
import { benchmark } from '../prose/bench/bench.ts'
import { renderBench } from '../prose/bench/bench-report.ts'
import { readMarked } from '../prose/bench/marked.ts'

/** The options as the command line gives them. */
export interface RubricOptions {
  /** The folder with the marked answers. */
  readonly against: string
  readonly json?: boolean
  readonly folds?: string
}

/** Puts the rubric of a question to the marked answers in a folder. */
export const rubricCommand = (question: string, options: RubricOptions, write: (text: string) => void): void => {
  const file = new URL(`../${question}.rubric`, import.meta.url)
  if (!/^\w+$/.test(question) || !existsSync(file))
    throw new UsageError(`there is no graders/${question}.rubric: only written questions have one`)
  const folds = options.folds === undefined ? 0 : Number(options.folds)
  if (!Number.isInteger(folds) || folds < 0 || folds === 1)
    throw new UsageError(`--folds takes a whole number from 2, not "${options.folds}"`)
  const bench = benchmark(question, openRubric(file), readMarked(options.against, question), folds)
  write(options.json ? `${JSON.stringify(bench, null, 2)}\n` : renderBench(bench))
}
