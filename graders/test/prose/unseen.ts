import { readFileSync } from 'node:fs'
import type { MarkedAnswer } from '../../prose/bench/marked.ts'

const words = (list = ''): string[] => list.split(' ').filter((word) => word !== '')

/** One answer: a head that says how it was judged by hand, then its text. */
const answerOf = (block: string, index: number): MarkedAnswer & { readonly question: string } => {
  const [head = '', ...lines] = block.split('\n')
  const [question = '', concepts, wrong, marks, either] = head.split('|').map((part) => part.trim())
  return {
    question,
    id: `${question}-${index + 1}`,
    text: lines.join('\n').trim(),
    concepts: new Set(words(concepts)),
    misconceptions: new Set(words(wrong)),
    either: new Set(words(either)),
    overall: words(marks).map(Number),
  }
}

/** The answers of `unseen.txt`, which were judged by hand before the kit saw them. */
export const unseen = readFileSync(new URL('unseen.txt', import.meta.url), 'utf8')
  .split(/^@ /m)
  .slice(1)
  .map(answerOf)
