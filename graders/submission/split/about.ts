/** What a piece is about: a weak hint, for where labels and questions are missing or wrong. */
import type { Exercise } from '../../core/types.ts'
import type { Piece } from '../document.ts'

/** Hints for every exercise, in the order of the exercises; around 0, a few units at most. */
export type About = (piece: Piece) => readonly number[]

/** What can be counted in a text. */
interface Topics {
  readonly words: number
  readonly pool: number
  readonly thread: number
  readonly multi: number
  readonly recipe: number
  /** Words that set one thing against another, and lines that begin with one of the sides. */
  readonly contrast: number
}

interface CodeTopics {
  readonly pool: boolean
  readonly process: number
  readonly four: boolean
}

type Hint = { readonly prose: (topics: Topics) => number; readonly code: (topics: CodeTopics) => number }

const atMost = (count: number, limit: number): number => Math.min(count, limit) / limit

/** How the answers to the kit's questions can be told apart. Other exercises have no hints and are told by labels and questions. */
const hints: Readonly<Record<string, Hint>> = {
  q1: {
    prose: ({ pool, thread, multi }) => (multi > 0 && pool === 0 ? 1.2 : 0) - atMost(thread, 6) - 1.5 * atMost(pool, 3),
    code: ({ pool }) => (pool ? -0.5 : -0.3),
  },
  q2: {
    prose: ({ pool, thread, contrast }) => 0.8 * atMost(thread, 3) + (thread > 0 ? 1.4 * atMost(contrast, 1) : 0) - atMost(pool, 2),
    code: () => -0.5,
  },
  q3: {
    prose: ({ words, pool }) => -0.5 * atMost(words, 30) - atMost(pool, 2),
    code: ({ pool, process, four }) => (process > 0 && !pool ? (four ? 1 : 2) : pool ? -2 : 0),
  },
  q4: {
    prose: ({ pool, thread, recipe }) => 2 * atMost(pool, 2) - 0.5 * atMost(thread, 6) - 0.4 * atMost(recipe, 3),
    code: ({ pool }) => (pool ? 0 : -0.7),
  },
  q5: {
    prose: ({ pool, recipe, words }) => 1.5 * atMost(pool, 2) + 0.6 * atMost(recipe, 3) - 0.3 * atMost(words, 80),
    code: ({ pool, process, four }) => (pool ? 2 : process > 0 ? (four ? -2 : -1) : 0),
  },
  q6: {
    prose: ({ words }) => -0.5 * atMost(words, 30),
    code: ({ pool, process, four }) => (four ? 2 : 0) + (process >= 4 ? 1 : process > 0 ? 0.5 : 0) + (pool && !four ? -0.5 : 0),
  },
}

/** Prepares the hints for a list of exercises; `weight` is how much they shall count. */
export const aboutness = (exercises: readonly Exercise[], weight: number): About => {
  return (piece) => {
    const isCode = piece.kind === 'code' || piece.kind === 'sample'
    const topics = topicsOf(visible(piece.text))
    const code = codeTopicsOf(piece.text)
    return exercises.map(({ id }) => {
      const hint = hints[id]
      if (hint === undefined) return 0
      return weight * (isCode ? hint.code(code) : hint.prose(topics))
    })
  }
}

/** Text without tags and addresses, which speak of many things. */
const visible = (text: string): string => text.replace(/<[^<>]{0,500}>|https?:\/\/\S{1,500}/g, ' ')

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

const topicsOf = (text: string): Topics => ({
  words: count(text, /\w+/g),
  pool: count(text, /\bpool/gi),
  thread: count(text, /thread/gi),
  multi: count(text, /multi[\s-]?process/gi),
  recipe: count(text, /\b(?:create|creating|import|steps?|follow\w*|example|specify|argument|using the|configure|setting|method)\b/gi),
  contrast: count(text, setAgainst),
})

const setAgainst =
  /\b(?:whereas|while|differ\w{0,8}|vs|versus|unlike|compar\w{2,5}|on the other hand|both)\b|^\W{0,9}(?:multi[ -]?)?thread(?:ing|s)?\s{0,3}[:|-]/gim

const fourOf = /range\(\s*(?:4|1\s*,\s*5|0\s*,\s*4)\s*\)|\[\s*\d+(?:\s*,\s*\d+){3}\s*\]|<=?\s*4\b|(?:process|p|t|m|proc)_?4\b/

const codeTopicsOf = (text: string): CodeTopics => ({
  pool: /\b(?:Pool\s*\(|ProcessPoolExecutor|pool\s*\.|Tinypool|workerpool)/.test(text),
  process: count(text, /\bProcess\s*\(|\bfork\s*\(|\bspawn(?:Sync)?\s*\(/g),
  four: fourOf.test(text) || count(text, /\bProcess\s*\(/g) === 4,
})
