/** Finds out whose submissions lie in a class, whatever exported it. */
import { caseless } from '../../core/caseless.ts'
import { UsageError } from '../../core/errors.ts'
import type { Exercise } from '../../core/types.ts'
import { decode } from '../../submission/text.ts'
import { namedExercise } from '../../submission/names.ts'
import { compare, shown } from '../../submission/raw.ts'
import type { Entry, Intake } from './entry.ts'
import { gradescopeEntries, metadataFile } from './gradescope.ts'
import { nbgraderEntries } from './nbgrader.ts'
import { below, type ClassPlace, type Place, type PlaceEntry } from './place.ts'
import { plainEntries } from './plain.ts'
import { groupByPlatform } from './platforms.ts'
import { requireOutside, withoutResults } from './results.ts'
import { remarkOnPutAside } from './put-aside.ts'
import { refuseSections } from './shelves.ts'

/** What must be known of a class to find its submissions. */
export interface IntakeOptions {
  readonly exercises: readonly Exercise[]
  /** The assignment of an nbgrader tree. */
  readonly assignment?: string | undefined
  /** The name of the class's folder, which may say what kind of tree it is. */
  readonly name: string
  /** Where results are written to, relative to the class, where it lies within. */
  readonly out?: string | undefined
}

/**
 * The submissions of a class, in the order of their names.
 *
 * @throws UsageError where there are none.
 */
export const takeIn = async (whole: ClassPlace, options: IntakeOptions): Promise<Intake> => {
  const results: string[] = []
  const place = withoutResults(whole, options.out, (folder) => results.push(folder))
  const base = await classFolder(place, options)
  const { entries, remarks } = await entriesOf(place, base, await place.list(base), options)
  const putAside = remarkOnPutAside([...new Set(['', base])].flatMap(whole.keptBack), options.exercises)
  if (entries.length === 0)
    throw new UsageError(
      ['there are no submissions here: give a folder, or a .zip, with one folder, archive or file for each learner.', ...putAside].join(
        ' ',
      ),
    )
  if (options.out !== undefined) await requireOutside(whole, options.out, entries)
  const leftOut = results.map((folder) => `${shown(folder)} holds the results of an earlier run, and was left out.`)
  return { entries: [...entries].sort(byStudent), remarks: [...remarks, ...putAside, ...leftOut] }
}

const entriesOf = async (place: Place, base: string, items: readonly PlaceEntry[], options: IntakeOptions): Promise<Intake> => {
  const named = (name: string) => items.some((item) => item.name === name)
  if (named(metadataFile)) {
    const decoded = decode(await (await place.file(below(base, metadataFile))).read())
    return gradescopeEntries('text' in decoded ? decoded.text : '', items, base)
  }
  if (named('submitted')) return nbgraderEntries(place, below(base, 'submitted'), options.assignment)
  if (options.name === 'submitted') return nbgraderEntries(place, base, options.assignment)
  const { entries, others } = groupByPlatform(items, base)
  const plain = plainEntries(others, base, options.exercises, entries.length === 0)
  if (entries.length === 0) await refuseSections(place, base, others, options.exercises)
  return { entries: [...entries, ...plain.entries], remarks: plain.remarks }
}

/** Exports often hold one folder in which everything lies. */
const classFolder = async (place: Place, { exercises }: IntakeOptions): Promise<string> => {
  const [first, ...more] = await place.list('')
  if (first?.isFolder !== true || more.length > 0 || groupByPlatform([first], '').entries.length > 0 || first.name === 'submitted')
    return ''
  const inside = await place.list(first.name)
  if (inside.some(({ name }) => name === metadataFile || name === 'submitted')) return first.name
  if (groupByPlatform(inside, '').entries.length > 0) return first.name
  const learners = inside.filter(
    ({ name, isFolder }) =>
      (isFolder || /\.(?:zip|ipynb|tgz|gz)$/i.test(name)) && namedExercise(name.replace(/\..*$/, ''), exercises) === null,
  )
  return learners.length > 1 && learners.length === inside.length ? first.name : ''
}

/** By name, then by id: the same on every machine, whatever its language. */
const byStudent = (a: Entry, b: Entry): number =>
  compare(caseless(a.students[0]!.name), caseless(b.students[0]!.name)) || compare(caseless(a.id), caseless(b.id))
