/** Files whose names and headings say nothing, and which can be told apart all the same: by what each is about, all of them looked at together. */
import { isBlank } from '../core/blank.ts'
import type { Exercise } from '../core/types.ts'
import { answerFile, isFree, type Found } from './answers.ts'
import { documentOf, isDocument } from './documents/documents.ts'
import { isTest, languageOf } from './kinds.ts'
import { extensionOf, shown, stemOf, type RawFile } from './raw.ts'
import { speaksOfProgram } from './spoken-of.ts'
import { hintsOf } from './split/about.ts'
import { split } from './split/split.ts'
import type { Names } from './tree-names.ts'

interface Nameless {
  readonly file: RawFile
  readonly text: string
  /** How well it would answer each of the exercises that nothing answers; null where it is of another kind. */
  readonly fits: readonly (number | null)[]
}

/** More files than this are looked at by a person. */
const most = 6

/** Less than this says too little. */
const enough = 1

/** By so much the next best way to distribute the files has to be worse. */
const clearly = 0.5

/** The exercises that nameless files answer, as far as there is no doubt. `found` is what names have told. */
export const toldByTopic = async (
  files: readonly RawFile[],
  found: Found,
  names: Names,
  exercises: readonly Exercise[],
): Promise<Map<RawFile, Exercise>> => {
  const open = exercises.filter(({ id }) => !found.answers.some((answer) => answer.exercise === id && !isBlank(answer)))
  const free = files.filter((file) => mayAnswer(file, found, names))
  const nameless = open.length === 0 || free.length > most ? [] : await namelessAmong(free, open, exercises)
  const best = distributed(nameless, open.length)
  return new Map(
    best.owners.flatMap((owner, at) => {
      const { file, fits } = nameless[at]!
      const isClear =
        owner !== null && fits[owner]! >= enough && best.worth - distributed(nameless, open.length, [at, owner]).worth >= clearly
      return isClear ? [[file, open[owner]!] as const] : []
    }),
  )
}

/** What is said where a file was told so. */
export const remarkOnTopic = ({ path }: RawFile, { id, kind }: Exercise): string =>
  `${shown(path)} was taken as the answer to ${id}, by what it is about: a name such as ${id}${kind === 'written' ? '.md' : extensionOf(path)} makes it sure.`

/** A text beside answers that are called after their questions may be a note; a program is what it does. */
const mayAnswer = (file: RawFile, found: Found, names: Names): boolean =>
  (found.answers.length === 0 || languageOf(extensionOf(file.path), 'program') !== null) &&
  isFree(file, found) &&
  isDocument(file.path) &&
  extensionOf(file.path) !== '.ipynb' &&
  names(file) === null &&
  !isTest(stemOf(file.path)) &&
  !/^readme/i.test(stemOf(file.path))

/** A document in which several answers stand is none of them, nor is what another program speaks of. */
const namelessAmong = async (files: readonly RawFile[], open: readonly Exercise[], exercises: readonly Exercise[]): Promise<Nameless[]> => {
  const read = await Promise.all(files.map((file) => namelessFile(file, open, exercises)))
  const nameless = read.filter((each) => each !== null)
  return nameless.filter(({ file }) => !nameless.some((other) => other.file !== file && speaksOfProgram(other.text, file.path)))
}

const namelessFile = async (file: RawFile, open: readonly Exercise[], exercises: readonly Exercise[]): Promise<Nameless | null> => {
  const text = await answerFile(file, file.path).then(
    (answer) => answer.text,
    () => null,
  )
  if (text === null || text.trim() === '') return null
  const read = documentOf(file.path, Buffer.from(text))
  const parts = 'document' in read ? split(read.document, exercises) : null
  if (parts === null || parts.named > 0 || parts.answers.length > 2) return null
  const fits = open.map((exercise) => {
    const language = languageOf(extensionOf(file.path), exercise.kind)
    return language === null ? null : hintsOf(text, language === 'md' ? 'prose' : 'code', exercise)
  })
  return { file, text, fits }
}

interface Distribution {
  /** For each file the index of the exercise that it answers. */
  readonly owners: readonly (number | null)[]
  readonly worth: number
}

/** The best way to give every file an exercise of its own, or none; `without` is one that may not be given. */
const distributed = (files: readonly Nameless[], exercises: number, without?: readonly [file: number, exercise: number]): Distribution => {
  const from = (at: number, taken: ReadonlySet<number>): Distribution => {
    if (at === files.length) return { owners: [], worth: 0 }
    const choices = [null, ...Array.from({ length: exercises }, (_, index) => index)].filter(
      (choice) =>
        choice === null || (!taken.has(choice) && files[at]!.fits[choice] !== null && !(without?.[0] === at && without[1] === choice)),
    )
    const ways = choices.map((choice) => {
      const rest = from(at + 1, choice === null ? taken : new Set([...taken, choice]))
      return { owners: [choice, ...rest.owners], worth: rest.worth + (choice === null ? 0 : files[at]!.fits[choice]!) }
    })
    return ways.reduce((best, way) => (way.worth > best.worth ? way : best))
  }
  return from(0, new Set())
}
