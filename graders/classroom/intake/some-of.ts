import { shown } from '../../submission/raw.ts'

const mostTold = 5

/** A few names, and how many there are besides: a class may have hundreds. */
export const someOf = (names: readonly string[]): string => {
  const told = names.slice(0, mostTold).map(shown).join(', ')
  return names.length > mostTold ? `${told} and ${names.length - mostTold} more` : told
}

/** The verb for so many. */
export const were = (names: readonly string[]): string => (names.length === 1 ? 'was' : 'were')
