/** The names that a program gives to what it sends and keeps. */

/**
 * Tells of a name whether the program may ever give it to anything. `names` are given as they stand; from the words of `texts` more are put together while
 * the program runs (`square${index}`), so that a name which holds one of them may be given, too.
 */
export const namesMade = (names: Iterable<string>, texts: readonly string[]): ((name: string) => boolean) => {
  const known = new Set([...names, ...texts])
  const parts = new Set(texts)
  return (name) => known.has(name) || [...parts].some((part) => mayBecome(part, name))
}

/** A single letter stands in almost every name: it becomes one only with a number behind it. */
const mayBecome = (part: string, name: string): boolean =>
  part.length > 1 ? name.includes(part) : name.startsWith(part) && /^\d+$/.test(name.slice(1))

export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}_$]+/gu) ?? []
