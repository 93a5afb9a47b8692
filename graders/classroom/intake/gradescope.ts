/** Gradescope's export: a folder for each submission, and `submission_metadata.yml` that says whose they are. */
import { UsageError } from '../../core/errors.ts'
import { isObject } from '../../core/json.ts'
import type { Entry, Intake, Student } from './entry.ts'
import { isBystander } from './plain.ts'
import { idOf } from './platforms.ts'
import { below, type PlaceEntry } from './place.ts'
import { someOf, were } from './some-of.ts'

/** The file that tells this platform from all others. */
export const metadataFile = 'submission_metadata.yml'

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? (value[`:${name}`] ?? value[name]) : undefined)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

interface Handed {
  readonly folder: string
  readonly students: readonly Student[]
  readonly at: string
  /** False where the metadata names nobody: then the folder's name stands for whoever handed it in. */
  readonly isNamed: boolean
}

/** The entries of an export; where somebody has several submissions, the latest counts. */
export const gradescopeEntries = async (text: string, items: readonly PlaceEntry[], base: string): Promise<Intake> => {
  const metadata = await readMetadata(text)
  const handed = handedIn(metadata, items)
  return { entries: entriesOf(handed, base), remarks: remarksOn(metadata, handed, items) }
}

const entriesOf = (handed: readonly Handed[], base: string): Entry[] =>
  handed.flatMap((each) => {
    const students = each.students.filter((student) => latestOf(student, handed) === each)
    const passedOver = handed.filter(
      (other) => other !== each && other.students.some((student) => students.some((own) => idOf(own) === idOf(student))),
    )
    const path = below(base, each.folder)
    if (students.length === 0) return []
    const remarks = passedOver.map(({ folder }) => `${folder} is an earlier attempt: the latest one counts.`)
    return [{ id: `gradescope:${each.folder}`, students, parts: [{ path, isFolder: true, name: '' }], remarks }]
  })

/** What the metadata and the folders know only of one side, and what lies beside them: somebody's work may be among it. */
const remarksOn = (metadata: unknown, handed: readonly Handed[], items: readonly PlaceEntry[]): string[] => {
  const gone = isObject(metadata) ? Object.keys(metadata).filter((name) => handed.every(({ folder }) => folder !== name)) : []
  const nameless = handed.filter(({ isNamed }) => !isNamed).map(({ folder }) => folder)
  const beside = items.filter((item) => !item.isFolder && item.name !== metadataFile && !isBystander(item)).map(({ name }) => name)
  return [
    ...(nameless.length > 0 ? [`${metadataFile} does not say who handed in ${someOf(nameless)}.`] : []),
    ...(gone.length > 0 ? [`${metadataFile} speaks of ${someOf(gone)}, and there is no such folder.`] : []),
    ...(beside.length > 0 ? [`${someOf(beside)} ${were(beside)} left out: in an export of Gradescope each submission is a folder.`] : []),
  ]
}

const readMetadata = async (text: string): Promise<unknown> => {
  const { parse } = await import('yaml')
  try {
    return parse(text, { maxAliasCount: 10, logLevel: 'error' })
  } catch (error) {
    throw new UsageError(`${metadataFile} cannot be read (${String(error).split('\n')[0]}): export the submissions again.`)
  }
}

const handedIn = (metadata: unknown, items: readonly PlaceEntry[]): Handed[] => {
  const folders = items.filter(({ isFolder }) => isFolder).map(({ name }) => name)
  return folders.map((folder) => {
    const about = fieldOf(metadata, folder)
    const submitters = fieldOf(about, 'submitters')
    const students = Array.isArray(submitters) ? submitters.map(studentOf).filter(({ name }) => name !== '') : []
    const isNamed = students.length > 0
    return { folder, students: isNamed ? students : [{ name: folder, ids: {} }], at: textOf(fieldOf(about, 'created_at')), isNamed }
  })
}

const studentOf = (value: unknown): Student => {
  const [name, sid, email] = ['name', 'sid', 'email'].map((field) => textOf(fieldOf(value, field)))
  return { name: name || email || sid || '', ids: { ...(sid ? { sid } : {}), ...(email ? { email } : {}) } }
}

/** By the time that the platform tells, else by the number in the folder's name, which grows. */
const latestOf = (student: Student, handed: readonly Handed[]): Handed =>
  handed
    .filter(({ students }) => students.some((each) => idOf(each) === idOf(student)))
    .reduce((latest, each) => ((each.at === latest.at ? numberOf(each) > numberOf(latest) : each.at > latest.at) ? each : latest))

const numberOf = ({ folder }: Handed): number => Number(/\d+$/.exec(folder)?.[0] ?? 0)
