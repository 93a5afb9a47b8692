/** Gradescope's export: a folder for each submission, and `submission_metadata.yml` that says whose they are. */
import { UsageError } from '../../core/errors.ts'
import { isObject } from '../../core/json.ts'
import type { Entry, Student } from './entry.ts'
import { idOf } from './platforms.ts'
import { below, type PlaceEntry } from './place.ts'

/** The file that tells this platform from all others. */
export const metadataFile = 'submission_metadata.yml'

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? (value[`:${name}`] ?? value[name]) : undefined)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

interface Handed {
  readonly folder: string
  readonly students: readonly Student[]
  readonly at: string
}

/** The entries of an export; where somebody has several submissions, the latest counts. */
export const gradescopeEntries = async (metadata: string, items: readonly PlaceEntry[], base: string): Promise<Entry[]> => {
  const handed = await readMetadata(metadata, items)
  return handed.flatMap((each) => {
    const students = each.students.filter((student) => latestOf(student, handed) === each)
    const passedOver = handed.filter(
      (other) => other !== each && other.students.some((student) => students.some((own) => idOf(own) === idOf(student))),
    )
    const path = below(base, each.folder)
    if (students.length === 0) return []
    const remarks = passedOver.map(({ folder }) => `${folder} is an earlier attempt: the latest one counts.`)
    return [{ id: `gradescope:${each.folder}`, students, parts: [{ path, isFolder: true, name: '' }], remarks }]
  })
}

const readMetadata = async (text: string, items: readonly PlaceEntry[]): Promise<Handed[]> => {
  const { parse } = await import('yaml')
  let metadata: unknown
  try {
    metadata = parse(text, { maxAliasCount: 10, logLevel: 'silent' })
  } catch (error) {
    throw new UsageError(`${metadataFile} cannot be read (${String(error).split('\n')[0]}): export the submissions again.`)
  }
  const folders = items.filter(({ isFolder }) => isFolder).map(({ name }) => name)
  return folders.map((folder) => {
    const about = fieldOf(metadata, folder)
    const submitters = fieldOf(about, 'submitters')
    const students = Array.isArray(submitters) ? submitters.map(studentOf).filter(({ name }) => name !== '') : []
    return { folder, students: students.length > 0 ? students : [{ name: folder, ids: {} }], at: textOf(fieldOf(about, 'created_at')) }
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
