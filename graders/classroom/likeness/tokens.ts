/** What is left of an answer when everything that is easily changed is taken away: names, literals, comments, layout; inflections and small words. */
import type { Answer } from '../../core/types.ts'
import { pythonTokens } from './python.ts'
import { proseTokens } from './prose.ts'
import type { Grain, Token } from './winnow.ts'

/** An answer as one text, and its tokens. */
export interface Tokens {
  readonly text: string
  readonly tokens: readonly Token[]
}

/** Beyond this nobody has written it by hand. */
const longestText = 256 * 1024

/** How finely answers are compared: programs by their symbols, prose by its words that carry meaning. */
export const grainOf = (language: Answer['language']): Grain => (language === 'md' ? { k: 3, w: 2, anyOrder: true } : { k: 9, w: 4 })

/** Reads an answer's files one after the other. */
export const tokensOf = async (answer: Pick<Answer, 'language' | 'files'>): Promise<Tokens> => {
  const read = await readerFor(answer.language)
  const tokens: Token[] = []
  let text = ''
  for (const file of answer.files) {
    const start = text.length
    const shown = file.text.slice(0, longestText)
    for (const { symbol, from, to } of read(shown)) tokens.push({ symbol, from: start + from, to: start + to })
    text += shown.endsWith('\n') || shown === '' ? shown : `${shown}\n`
  }
  return { text, tokens }
}

const readerFor = async (language: Answer['language']): Promise<(text: string) => readonly Token[]> => {
  if (language === 'md') return proseTokens
  return language === 'py' ? pythonTokens : (await import('./typescript.ts')).typescriptTokens
}
