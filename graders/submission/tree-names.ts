/** Which question a file's name speaks of, where what lies around it has to be known: its folder, and files that are called alike. */
import { folderOf } from '../core/paths.ts'
import type { Exercise } from '../core/types.ts'
import { isTest, languageOf } from './kinds.ts'
import { namedExercise, numberOf, wordsOf, type Named } from './names.ts'
import { numeralOf } from './numerals.ts'
import { baseOf, extensionOf, stemOf, type RawFile } from './raw.ts'

/** What the files of a tree are called after. */
export type Names = (file: RawFile) => Named | null

/** `told` is what is known of files already, whose names say nothing. */
export const namesIn = (
  files: readonly RawFile[],
  exercises: readonly Exercise[],
  told: ReadonlyMap<RawFile, Exercise> = new Map(),
): Names => {
  const own = new Map(files.map((file) => [file, isTest(stemOf(file.path)) ? null : ownName(file, files, exercises)]))
  const counted = countedIn(
    files.filter((file) => own.get(file) === null && !isTest(stemOf(file.path))),
    exercises,
  )
  return (file) => {
    const exercise = told.get(file) ?? counted.get(file)
    return own.get(file) ?? (exercise === undefined ? null : { exercise, likeness: 3 })
  }
}

const mains = new Set(['main', 'index', 'app', 'program', 'solution', 'answer', 'code'])

const ownName = (file: RawFile, files: readonly RawFile[], exercises: readonly Exercise[]): Named | null =>
  namedExercise(stemOf(file.path), exercises) ?? namedByFolder(file, files, exercises)

/** `q3/main.py`, or the only program in `q3/`: the folder names the question, the file only its part in it. */
const namedByFolder = ({ path }: RawFile, files: readonly RawFile[], exercises: readonly Exercise[]): Named | null => {
  const folder = folderOf(path)
  const named = folder === '' ? null : namedExercise(baseOf(folder), exercises)
  if (named === null || mains.has(stemOf(path).toLowerCase())) return named
  const language = languageOf(extensionOf(path), named.exercise.kind)
  const rivals = files.filter(
    (file) => folderOf(file.path) === folder && languageOf(extensionOf(file.path), named.exercise.kind) === language,
  )
  return rivals.length === 1 ? named : null
}

interface Counted {
  readonly file: RawFile
  readonly exercise: Exercise | undefined
}

/** Fewer names that differ in a number may count something else than questions. */
const fewest = 3

/**
 * `hw3_1.md`, `hw3_2.md`, `hw3_3.py`; `part 1 …`; `first.md`: names that are alike up to a number, if a file of this kind can answer the
 * question of that number in each case.
 */
const countedIn = (files: readonly RawFile[], exercises: readonly Exercise[]): Map<RawFile, Exercise> => {
  const series = new Map<string, Counted[]>()
  for (const file of files) {
    if (!exercises.some(({ kind }) => languageOf(extensionOf(file.path), kind) !== null)) continue
    const words = wordsOf(stemOf(file.path).normalize('NFKC'))
    for (const [at, word] of words.entries()) {
      const number = numeralOf(word) ?? numeralOf(word.toUpperCase())
      if (number === null) continue
      const alike = [folderOf(file.path), ...words.slice(0, at)].join('\0')
      const exercise = exercises.find(({ id }) => numberOf(id) === number)
      series.set(alike, [...(series.get(alike) ?? []), { file, exercise }])
    }
  }
  return new Map(
    [...series.values()].filter(isOfQuestions).flatMap((counted) => counted.map(({ file, exercise }) => [file, exercise!] as const)),
  )
}

const isOfQuestions = (counted: readonly Counted[]): boolean => {
  const answered = counted.map(({ file, exercise }) => {
    const language = exercise === undefined ? null : languageOf(extensionOf(file.path), exercise.kind)
    return language === null ? null : `${exercise!.id} ${language}`
  })
  return (
    !answered.includes(null) &&
    new Set(answered).size === answered.length &&
    new Set(counted.map(({ exercise }) => exercise)).size >= fewest
  )
}
