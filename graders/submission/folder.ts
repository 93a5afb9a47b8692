/** A folder whose files bear the names of the questions: the kit's own `exercises/`, or a copy of it that was handed in. */
import { isDeepStrictEqual } from 'node:util'
import { folderOf } from '../core/paths.ts'
import { isBlank } from '../core/blank.ts'
import { insteadOf } from '../core/errors.ts'
import { groupBy } from '../core/group-by.ts'
import { sortedBy } from '../core/sorted-by.ts'
import type { Answer, Exercise, Unread } from '../core/types.ts'
import { answerFile, type Found } from './answers.ts'
import { type AnswerEntry, answerOf, companionsOf, dataBeside, neededOf } from './companions.ts'
import { languageOf, preferenceOf } from './kinds.ts'
import { namedExercise } from './names.ts'
import { extensionOf, shown, stemOf, type RawFile, type Tree } from './raw.ts'
import { reachOf } from './reach.ts'
import type { Names } from './tree-names.ts'
import { versionOf } from './versions.ts'

/** A file that has the name of an answer. */
interface Candidate extends AnswerEntry {
  /** Smaller is better, compared place by place. */
  readonly rank: readonly number[]
}

/** The answers that can be told by their files' names. */
export const answersByName = async (tree: Tree, exercises: readonly Exercise[], names: Names): Promise<Found> => {
  const unread = inTheWay(tree, exercises)
  const candidates = tree.files.flatMap((file) => candidateOf(file, names) ?? [])
  const groups = groupsOf(candidates)
  const entries = new Set(groups.map(([best]) => best!.file))
  const used = new Set<RawFile>()
  const needed = new Set<RawFile>()
  const answers: Answer[] = []
  const rivals: Rival[] = []
  for (const group of groups) {
    const best = await firstBegun(group, (candidate) => answerTo(candidate, tree.files, entries, unread))
    if (best === null) continue
    const { answer, candidate, companions, root } = best
    for (const each of [candidate.file, ...companions]) used.add(each)
    for (const each of [candidate.file, ...neededOf(answer, root, companions)]) needed.add(each)
    answers.push(answer)
    for (const { file } of group.slice(group.indexOf(candidate) + 1))
      if (!isCompiled(file, candidate.file) && (await saysMore(file, answer))) rivals.push({ file, taken: candidate })
  }
  const others = rivals.filter(({ file }) => !needed.has(file))
  const remarks = [
    ...others.map(({ file, taken }) => `${shown(file.path)} could answer ${taken.exercise.id} too; ${shown(taken.file.path)} was taken.`),
    ...(areOfSeveral(others) ? ['If these folders are of several learners: `npm run grade` judges each of them alone.'] : []),
  ]
  return { answers, used, loose: new Set([...used].filter((file) => !needed.has(file))), unread, remarks }
}

interface Rival {
  readonly file: RawFile
  readonly taken: Candidate
}

/** Two questions or more are answered in folders beside each other, and nothing calls one of these the older: so lies the work of a class. */
const areOfSeveral = (rivals: readonly Rival[]): boolean => {
  const beside = rivals.filter(
    ({ file: { path }, taken: { file } }) =>
      folderOf(path) !== folderOf(file.path) &&
      path.split('/').length === file.path.split('/').length &&
      isDeepStrictEqual(versionOf(path), versionOf(file.path)),
  )
  return new Set(beside.map(({ taken }) => taken.exercise.id)).size > 1
}

/** `q3.js` beside `q3.ts`: what a compiler made of it says the same. */
const isCompiled = (file: RawFile, source: RawFile): boolean =>
  withoutExtension(file) === withoutExtension(source) && extensionOf(file.path) !== extensionOf(source.path)

const withoutExtension = ({ path }: RawFile): string => path.slice(0, path.length - extensionOf(path).length)

/** Neither a copy of what was taken, nor what nobody has begun. What cannot be read may say anything. */
const saysMore = async (file: RawFile, taken: Answer): Promise<boolean> => {
  const entry = await answerFile(file, taken.entry).catch(insteadOf(() => null))
  return entry === null || (entry.text !== taken.files[0]?.text && !isBlank({ ...taken, files: [entry] }))
}

interface Taken {
  readonly candidate: Candidate
  readonly answer: Answer
  readonly companions: readonly RawFile[]
  readonly root: string
}

/** The first that can be read, and that somebody has begun: what was given to everybody does not stand in front of what a learner wrote. */
const firstBegun = async (group: readonly Candidate[], read: (candidate: Candidate) => Promise<Taken | null>): Promise<Taken | null> => {
  let first: Taken | null = null
  for (const candidate of group) {
    const taken = await read(candidate)
    if (taken !== null && !isBlank(taken.answer)) return taken
    first ??= taken
  }
  return first
}

const answerTo = async (
  candidate: Candidate,
  files: readonly RawFile[],
  entries: ReadonlySet<RawFile>,
  unread: Unread[],
): Promise<Taken | null> => {
  const { exercise, language, file } = candidate
  const inside = language === 'md' ? [] : companionsOf(file, language, files, entries)
  const own = { root: folderOf(file.path), outside: [] }
  const { root, outside } =
    language === 'ts'
      ? await reachOf(
          file,
          inside,
          files.filter((each) => each === file || !entries.has(each)),
        )
      : own
  const companions = [...inside, ...outside]
  const data = language === 'md' ? [] : dataBeside(file, files, entries)
  const answer = await answerOf({ ...candidate, root }, companions, data).catch(noteUnread(exercise, unread))
  return answer === null ? null : { candidate, answer, companions, root }
}

/** A file that cannot be read spoils no other answer: what is wrong with it is said beside them. */
const noteUnread = ({ id }: Exercise, unread: Unread[]) =>
  insteadOf(({ message }): null => {
    unread.push({ exercises: [id], why: message })
    return null
  })

/** What bears the name of an answer and is no file. */
export const inTheWay = ({ obstacles }: Pick<Tree, 'obstacles'>, exercises: readonly Exercise[]): Unread[] =>
  obstacles.flatMap(({ path, what }) => {
    const extension = extensionOf(path)
    const named = extension === '' ? null : namedExercise(stemOf(path), exercises)
    if (named === null || languageOf(extension, named.exercise.kind) === null) return []
    const { id } = named.exercise
    return [
      {
        exercises: [id],
        why: `${shown(path)} is ${what}, and the answer to ${id} has to be a file: put a file of that name in its place.`,
      },
    ]
  })

/** True for a file that is read by its name, if it can be read. */
export const isCandidate = (file: RawFile, names: Names): boolean => candidateOf(file, names) !== null

const candidateOf = (file: RawFile, names: Names): Candidate | null => {
  const named = names(file)
  if (named === null) return null
  const extension = extensionOf(file.path)
  const language = languageOf(extension, named.exercise.kind)
  if (language === null) return null
  const depth = file.path.split('/').length
  const { isOld, isFinal, version, attempt, copy } = versionOf(file.path)
  return {
    exercise: named.exercise,
    language,
    file,
    rank: [
      Number(isOld),
      depth,
      Number(!isFinal),
      -version,
      named.likeness,
      preferenceOf(extension, language),
      -copy,
      -attempt,
      stemOf(file.path).length,
    ],
  }
}

/** The files that could answer each question in each language, the best first. */
const groupsOf = (candidates: readonly Candidate[]): Candidate[][] =>
  [...groupBy(candidates, ({ exercise, language }) => `${exercise.id} ${language}`).values()].map((group) =>
    sortedBy(group, ({ rank }) => rank),
  )
