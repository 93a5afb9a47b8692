/** The measures by their names. */
import { aClass } from './a-class.ts'
import type { BenchOptions, Figure } from './figures.ts'
import { growth } from './growth.ts'
import { oneCheck } from './one-check.ts'
import { thousand } from './thousand.ts'
import { saves } from './watch.ts'
import { writtenAnswers } from './written.ts'

/** By the names that `npm run bench -- NAME` takes, in the order of the table. */
export const measures: Readonly<Record<string, (options: BenchOptions) => Promise<Figure[]>>> = {
  'one-check': oneCheck,
  class: aClass,
  written: writtenAnswers,
  growth,
  watch: saves,
  thousand,
}
