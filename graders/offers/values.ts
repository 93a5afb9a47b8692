/** What stands behind an option, read and held to its limits. */
import { InvalidArgumentError } from 'commander'

/** Takes an option that may be given more than once. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** How many at once, from 1 to 256. */
export const jobs = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 256) throw new InvalidArgumentError('Give a whole number from 1 to 256.')
  return value
}

/** How many, from 1 to ten millions. */
export const count = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 10_000_000) throw new InvalidArgumentError('Give a whole number.')
  return value
}

/** A number of days, from 0 to a hundred years. */
export const days = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 36_500) throw new InvalidArgumentError('Give a whole number of days.')
  return value
}

/** A number of seconds, more than 0 and up to an hour. */
export const seconds = (text: string): number => {
  const value = Number(text)
  if (!(value > 0 && value <= 3600)) throw new InvalidArgumentError('Give a number of seconds between 0 and 3600.')
  return value
}
