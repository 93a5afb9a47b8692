/** The words of a text, which stand one space apart. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '))
