/** The names that a program gives to what it sends and keeps. */

import { once } from '../../core/once.ts'

/** What may be the names of something, or parts of them. */
export interface Made {
  /** Names as they stand. */
  readonly names: readonly string[]
  /** Words of which more names are put together while the program runs (`square${index}`): one that holds such a word may be given, too. */
  readonly texts: readonly string[]
}

/** Tells of a name whether the program may ever give it to anything. They are gathered when the first one is asked for: few programs come to that. */
export const namesMade = (gather: () => Made): ((name: string) => boolean) => {
  const made = once(() => {
    const { names, texts } = gather()
    return { known: new Set([...names, ...texts]), parts: [...new Set(texts)] }
  })
  return (name) => made().known.has(name) || made().parts.some((part) => mayBecome(part, name))
}

/** A single letter stands in almost every name: it becomes one only with a number behind it. */
const mayBecome = (part: string, name: string): boolean =>
  part.length > 1 ? name.includes(part) : name.startsWith(part) && /^\d+$/.test(name.slice(1))

/** The words of a text that may be names, or parts of them. */
export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}_$]+/gu) ?? []
