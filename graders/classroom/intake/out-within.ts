import { realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { UsageError } from '../../core/errors.ts'

/**
 * The folder of results, relative to the class, where it lies in it.
 *
 * @throws UsageError where none is named, or it is the class itself.
 */
export const outWithin = (path: string, out: string): string | undefined => {
  if (out === '') throw new UsageError('--out is empty: name the folder for the results.')
  const inside = relative(realPath(resolve(path)), realPath(resolve(out)))
  if (inside === '') throw new UsageError('--out is the folder of the submissions itself: give another folder for the results.')
  return isAbsolute(inside) || inside.split(sep)[0] === '..' ? undefined : inside.split(sep).join('/')
}

/** Without links, as far as it is there already. */
const realPath = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path))
  }
}
