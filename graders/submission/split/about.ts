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
  /** The first words, in which an answer says what it is about. */
  readonly opening: Opening
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
    prose: ({ pool, thread, multi, opening }) =>
      (multi > 0 && pool === 0 ? 1.2 : 0) - atMost(thread, 6) - 1.5 * atMost(pool, 3) + 1.5 * opening.isIt - opening.ofCode,
    code: ({ pool }) => (pool ? -0.5 : -0.3),
  },
  q2: {
    prose: ({ pool, thread, contrast, opening }) =>
      0.8 * atMost(thread, 3) +
      (thread > 0 ? 1.4 * atMost(contrast, 1) + opening.bothSides : 0) -
      atMost(pool, 2) -
      0.5 * opening.isIt -
      opening.ofCode,
    code: () => -0.5,
  },
  q3: {
    prose: ({ words, pool, opening }) => -0.5 * atMost(words, 30) - atMost(pool, 2) + 1.2 * opening.oneProcess + 0.7 * opening.ofCode,
    code: ({ pool, process, four }) => (process > 0 && !pool ? (four ? 1 : 2) : pool ? -1.2 : 0),
  },
  q4: {
    prose: ({ pool, thread, recipe, opening }) =>
      2 * atMost(pool, 2) -
      0.5 * atMost(thread, 6) -
      0.4 * atMost(recipe, 3) +
      1.5 * opening.isAPool +
      (pool > 0 ? opening.reasons : 0) -
      0.7 * opening.ofCode,
    code: ({ pool }) => (pool ? 0.7 : -0.7),
  },
  q5: {
    prose: ({ pool, recipe, words, opening }) =>
      1.2 * atMost(pool, 2) +
      0.8 * atMost(recipe, 3) -
      0.3 * atMost(words, 80) +
      1.2 * opening.makesAPool +
      (pool > 0 ? 0.5 * opening.ofCode : 0) -
      opening.reasons,
    code: ({ pool, process, four }) => (pool ? 2 : process > 0 ? (four ? -2 : -1) : 0),
  },
  q6: {
    prose: ({ words, opening }) => -0.5 * atMost(words, 30) + 2 * opening.fourProcesses + 0.3 * opening.ofCode,
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
  opening: openingOf(text),
  contrast: count(text, setAgainst),
})

/** What the first words speak of: 1 or 0 each. */
interface Opening {
  /** "Multiprocessing is …" */
  readonly isIt: number
  readonly bothSides: number
  readonly isAPool: number
  /** "To create a pool …" */
  readonly makesAPool: number
  readonly oneProcess: number
  readonly fourProcesses: number
  /** "The advantages are …" */
  readonly reasons: number
  /** "In this code …" */
  readonly ofCode: number
}

const openingWords = 24

const openingOf = (text: string): Opening => {
  const words = text
    .slice(0, 400)
    .toLowerCase()
    .split(/[\s*#_`>:,.-]+/)
    .filter((word) => word !== '')
    .slice(0, openingWords)
    .join(' ')
  const says = (pattern: RegExp): number => (pattern.test(words) ? 1 : 0)
  const defines = says(
    /^(?:(?:in|the|a|so) )*(?:python(?:'s|s|’s)? )?(?:multi ?process(?:ing)? )?(?:module )?(?:(?:a|the) )?(?:multi ?process(?:ing)? |process )?pools?(?: in python| class| object)? (?:is|are|refers?|class|provides?|allows?|means|represents?|object)\b/,
  )
  const makesAPool = defines ? 0 : says(/\b(?:to|can|how|creat\w+|following|example|below|here)\b(?: \S+){0,6} pools?\b/)
  const isIt = says(
    /^(?:in )?(?:python )?(?:the )?multi ?process(?:ing)?(?: in python)? (?:is|refers|means|allows|provides|involves|enables|module|package|can|lets)\b/,
  )
  return {
    isIt,
    bothSides: says(
      isIt
        ? /\b(?:differ\w*|whereas|versus|vs)\b/
        : /\b(?:both|differ\w*|compar\w*|versus|vs)\b|\bmulti ?process\w*(?: \S+){0,3} (?:and|whereas|while|than)(?: \S+){0,2} \S*thread|\bthread\w*(?: \S+){0,3} (?:and|whereas|while|than)(?: \S+){0,2} multi ?process/,
    ),
    isAPool: makesAPool
      ? 0
      : defines || says(/\bpools?\b(?: \S+){0,4} (?:is|are|refers?|class|provides?|allows?|means|represents?|object)\b/),
    makesAPool,
    oneProcess: says(/\b(?:creat\w+|start\w*|spawn\w*)(?: (?:a|an|the|new|child|single|separate)){1,3} process\b/),
    fourProcesses: says(/\b(?:4|four)(?: \w+)? process|\bdifferent number/),
    reasons: says(/\b(?:why|reasons?|advantages?|benefits?|useful|used because)\b/),
    ofCode: says(/\b(?:this|above|below|following|given)(?: \w+)? (?:code|program|example|script)\b|\bexample (?:code|program)\b/),
  }
}

const setAgainst =
  /\b(?:whereas|while|differ\w{0,8}|vs|versus|unlike|compar\w{2,5}|on the other hand|both)\b|^\W{0,9}(?:multi[ -]?)?thread(?:ing|s)?\s{0,3}[:|-]|^\s{0,3}\|[^|\n]{1,300}\|[^|\n]{1,300}\|/gim

const fourOf = /range\(\s*(?:4|1\s*,\s*5|0\s*,\s*4)\s*\)|\[\s*\d+(?:\s*,\s*\d+){3}\s*\]|<=?\s*4\b|(?:process|p|t|m|proc)_?4\b/

const codeTopicsOf = (text: string): CodeTopics => ({
  pool: /\b(?:Pool\s*\(|ProcessPoolExecutor|pool\s*\.|Tinypool|workerpool)/.test(text),
  process: count(text, /\bProcess\s*\(|\bfork\s*\(|\bspawn(?:Sync)?\s*\(/g),
  four: fourOf.test(text) || count(text, /\bProcess\s*\(/g) === 4,
})
