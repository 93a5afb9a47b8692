import type { Finding } from './types.ts'

/** Whole sentences with a list of some hundreds of numbers in them are shorter. */
const longest = 4000
const kept = { before: 3000, behind: 500 }

/** A finding that somebody can read, and a class can keep: a line that it quotes may be a MiB long. */
export const readable = (finding: Finding): Finding => deeply(finding) as Finding

const deeply = (value: unknown): unknown => {
  if (typeof value === 'string') return shortened(value)
  if (Array.isArray(value)) return value.map(deeply)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, deeply(each)]))
}

/** Both ends stay, since what is made of a quotation stands around it. */
const shortened = (text: string): string => {
  const left = text.length - kept.before - kept.behind
  return text.length <= longest ? text : `${text.slice(0, kept.before)} … (${left} characters are left out) … ${text.slice(-kept.behind)}`
}

/** As much of a line as whoever wrote it needs to find it again: `most` characters, the last of them an ellipsis where it is longer. */
export const beginningOf = (text: string, most = 60): string =>
  text.length > most
    ? `${text
        .slice(0, most - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
    : text
