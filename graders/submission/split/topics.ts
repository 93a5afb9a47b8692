/** What can be counted in prose and in code to tell what it is about. */
import { withoutTags } from '../text.ts'

/** What can be counted in a text. */
export interface Topics {
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

/** What a program is about. */
export interface CodeTopics {
  readonly pool: boolean
  readonly process: number
  readonly four: boolean
  /** True for threads without a process. */
  readonly thread: boolean
}

/** How many words a text has. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length

/** Headings, a few words that are no sentence, or what is said about the assignment: they answer nothing. */
export const isTitle = (text: string): boolean => {
  const lines = visible(text.slice(0, 4000))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
  const [first, ...more] = lines
  if (first === undefined) return true
  return (more.length === 0 ? isTitleLine(first) : lines.every(isHeadingLine)) || isAdministrative(lines.join('\n'))
}

const isTitleLine = (line: string): boolean => isHeadingLine(line) || (wordsIn(line) <= 8 && (/[:>*]$/.test(line) || !/[.!?]$/.test(line)))

const isHeadingLine = (line: string): boolean => /^(?:#|\*\*[^*]{1,200}\*\*$)/.test(line) && wordsIn(line) <= 14 && !/[.!?]\**$/.test(line)

/** "Thank you", below the last answer. */
export const isFarewell = (text: string): boolean =>
  wordsIn(text) <= 8 && /^\W*(?:thanks?|the end|end of|completed|submitted|happy learning)\b/i.test(visible(text).trim())

const administration =
  /\b(?:assignment|submit\w{0,4}|submission|github|repository|notebook|upload\w{0,3}|deadline|batch|roll|course|student|instructor|name|date)\b/gi

/** Speaks of the assignment in three words of that kind, and not at length. */
const isAdministrative = (text: string): boolean =>
  wordsIn(text) <= 120 && new Set((text.match(administration) ?? []).map((word) => word.toLowerCase())).size >= 3

/** Text without tags and addresses, which speak of many things. */
const visible = (text: string): string => withoutTags(text).replace(/https?:\/\/\S{1,500}/g, ' ')

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** What prose speaks of. */
export const topicsOf = (source: string): Topics => {
  const text = visible(source)
  return {
    words: count(text, /\w+/g),
    pool: count(text, /\bpool/gi),
    thread: count(text, /thread/gi),
    multi: count(text, /multi[\s-]?process/gi),
    recipe: count(text, /\b(?:create|creating|import|steps?|follow\w*|example|specify|argument|using the|configure|setting|method)\b/gi),
    opening: openingOf(text),
    contrast: count(text, setAgainst),
  }
}

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
  const makesAPool = defines
    ? 0
    : says(
        /\b(?:to|can|how|creat\w+|following|example|below|here)\b(?: \S+){0,6} pools?\b|\bpools?\b(?: \S+){0,4} can be (?:created|made)\b/,
      )
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

/** Says what a program is going to do, so that the program comes after it. */
export const announces = (text: string): boolean => {
  const { makesAPool, oneProcess, fourProcesses, ofCode } = openingOf(visible(text))
  return ofCode === 0 && makesAPool + oneProcess + fourProcesses > 0
}

const setAgainst =
  /\b(?:whereas|while|differ\w{0,8}|vs|versus|unlike|compar\w{2,5}|on the other hand|both)\b|^\W{0,9}(?:multi[ -]?)?thread(?:ing|s)?\s{0,3}[:|-]|^\s{0,3}\|[^|\n]{1,300}\|[^|\n]{1,300}\|/gim

const fourOf = /range\(\s*(?:4|1\s*,\s*5|0\s*,\s*4)\s*\)|[[(]\s*\d+(?:\s*,\s*\d+){3}\s*,?\s*[\])]|<=?\s*4\b|(?:process|p|t|m|proc)_?4\b/

/** What a program makes. */
export const codeTopicsOf = (text: string): CodeTopics => ({
  pool: /\b(?:Pool\s*\(|ProcessPoolExecutor|pool\s*\.|Tinypool|workerpool)/.test(text),
  process: count(text, /\bProcess\s*\(|\bfork\s*\(|\bspawn(?:Sync)?\s*\(/g),
  thread: /\bThread\s*\(|\bThreadPool/.test(text) && !/\bProcess\s*\(|(?<!Thread)Pool\s*\(/.test(text),
  four: fourOf.test(text) || count(text, /\bProcess\s*\(/g) === 4,
})
