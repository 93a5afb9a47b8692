/** Which of several files for one question its owner means, as far as their names tell: `old/`, `draft`, `v2`, `final`. */
import { folderOf } from '../core/paths.ts'
import { numberOfCopy, wordsOf } from './names.ts'
import { stemOf } from './raw.ts'

/** What a name says of which version of a file it is. */
export interface Version {
  /** Its owner has put it aside. */
  readonly isOld: boolean
  /** Its owner calls it the one that counts. */
  readonly isFinal: boolean
  /** `v2`; what bears no number is the first. */
  readonly version: number
  /** `attempt 2`: says which of the attempts is the later one, and not that a file without a number came before them. */
  readonly attempt: number
  /** `q3 (1).py`: whatever takes a second file of one name puts the number behind it, so that it is the later one. */
  readonly copy: number
}

const old = new Set('old|older|outdated|obsolete|previous|prev|backup|bak|draft|drafts|unused'.split('|'))
const final = new Set('final|latest|newest|corrected|updated|revised'.split('|'))
const numbered = new Set('v|ver|version|rev|revision'.split('|'))
const counted = new Set('attempt|try|take|draft'.split('|'))

/** What the name of a file, and the folders it lies in, say. A "final draft" is final. */
export const versionOf = (path: string): Version => {
  const words = [...folderOf(path).split('/'), stemOf(path)].flatMap((part) => wordsOf(part.normalize('NFKC')))
  const isFinal = words.some((word) => final.has(word))
  return {
    isOld: !isFinal && words.some((word) => old.has(word)),
    isFinal,
    version: numberBehind(words, numbered) ?? 1,
    attempt: numberBehind(words, counted) ?? 0,
    copy: Number(numberOfCopy.exec(stemOf(path))?.[1] ?? 0),
  }
}

/** The last of them: it stands closest to the file. */
const numberBehind = (words: readonly string[], labels: ReadonlySet<string>): number | undefined =>
  words.flatMap((word, at) => (labels.has(word) && /^\d{1,3}$/.test(words[at + 1] ?? '') ? [Number(words[at + 1])] : [])).at(-1)
