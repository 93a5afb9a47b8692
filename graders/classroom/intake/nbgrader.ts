/** nbgrader's tree: `submitted/<student>/<assignment>/…`. */
import { UsageError, insteadOf } from '../../core/errors.ts'
import { shown } from '../../submission/raw.ts'
import type { Intake } from './entry.ts'
import { isBystander } from './plain.ts'
import { below, type Place } from './place.ts'
import { someOf, were } from './some-of.ts'

/**
 * The entries below `submitted`. Where there are several assignments, `assignment` says which.
 *
 * @throws UsageError where it cannot be told which assignment is meant, or nobody has it.
 */
export const nbgraderEntries = async (place: Place, submitted: string, assignment: string | undefined): Promise<Intake> => {
  const items = await place.list(submitted)
  const students = items.filter(({ isFolder }) => isFolder)
  const work = await Promise.all(students.map(async ({ name }) => ({ name, assignments: await foldersIn(place, below(submitted, name)) })))
  const known = [...new Set(work.flatMap(({ assignments }) => assignments ?? []))].sort()
  const wanted = assignment ?? theOne(known)
  const handed = work.filter(({ assignments }) => assignments === null || assignments.includes(wanted))
  if (handed.length === 0 && known.length > 0)
    throw new UsageError(`nobody has the assignment ${shown(wanted)}: there is ${someOf(known)}.`)
  const without = work.filter((each) => !handed.includes(each)).map(({ name }) => name)
  const beside = items.filter((item) => !item.isFolder && !isBystander(item)).map(({ name }) => name)
  return {
    entries: handed.map(({ name }) => ({
      id: `name:${name}`,
      students: [{ name, ids: {} }],
      parts: [{ path: below(submitted, `${name}/${wanted}`), isFolder: true, name: '' }],
      remarks: [],
    })),
    remarks: [
      ...(without.length > 0
        ? [`${someOf(without)} ${were(without)} left out: ${without.length === 1 ? 'it holds' : 'they hold'} no folder ${shown(wanted)}.`]
        : []),
      ...(beside.length > 0 ? [`${someOf(beside)} ${were(beside)} left out: in a tree of nbgrader each learner has a folder.`] : []),
    ],
  }
}

/** `null` where nobody may look: whoever is to judge it will say so, and the rest of the class goes on. */
const foldersIn = async (place: Place, folder: string): Promise<string[] | null> => {
  const entries = await place.list(folder).catch(insteadOf(() => null))
  return entries?.filter(({ isFolder }) => isFolder).map(({ name }) => name) ?? null
}

const theOne = (assignments: readonly string[]): string => {
  if (assignments.length === 1) return assignments[0]!
  if (assignments.length === 0)
    throw new UsageError('the folder "submitted" holds no assignment: it should hold STUDENT/ASSIGNMENT/ with files.')
  throw new UsageError(`there are several assignments: add --assignment and one of ${assignments.map(shown).join(', ')}.`)
}
