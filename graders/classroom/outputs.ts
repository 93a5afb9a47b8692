/** Everything that a run over a class leaves behind, made anew from the results each time. */
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../core/errors.ts'
import type { Report } from '../core/types.ts'
import type { Change } from '../report/class-summary.ts'
import { fillCanvas } from '../report/platforms/canvas.ts'
import { spreadsheet, table } from '../report/csv.ts'
import type { Filled } from '../report/platforms/fill.ts'
import { fromJson } from '../report/from-json.ts'
import { renderGradebook } from '../report/gradebook.ts'
import { renderClassJUnit } from '../report/platforms/junit.ts'
import { marksOf, type Marks } from '../report/marks.ts'
import { fillMoodle } from '../report/platforms/moodle.ts'
import { whyUnreadable } from '../submission/disk.ts'
import { changesOf, renderChanges } from './changes.ts'
import { replaceFile } from './files.ts'
import type { Ledger } from './ledger.ts'
import type { Names } from './namesakes.ts'
import type { ClassRecord } from './record.ts'

/** The teacher's own exports, to be filled in. */
export interface Exports {
  readonly canvas?: string | undefined
  readonly canvasColumn?: string | undefined
  readonly moodle?: string | undefined
  readonly moodleColumn?: string | undefined
}

/** What there is to tell of the files that were written. */
export interface Outputs {
  /** Read from the results each time that they are gone through. */
  readonly marks: Iterable<Marks>
  readonly changes: readonly Change[]
  readonly filled: readonly { readonly platform: string; readonly filled: Filled }[]
}

/** The results of a class. */
export interface ClassResults {
  readonly ledger: Ledger
  /** The entries in the order of the class. */
  readonly ids: readonly string[]
  readonly names: Names
}

/** Writes the gradebook and its kin into the folder `out`. */
export const writeOutputs = async (out: string, results: ClassResults, exports: Exports): Promise<Outputs> => {
  const { ledger, ids, names } = results
  const records = ledger.records(ids)
  const marks = each(records, (record) => marksIn(record, names))
  const changes = changesIn(results)
  replaceFile(join(out, 'gradebook.csv'), spreadsheet(renderGradebook(marks)))
  if (changes.length > 0) replaceFile(join(out, 'changes.csv'), spreadsheet([renderChanges(changes)]))
  replaceFile(join(out, 'junit.xml'), renderClassJUnit(each(records, (record) => calledBy(names, record))))
  const filled = await fillExports(out, marks, exports)
  await writeUnmatched(out, filled)
  return { marks, changes, filled }
}

/** What is made of each, whenever it is asked for. */
export const each = <Item, Made>(items: Iterable<Item>, make: (item: Item) => Made): Iterable<Made> => ({
  *[Symbol.iterator]() {
    for (const item of items) yield make(item)
  },
})

const calledBy = (names: Names, record: ClassRecord): Report => {
  const report = fromJson(record)
  return { ...report, submission: { ...report.submission, name: names(record.class.students).join(', ') } }
}

const changesIn = ({ ledger, ids, names }: ClassResults): Change[] =>
  ids.flatMap((id) => {
    const [outdated, newest] = [ledger.outdated(id), ledger.newest(id)]
    if (outdated === undefined || newest === undefined) return []
    const [before, after] = [ledger.read(outdated), ledger.read(newest)]
    return changesOf(before, after, names(after.class.students).join(', '))
  })

/** The marks that a record of the class gives. */
export const marksIn = (record: ClassRecord, names: Names): Marks => {
  const { students, remarks, unreadable } = record.class
  return marksOf(fromJson(record), { learners: students, called: names(students).join(', '), remarks, unreadable })
}

const fillers = { canvas: fillCanvas, moodle: fillMoodle }
const platforms = ['canvas', 'moodle'] as const

const fillExports = async (out: string, marks: Iterable<Marks>, exports: Exports): Promise<Outputs['filled']> => {
  const all: { readonly platform: string; readonly filled: Filled }[] = []
  for (const platform of platforms) {
    const path = exports[platform]
    if (path === undefined) continue
    const { text, encoding } = await readExport(path)
    const filled = fillers[platform](text, [...marks], exports[`${platform}Column`])
    replaceFile(join(out, `${platform}.csv`), [Buffer.from(filled.text, encoding)])
    all.push({ platform, filled })
  }
  return all
}

/** Refuses a teacher's file that cannot be filled in: before a class is graded, and not afterwards. */
export const requireExports = async (exports: Exports): Promise<void> => {
  for (const platform of platforms) {
    const [path, column] = [exports[platform], exports[`${platform}Column`]]
    if (path !== undefined) fillers[platform]((await readExport(path)).text, [], column)
    else if (column !== undefined)
      throw new UsageError(`--${platform}-column names a column of the file that --${platform} gives: give that file, too`)
  }
}

/** What to say of marks of an earlier run, in files that are meant to be uploaded. */
export const staleExports = (out: string, exports: Exports): string[] =>
  platforms.flatMap((platform) =>
    exports[platform] === undefined && existsSync(join(out, `${platform}.csv`))
      ? [`${platform}.csv holds the marks of an earlier run: add --${platform} FILE to have it filled anew.`]
      : [],
  )

/** Platforms write UTF-8; a file that a spreadsheet has saved since is kept byte by byte, too. */
const readExport = async (path: string): Promise<{ text: string; encoding: 'utf8' | 'latin1' }> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UsageError(whyUnreadable(path, error))
  })
  if (bytes.length > 32 * 1024 * 1024) throw new UsageError(`${path} is too large for a gradebook: is it the right file?`)
  if (bytes.includes(0)) throw new UsageError(`${path} is no CSV file: export it from the platform again.`)
  const isUtf8 = bytes.equals(Buffer.from(bytes.toString('utf8'), 'utf8'))
  const encoding = isUtf8 ? 'utf8' : 'latin1'
  return { text: bytes.toString(encoding), encoding }
}

/** Who stands only here or only there, and whose cell was left as it was. */
const writeUnmatched = async (out: string, filled: Outputs['filled']): Promise<void> => {
  const path = join(out, 'unmatched.csv')
  const rows = filled.flatMap(({ platform, filled: { unknown, absent, kept } }) => [
    ...unknown.map(({ name, ids }) => [platform, 'handed in, but not in the file', name, Object.values(ids).join(' ')]),
    ...absent.map(({ name, ids }) => [platform, 'in the file, but nothing handed in', name, Object.values(ids).join(' ')]),
    ...kept.map(({ learner: { name, ids }, why }) => [platform, `left as it was: ${why}`, name, Object.values(ids).join(' ')]),
  ])
  if (rows.length > 0) replaceFile(path, spreadsheet([table([['platform', 'what', 'name', 'ids'], ...rows])]))
  else await rm(path, { force: true })
}
