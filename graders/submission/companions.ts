/** What a program has beside it in a folder: what it may need, what it may read, and what of that is there. */
import { folderOf } from '../core/paths.ts'
import { insteadOf } from '../core/errors.ts'
import type { Answer, AnswerFile, Exercise, Language } from '../core/types.ts'
import { answerFile } from './answers.ts'
import { encodingNotes } from './encoding.ts'
import { isCompanion, isData } from './kinds.ts'
import { answerLimit, baseOf, byPath, extensionOf, shown, type RawFile } from './raw.ts'
import { speaksOf, unspokenOf } from './spoken-of.ts'

/** What a program may need beside it: every file of its language, and data, in its folder and below, but for other questions' entries. */
export const companionsOf = (entry: RawFile, language: 'ts' | 'py', files: readonly RawFile[], entries: ReadonlySet<RawFile>): RawFile[] =>
  around(entry, files, entries).filter((file) => file !== entry && isCompanion(extensionOf(file.path), language))

/** Texts in the program's folder and below that it may read. What they are else, an answer perhaps, does not change by that. */
export const dataBeside = (entry: RawFile, files: readonly RawFile[], entries: ReadonlySet<RawFile>): RawFile[] =>
  around(entry, files, entries).filter(({ path }) => isData(extensionOf(path)))

const around = (entry: RawFile, files: readonly RawFile[], entries: ReadonlySet<RawFile>): RawFile[] => {
  const folder = folderOf(entry.path)
  const inside = folder === '' ? '' : `${folder}/`
  return files.filter((file) => file.path.startsWith(inside) && !entries.has(file))
}

/** A file that answers an exercise, in a language. */
export interface AnswerEntry {
  readonly exercise: Exercise
  readonly language: Language
  readonly file: RawFile
  /** The folder from which the answer's paths are told; that of the file without it. */
  readonly root?: string
}

/**
 * The answer that begins with this file. Of the data it holds what the program speaks of, and of all no more than an answer may have.
 *
 * @throws UsageError where the file cannot be read.
 */
export const answerOf = async (
  { exercise, language, file: entry, root = folderOf(entry.path) }: AnswerEntry,
  companions: readonly RawFile[],
  data: readonly RawFile[],
): Promise<Answer> => {
  const first = await answerFile(entry, below(root, entry.path))
  const files: AnswerFile[] = [first]
  const notes = await encodingNotes(entry, language)
  let size = first.text.length
  const add = async (companion: RawFile): Promise<void> => {
    const file = await answerFile(companion, below(root, companion.path)).catch(leftOut(notes))
    size += file?.text.length ?? 0
    if (file !== null && size <= answerLimit) files.push(file)
    else if (file !== null) notes.push(`${shown(companion.path)} was left out: the files of one answer may have at most 1 MiB together.`)
  }
  for (const companion of companions) await add(companion)
  const programs = [...files]
  for (const each of data) if (programs.some(({ text }) => speaksOf(text, baseOf(each.path)))) await add(each)
  return {
    exercise: exercise.id,
    language,
    entry: first.path,
    files: [first, ...files.slice(1).sort(byPath)],
    ...(notes.length > 0 ? { notes } : {}),
  }
}

/** A path as it is in a folder. */
const below = (folder: string, path: string): string => path.slice(folder === '' ? 0 : folder.length + 1)

/** The files beside a program that it speaks of, as far as can be told by their names. */
export const neededOf = ({ files }: Answer, root: string, companions: readonly RawFile[]): RawFile[] => {
  const [first, ...others] = files
  const unspoken = new Set(first === undefined ? [] : unspokenOf(first, others).map(({ path }) => path))
  return companions.filter((companion) => !unspoken.has(below(root, companion.path)))
}

/** A file beside the program that cannot be read spoils nothing, unless the program needs it: the note will say why it is not there. */
export const leftOut = (notes: string[]) =>
  insteadOf(({ message }): null => {
    notes.push(`Left out: ${message}`)
    return null
  })
