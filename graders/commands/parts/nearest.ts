import { distance } from '../../core/distance.ts'

/** The one candidate that differs from a word by at most one letter (or by "uestion", as in question3), or `null`. */
export const nearest = (word: string, candidates: readonly string[]): string | null => {
  const plain = word.replace(/^(question|ques|exercise|ex)[\s_-]*/, 'q')
  const near = candidates.filter((candidate) => distance(plain, candidate) <= 1)
  return candidates.find((candidate) => candidate === plain) ?? (near.length === 1 ? near[0]! : null)
}
