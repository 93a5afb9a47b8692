/**
 * Reads submissions again, one at a time, for their fingerprints and for passages to show. Whoever judged them has read them before, but perhaps in an earlier
 * run or on another machine, and records hold verdicts and not whole answers.
 */
import type { Answer, Language } from '../../core/types.ts'
import type { LikenessSide } from '../../report/likeness.ts'
import { readFiles } from '../../submission/read.ts'
import type { Entry } from '../intake/entry.ts'
import { gather } from '../intake/gather.ts'
import type { Place } from '../intake/place.ts'
import { exercises } from '../judge.ts'
import { excerptsOf } from './excerpts.ts'
import { passagesOf } from './passages.ts'
import { grained, printsOf, type Prints } from './prints.ts'
import { grainOf } from './tokens.ts'

/** All answers of one submission; or, to be shown, one of them beside another submission's. */
export interface Reading {
  /** Where the class lies. */
  readonly path: string
  readonly entry: Entry
  readonly show: Show | null
}

/** What is to be shown of a submission: its answer to one question, beside that of another. */
export interface Show {
  readonly beside: Entry
  readonly exercise: string
  readonly language: Language
  readonly shared: readonly number[]
}

/** What was read of a submission: fingerprints; or, where that was asked, passages. */
export interface Read {
  readonly prints: readonly Prints[]
  readonly shown: readonly [Excerpts, Excerpts] | null
}

type Excerpts = Pick<LikenessSide, 'excerpts'>

/** Does a task in a class that is open. */
export const readAgain = async (place: Place, { entry, show }: Reading): Promise<Read> => {
  if (show !== null) return { prints: [], shown: await shownBeside(place, entry, show) }
  const prints: Prints[] = []
  for (const answer of await answersOf(place, entry))
    prints.push(
      await printsOf(
        answer,
        exercises.find(({ id }) => id === answer.exercise)!,
      ),
    )
  return { prints, shown: null }
}

const answersOf = async (from: Place, entry: Entry): Promise<readonly Answer[]> => {
  const { tree } = await gather(from, entry, '')
  return (await readFiles(tree, entry.id, exercises)).answers
}

const shownBeside = async (from: Place, entry: Entry, { beside, exercise, language, shared }: Show): Promise<Read['shown']> => {
  const isAsked = (answer: Answer): boolean => answer.exercise === exercise && answer.language === language
  const [one, other] = [(await answersOf(from, entry)).find(isAsked), (await answersOf(from, beside)).find(isAsked)]
  if (one === undefined || other === undefined) return null
  const [first, second] = [await grained(one), await grained(other)]
  const [hashes, grain] = [new Set(shared), grainOf(language)]
  return [
    { excerpts: excerptsOf(first.text, passagesOf(first, second, hashes, grain)) },
    { excerpts: excerptsOf(second.text, passagesOf(second, first, hashes, grain)) },
  ]
}
