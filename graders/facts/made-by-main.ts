/** Whether main itself made what it prints, whatever its workers did. */
import type { Finding } from '../core/types.ts'
import type { Place, Print, Printing } from '../source/facts.ts'
import { type ProgramEvidence, linesOf } from './evidence.ts'
import { failing } from './fact.ts'
import { containsRun, numbersIn, numbersShown } from './numbers.ts'
import { at, quoted } from './wording.ts'

/** How often the results stand in printed lines: in so many lines, or once in all of them together. */
const timesShown = (lines: readonly string[], wanted: readonly number[]): number => {
  const whole = lines.filter((line) => containsRun(numbersIn(line), wanted)).length
  return whole > 0 || !numbersShown(lines).some((values) => containsRun(values, wanted)) ? whole : 1
}

/**
 * A line that prints the results as main knows them without its workers: written out, or computed beside them. Whoever also prints what the workers found,
 * to compare the two, shows the results more often than that.
 */
export const knownBeforehand = ({ source, main }: ProgramEvidence, wanted: readonly number[]): Print | null => {
  const prints = source.prints ?? []
  const known = timesShown(
    prints.map(({ says }) => says),
    wanted,
  )
  if (known === 0 || timesShown(linesOf(main), wanted) > known) return null
  return prints.findLast(({ says }) => numbersIn(says).includes(wanted.at(-1)!)) ?? null
}

/** A place that prints what main made of its own, where no other place can have printed these results. */
export const madeByMain = ({ source, main }: ProgramEvidence, wanted: readonly number[]): Printing | null => {
  const lines = linesOf(main)
  const whole = lines.filter((line) => containsRun(numbersIn(line), wanted))
  const shown = (whole.length > 0 ? whole : lines).map((line) => new Set(wordsIn(line)))
  const candidates = (source.printings?.() ?? []).filter(({ words }) =>
    shown.some((line) => wordsIn(words).every((word) => line.has(word))),
  )
  return candidates.every(({ own }) => own) ? (candidates.at(-1) ?? null) : null
}

/** The words of a text, without numbers and signs. */
export const wordsIn = (text: string): string[] => text.match(/\p{L}+/gu) ?? []

/** The verdict on results that main prints at a place, and has not from its workers. */
export const notOfTheWorkers = (place: Place & Pick<Printing, 'inVain'>, expected: string): Finding => {
  const { inVain } = place
  const seen = `${at(place)} prints numbers that main has of its own`
  if (inVain !== undefined)
    return failing(
      'results-not-from-workers',
      expected,
      `${seen}: ${at(inVain)} asks for "${inVain.name}", under which nothing in the program ever sends or keeps anything`,
      'Under which names do the workers send what they found, and under which does main look for it?',
      quoted(inVain),
    )
  return failing(
    'results-not-from-workers',
    expected,
    `${seen}, whatever the workers sent`,
    'The workers did hand results back. Where are they kept, and how could main print those?',
    quoted(place),
  )
}
