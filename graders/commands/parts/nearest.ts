/** The one candidate that differs from a word by at most one letter (or by "uestion", as in question3), or `null`. */
export const nearest = (word: string, candidates: readonly string[]): string | null => {
  const plain = word.replace(/^(question|ques|exercise|ex)[\s_-]*/, 'q')
  const near = candidates.filter((candidate) => distance(plain, candidate) <= 1)
  return candidates.find((candidate) => candidate === plain) ?? (near.length === 1 ? near[0]! : null)
}

/** Levenshtein's distance; the words are short. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= Math.min(a.length, 40); i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]! + Math.max(0, a.length - 40)
}
