/** The fingerprints of a submission's answers. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onceEach } from '../../core/once.ts'
import type { Answer, Exercise, Language } from '../../core/types.ts'
import { home } from '../../home.ts'
import type { Grained } from './passages.ts'
import { grainOf, tokensOf } from './tokens.ts'
import { grams, winnowed } from './winnow.ts'

/** The fingerprints of one answer. */
export interface Prints {
  readonly exercise: string
  readonly language: Language
  /** Each once. */
  readonly hashes: Uint32Array
}

/** Without what everybody was given: the question, the stub, and the program that the kit shows. */
export const printsOf = async (answer: Answer, exercise: Exercise): Promise<Prints> => {
  const given = await givenGrams({ exercise, language: answer.language })
  const hashes = new Set((await grained(answer)).prints.map(({ hash }) => hash))
  return { exercise: answer.exercise, language: answer.language, hashes: Uint32Array.from([...hashes].filter((hash) => !given.has(hash))) }
}

/** An answer in grains, coarse and fine. */
export const grained = async (answer: Answer): Promise<Grained & { readonly text: string }> => {
  const grain = grainOf(answer.language)
  const { text, tokens } = await tokensOf(answer)
  const all = grams(tokens, grain)
  return { text, tokens, grams: all, prints: winnowed(all, grain) }
}

/** The kit's own texts are the same for every answer, and take longer to read than most answers. */
const givenGrams = onceEach(
  ({ exercise, language }: { readonly exercise: Exercise; readonly language: Language }) => readGiven(exercise, language),
  ({ exercise, language }) => `${exercise.id}.${language}`,
)

const readGiven = async ({ id, title, question, hints }: Exercise, language: Language): Promise<ReadonlySet<number>> => {
  const own = language === 'md' ? [title, question, ...hints] : [kitFile('solutions', `${id}.${language}`)]
  const files = [...own, kitFile('exercises', `${id}.${language}`)].map((text) => ({ path: id, text }))
  const { tokens } = await tokensOf({ language, files })
  return new Set(grams(tokens, grainOf(language)).map(({ hash }) => hash))
}

const kitFile = (folder: string, name: string): string => {
  const path = join(home, folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
