/** What stands behind an option, read and held to its limits. */
import { InvalidArgumentError } from 'commander'

/** Takes an option that may be given more than once. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
    return value
  }

/** How many at once, from 1 to 256. */
export const jobs = whole(1, 256)

/** How many, from 1 to ten millions. */
export const count = whole(1, 10_000_000)

/** A number of days, from 0 to a hundred years. */
export const days = whole(0, 36_500)

/** A number of seconds, more than 0 and up to an hour. */
export const seconds = (text: string): number => {
  const value = Number(text)
  if (!(value > 0 && value <= 3600)) throw new InvalidArgumentError('Give a number of seconds, more than 0 and at most 3600.')
  return value
}
