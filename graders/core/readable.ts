import type { Finding } from './types.ts'

/** Whole sentences with a list of some hundreds of numbers in them are shorter. */
const longest = 4000
const kept = { before: 3000, behind: 500 }

/** A finding that somebody can read, and a class can keep: a line that it quotes may be a MiB long. */
export const readable = (finding: Finding): Finding => withTexts(finding, shortened)

/** A value of plain data with all of its texts changed, however deep they lie; what stands under the name `but` is left alone. */
export const withTexts = <Value>(value: Value, change: (text: string) => string, but?: string): Value => {
  const changed = (each: unknown, name?: string): unknown => {
    if (name !== undefined && name === but) return each
    if (typeof each === 'string') return change(each)
    if (Array.isArray(each)) return each.map((item) => changed(item))
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, changed(inner, key)]))
  }
  return changed(value) as Value
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
