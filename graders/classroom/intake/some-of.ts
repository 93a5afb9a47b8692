import { listed } from '../../core/english.ts'
import { shown } from '../../submission/raw.ts'

const mostTold = 6

/** A few names, and how many there are besides: a class may have hundreds. */
export const someOf = (names: readonly string[]): string => listed(names.map(shown), mostTold)

/** The verb for so many. */
export const were = (names: readonly string[]): string => (names.length === 1 ? 'was' : 'were')
