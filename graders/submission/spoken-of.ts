/** Which files a program speaks of by name. */
import { folderOf } from '../core/paths.ts'
import type { AnswerFile } from '../core/types.ts'
import { baseOf, stemOf } from './raw.ts'

/** Of these files of a program, those that it, or one that it speaks of, does not speak of by name. */
export const unspokenOf = (entry: AnswerFile, companions: readonly AnswerFile[]): AnswerFile[] => {
  let rest = [...companions]
  for (let texts = [entry]; texts.length > 0;) {
    const named = rest.filter(({ path }) => texts.some(({ text }) => speaksOfProgram(text, path)))
    rest = rest.filter((file) => !named.includes(file))
    texts = named
  }
  return rest
}

/** True where the name of a file of programs stands in a string or an import; `lib/index.ts` goes by the name of its folder as well. */
export const speaksOfProgram = (text: string, path: string): boolean =>
  speaksOf(text, stemOf(path)) ||
  (/^(?:index|__init__)$/.test(stemOf(path)) && folderOf(path) !== '' && speaksOf(text, baseOf(folderOf(path))))

/** True where a name stands in a string or an import. */
export const speaksOf = (text: string, stem: string): boolean => {
  for (let at = text.indexOf(stem); at !== -1; at = text.indexOf(stem, at + 1)) {
    const isWhole = !/^\w/.test(text.slice(at + stem.length, at + stem.length + 1))
    if (isWhole && lead.test(text.slice(Math.max(0, at - longestLead), at))) return true
  }
  return false
}

/** What stands before a name that is spoken of: a quote, a slash, or an import, with what it names before. */
const lead = /(?:['"`/]|\b(?:import|from)[ \t][\w., \t]*(?<!\w)|\bimport[ \t]*\([\w,\s]*(?<!\w))$/

/** So much of a line may stand before a name in it. */
const longestLead = 120
