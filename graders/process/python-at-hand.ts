/** The Python to run programs by, without waiting every time for the scripts of a version manager to find it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../home.ts'
import { keep } from '../startup/keep.cjs'
import { standingOf } from './python-standing.ts'
import { findPython, type Python } from './python.ts'

/**
 * The guess is what an earlier start found. Whoever goes by it has to ask for the truth as well, and to begin again where they differ. The truth is at hand
 * where everything that decides it still stands as it did.
 */
export interface AtHand {
  readonly guess: Python | null
  readonly truth: Promise<Python | null>
}

/** Asks for the guess and for the truth. */
export const pythonAtHand = (): AtHand => {
  const { python: guess, standing } = lastFound() ?? { python: null, standing: null }
  const stillStands = guess !== null && standing !== null && standingOf(guess) === standing
  return { guess, truth: stillStands ? Promise.resolve(guess) : found().then(remembered) }
}

/** Asks once in the life of this process; where nothing was found, again the next time. */
const onceFound = <Thing>(find: () => Promise<Thing | null>): (() => Promise<Thing | null>) => {
  let asked: Promise<Thing | null> | null = null
  const ask = async () => {
    const thing = await find()
    if (thing === null) asked = null
    return thing
  }
  return () => (asked ??= ask())
}

const found = onceFound(findPython)

const note = (): string => join(cacheFolder(), 'python.json')

/** What was found, and how that stood then which decides it. */
interface Found {
  readonly python: Python
  readonly standing: string | null
}

const lastFound = (): Found | null => {
  try {
    const { path, version, prefixes, standing } = JSON.parse(readFileSync(note(), 'utf8')) as Partial<Python & Found>
    const isPython = typeof path === 'string' && typeof version === 'string' && Array.isArray(prefixes) && existsSync(path)
    return isPython ? { python: { path, version, prefixes }, standing: standing ?? null } : null
  } catch {
    return null
  }
}

const remembered = (python: Python | null): Python | null => {
  if (python !== null) keep(note(), JSON.stringify({ ...python, standing: standingOf(python) }))
  return python
}
