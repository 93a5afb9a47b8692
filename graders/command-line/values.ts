/** What stands behind an option, read and held to its limits. */
import { InvalidArgumentError } from 'commander'

/** Takes an option that may be given more than once. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** Takes a whole number, both limits included. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
    return value
  }

/** Takes a number of seconds, more than 0 and up to an hour. */
export const seconds = (text: string): number => {
  const value = Number(text)
  if (!(value > 0 && value <= 3600)) throw new InvalidArgumentError('Give a number of seconds, more than 0 and at most 3600.')
  return value
}
