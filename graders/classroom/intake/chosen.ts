import { caseless } from '../../core/caseless.ts'
import { UsageError } from '../../core/errors.ts'
import { visible } from '../../report/visible.ts'
import type { Entry } from './entry.ts'

/**
 * The entries of whoever bears this name or id; where nobody does, of those whose names hold it.
 *
 * @throws UsageError where there is nobody.
 */
export const chosenBy = (entries: readonly Entry[], only: string): readonly Entry[] => {
  const wanted = caseless(only)
  const exact = entries.filter((entry) => namesIn(entry).includes(wanted))
  const found = exact.length > 0 ? exact : entries.filter((entry) => namesIn(entry).some((each) => each.includes(wanted)))
  if (found.length === 0) throw new UsageError(`nobody in this class is called ${visible(JSON.stringify(only))}.`)
  return found
}

const namesIn = ({ students, parts }: Entry): string[] =>
  [...students.flatMap(({ name, ids }) => [name, ...Object.values(ids)]), ...parts.map(({ path }) => path)].map(caseless)
