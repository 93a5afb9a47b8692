import { caseless } from '../../core/caseless.ts'
import { UsageError } from '../../core/errors.ts'
import { visible } from '../../report/visible.ts'
import type { Entry } from './entry.ts'
import { someOf } from './some-of.ts'

/**
 * The entries of whoever bears this name or id; where nobody does, of those whose names have it as a word ("ann" is Ann Lee, and not Joanna); and where nobody
 * has, of those whose names hold it.
 *
 * @throws UsageError where there is nobody.
 */
export const chosenBy = (entries: readonly Entry[], only: string): readonly Entry[] => {
  const wanted = caseless(only)
  const ways: readonly ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => hasAsWords(name, wanted),
    (name) => name.includes(wanted),
  ]
  const found = ways.map((fits) => entries.filter((entry) => namesIn(entry).some(fits))).find(({ length }) => length > 0)
  if (found === undefined)
    throw new UsageError(
      `nobody in this class is called ${visible(JSON.stringify(only))}: --only takes a name, an id, or a part of a name.`,
    )
  return found
}

/** What is said where a name fits several: whoever meant one of them may say more. */
export const wereMeant = (chosen: readonly Entry[], only: string): string =>
  `${visible(JSON.stringify(only))} is taken for ${chosen.length} learners: ${someOf(chosen.map(({ students }) => students.map(({ name }) => name).join(', ')))}.`

/** Letters and digits beside it would make it a part of a longer word. */
const hasAsWords = (name: string, wanted: string): boolean => {
  for (let at = name.indexOf(wanted); at >= 0; at = name.indexOf(wanted, at + 1))
    if (!endsInWord.test(name.slice(0, at)) && !startsWithWord.test(name.slice(at + wanted.length))) return true
  return false
}

const endsInWord = /[\p{L}\p{N}]$/u
const startsWithWord = /^[\p{L}\p{N}\p{M}]/u

const namesIn = ({ students, parts }: Entry): string[] =>
  [...students.flatMap(({ name, ids }) => [name, ...Object.values(ids)]), ...parts.map(({ path }) => path)].map(caseless)
