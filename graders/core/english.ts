/** How English counts and lists. */

/** "1 worker", "4 workers". */
export const counted = (count: number, noun: string, nouns = `${noun}s`): string => `${count} ${count === 1 ? noun : nouns}`

/** Of more than two remarks the first says of what kind they are, and the others are only counted. */
export const inShort = (remarks: readonly string[]): string =>
  remarks.length > 2 ? `${remarks[0]!} (and ${remarks.length - 1} more)` : remarks.join(' – ')

/** "a", "a and b", "a, b and c"; of more than `most` the last ones are only counted, never one alone: "a, b and 3 more". */
export const listed = (words: readonly string[], most = Infinity): string => {
  const named = words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : words
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
}
