/** A class without a platform: a folder, archive, notebook or file for each learner, called by their names. */
import { caseless } from '../../core/caseless.ts'
import { UsageError } from '../../core/errors.ts'
import { groupBy } from '../../core/group-by.ts'
import type { Exercise } from '../../core/types.ts'
import { isArchive, isPacked, withoutArchiveEnding } from '../../submission/archives/archives.ts'
import { namedExercise } from '../../submission/names.ts'
import { extensionOf, shown, stemOf } from '../../submission/raw.ts'
import type { Entry, Intake } from './entry.ts'
import { below, type PlaceEntry } from './place.ts'

/** Lists and logs that lie beside submissions; nobody answers in them. */
const bystanders = new Set([
  '.csv',
  '.tsv',
  '.xls',
  '.xlsx',
  '.ods',
  '.log',
  '.yml',
  '.yaml',
  '.json',
  '.jsonl',
  '.url',
  '.sh',
  '.db',
  '.ini',
])

/** Pages that platforms and tools lay beside submissions. Any other may be a notebook that its owner saved as a page: a person has to look at it. */
const page = /^(?:index|report|overview|grades|gradebook|likeness|submissions?|assignment|instructions|task)$/i

/** True for what lies beside submissions, and is none. */
export const isBystander = ({ name, isFolder }: Pick<PlaceEntry, 'name' | 'isFolder'>): boolean =>
  !isFolder &&
  (bystanders.has(extensionOf(name)) ||
    /^read[ _-]?me$/i.test(stemOf(name)) ||
    (/^\.html?$/.test(extensionOf(name)) && page.test(stemOf(name))))

/** Groups files by the learner that their names speak of. `isAll`: nothing else is in the class. */
export const plainEntries = (items: readonly PlaceEntry[], base: string, exercises: readonly Exercise[], isAll: boolean): Intake => {
  const skipped = items.filter(isBystander)
  const taken = withOwners(items.filter((item) => !skipped.includes(item)).map((entry) => ({ entry, ...nameOf(entry) })))
  refuseSingle(taken, exercises, isAll)
  const groups = groupBy(taken, ({ student }) => caseless(student))
  return {
    entries: [...groups.values()].flatMap((group) => bySpelling(group).map((own, _, all) => entryOf(own, base, all.length > 1))),
    remarks: [
      ...skipped.map(({ name }) => `${shown(name)} was taken for a list or a note, not for a submission.`),
      ...remarkOnAlone(taken),
    ],
  }
}

/** Whoever lays an export as it is into a folder of its own has a class of one. */
const remarkOnAlone = (items: readonly Item[]): string[] =>
  items
    .filter(({ entry }) => items.length === 1 && !entry.isFolder && isArchive(entry.name))
    .map(({ entry }) => `${shown(entry.name)} is the only submission here: if it holds the whole class, give it in place of its folder.`)

interface Item {
  readonly entry: PlaceEntry
  readonly student: string
  readonly copy: number
}

/** A label of a question in a file's name: the rest is the learner's. */
const label = /(?:^|[\s_.-]+)(?:q|qn|que|ques|quest|question|ans|answer)[\s_-]?0*\d+(?=$|[\s_.-])/i

const nameOf = ({ name, isFolder }: PlaceEntry): Omit<Item, 'entry'> => {
  const stem = isFolder ? name : isPacked(name) ? withoutArchiveEnding(name) : stemOf(name)
  const [, plain = stem, number] = /^(.*?) ?\((\d{1,2})\)$/s.exec(stem) ?? []
  const student = plain.replace(/-joinery(?:-\d{1,2})?$/i, '').trim() || plain
  const rest = isFolder ? student : student.replace(label, '').replace(/^[\s_.-]+|[\s_.-]+$/g, '')
  return { student: rest === '' ? student : rest, copy: Number(number ?? /-joinery-(\d{1,2})$/i.exec(plain)?.[1] ?? 0) }
}

/** `Ben Bo - Untitled document.docx` beside `Ben Bo - q3.py`: Google Classroom puts the learner's name in front of whatever a file is called. */
const withOwners = (items: readonly Item[]): Item[] => {
  const names = new Set(items.map(({ student }) => caseless(student)))
  return items.map((item) => {
    const [, owner] = item.entry.isFolder ? [] : (/^(.+?) - /s.exec(item.student) ?? [])
    return owner !== undefined && names.has(caseless(owner)) ? { ...item, student: owner } : item
  })
}

/** Several files that are called like questions are the answers of one learner, not a class; folders that are called so may hold everybody's. */
const refuseSingle = (items: readonly Item[], exercises: readonly Exercise[], isAll: boolean): void => {
  const questions = items.filter(({ entry }) => !entry.isFolder && namedExercise(stemOf(entry.name), exercises)?.likeness === 0)
  const names = (some: readonly Item[]): string => some.map(({ entry }) => shown(entry.name)).join(', ')
  if (questions.length >= 2 || (isAll && questions.length > 0 && questions.length === items.length))
    throw new UsageError(
      `This looks like the work of one learner (${names(questions)}): give the folder above it, or use "npm run check -- FOLDER".`,
    )
  if (items.length >= 2 && items.every((item) => isQuestionFolder(item, exercises)))
    throw new UsageError(
      `The folders here are called like questions (${names(items)}), and a class has a folder for each learner: put what one learner answered into one folder. The work of one learner is graded by "npm run check -- FOLDER".`,
    )
}

/** Learners may be called by numbers alone. */
const isQuestionFolder = ({ entry: { name, isFolder } }: Item, exercises: readonly Exercise[]): boolean =>
  isFolder && !/^\d+$/.test(name) && (namedExercise(name, exercises)?.likeness ?? 2) < 2

const isPackage = ({ entry }: Item): boolean => entry.isFolder || isArchive(entry.name) || extensionOf(entry.name) === '.ipynb'

const spelt = ({ student }: Item): string => student.normalize('NFC')

/**
 * Files of one learner may spell the name in small letters or capitals; whole submissions that differ in them may be two learners', and
 * nobody's may get lost.
 */
const bySpelling = (group: readonly Item[]): Item[][] => {
  const spellings = new Set(group.filter((item) => isPackage(item) && item.copy === 0).map(spelt))
  return spellings.size < 2 ? [[...group]] : [...new Set(group.map(spelt))].map((name) => group.filter((item) => spelt(item) === name))
}

const entryOf = (group: readonly Item[], base: string, hasNamesake: boolean): Entry => {
  const packages = group.filter(isPackage).toSorted((a, b) => b.copy - a.copy || b.entry.modified - a.entry.modified)
  const counted = packages.length > 1 ? [packages[0]!, ...group.filter((item) => !isPackage(item))] : group
  const name = group.map(({ student }) => student).sort()[0]!
  return {
    id: `name:${name.normalize('NFC')}`,
    students: [{ name, ids: {} }],
    parts: counted.map(({ entry }) => ({
      path: below(base, entry.name),
      isFolder: entry.isFolder,
      name: entry.isFolder ? '' : entry.name,
    })),
    remarks: [
      ...(hasNamesake ? [`Somebody else is called ${name} but for capitals: where both are one learner, take one of them out.`] : []),
      ...packages
        .slice(1)
        .map(
          ({ entry }) =>
            `${shown(entry.name)} was taken for an earlier attempt, by its name: ${shown(packages[0]!.entry.name)} counts. If they are of two learners, rename one.`,
        ),
    ],
  }
}
