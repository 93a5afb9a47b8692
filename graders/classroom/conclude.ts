/** What a run over a class leaves behind when every submission has a result: gradebook, likeness, pages, and what there is to tell of it all. */
import { basename } from 'node:path'
import { counted } from '../core/english.ts'
import type { ClassSummary } from '../report/class-summary.ts'
import { withoutGiven } from './given.ts'
import type { Intake } from './intake/entry.ts'
import type { Ledger } from './ledger.ts'
import { lookForLikeness } from './likeness/find.ts'
import { type Names, namesIn } from './namesakes.ts'
import { each, staleExports, writeOutputs, type Exports } from './outputs.ts'
import { writePages } from './pages.ts'
import type { Workers } from './workers.ts'

/** What may be chosen for the end of a run. */
export interface ConcludeOptions extends Exports {
  /** The folder with the results, as the teacher wrote it. */
  readonly out: string
  /** Set where only some were to be graded: then nobody is compared with anybody. */
  readonly only?: string
  /** Tells all changes of marks. */
  readonly regrade?: boolean
}

/** A class that has been judged. */
export interface Concluded {
  /** Where it lies. */
  readonly path: string
  readonly intake: Intake
  /** Of those who are in this folder. */
  readonly names: Names
  readonly sandboxed: boolean
  readonly options: ConcludeOptions
  /** Who reads for likeness, and how many at once. */
  readonly workers: Workers
  readonly jobs: number
}

/** Writes it all into `out`. Results of learners who are not in this folder any more stay: a class may come in several folders. */
export const conclude = async (out: string, run: Concluded, ledger: Ledger): Promise<ClassSummary> => {
  const { path, intake, options, sandboxed } = run
  const here = new Set(intake.entries.map(({ id }) => id))
  const elsewhere = ledger
    .ids()
    .filter((id) => !here.has(id))
    .sort()
  const ids = [...here, ...elsewhere]
  const seen = withoutGiven(ledger, ids)
  const others = each(ledger.records(elsewhere), (record) => record.class.students)
  const names = elsewhere.length === 0 ? run.names : namesIn([...intake.entries.map(({ students }) => students), ...others])
  const results = { ledger: seen, ids, names }
  const { marks, changes, filled } = await writeOutputs(out, results, options)
  const alike = options.only === undefined ? await lookForLikeness(out, { ...run, entries: intake.entries }) : null
  const told = [...intake.remarks, ...keptWords(elsewhere.length, options.out), ...staleExports(out, options)]
  // Last, since the page of the class names what else there is.
  const remarks = [...told, ...writePages(out, results, { name: basename(path, '.zip'), remarks: told })]
  await ledger.settle(ids)
  return { marks, changes, tellChanges: options.regrade === true, filled, alike, remarks, out: options.out, sandboxed }
}

const keptWords = (count: number, out: string): string[] =>
  count === 0 ? [] : [`${counted(count, 'result')} in ${out}, of what is not in this folder, ${count === 1 ? 'was' : 'were'} kept.`]
