/** nbgrader's tree: `submitted/<student>/<assignment>/…`. */
import { UsageError, insteadOf } from '../../core/errors.ts'
import { shown } from '../../submission/raw.ts'
import type { Entry } from './entry.ts'
import { below, type Place } from './place.ts'

/** The entries below `submitted`. Where there are several assignments, `assignment` says which. */
export const nbgraderEntries = async (place: Place, submitted: string, assignment: string | undefined): Promise<Entry[]> => {
  const students = (await place.list(submitted)).filter(({ isFolder }) => isFolder)
  const work = await Promise.all(students.map(async ({ name }) => ({ name, assignments: await foldersIn(place, below(submitted, name)) })))
  const wanted = assignment ?? theOnly([...new Set(work.flatMap(({ assignments }) => assignments ?? []))].sort())
  return work
    .filter(({ assignments }) => assignments === null || assignments.includes(wanted))
    .map(({ name }) => ({
      id: `name:${name}`,
      students: [{ name, ids: {} }],
      parts: [{ path: below(submitted, `${name}/${wanted}`), isFolder: true, name: '' }],
      remarks: [],
    }))
}

/** `null` where nobody may look: whoever is to judge it will say so, and the rest of the class goes on. */
const foldersIn = async (place: Place, folder: string): Promise<string[] | null> => {
  const entries = await place.list(folder).catch(insteadOf(() => null))
  return entries?.filter(({ isFolder }) => isFolder).map(({ name }) => name) ?? null
}

const theOnly = (assignments: readonly string[]): string => {
  if (assignments.length === 1) return assignments[0]!
  if (assignments.length === 0)
    throw new UsageError('the folder "submitted" holds no assignment: it should hold STUDENT/ASSIGNMENT/ with files.')
  throw new UsageError(`there are several assignments: add --assignment and one of ${assignments.map(shown).join(', ')}.`)
}
