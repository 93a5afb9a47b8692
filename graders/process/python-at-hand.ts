/** The Python to run programs by, without waiting every time for the scripts of a version manager to find it. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../cache.ts'
import { findPython, type Python } from './python.ts'

/** The guess is what the last start found. Whoever goes by it has to ask for the truth as well, and to begin again where they differ. */
export interface AtHand {
  readonly guess: Python | null
  readonly truth: Promise<Python | null>
}

export const pythonAtHand = (): AtHand => {
  const guess = lastFound()
  return { guess, truth: found().then((python) => remembered(python, guess)) }
}

/** Asks once in the life of this process, unless there was none. */
const once = <Thing>(find: () => Promise<Thing | null>): (() => Promise<Thing | null>) => {
  let asked: Promise<Thing | null> | null = null
  const ask = async () => {
    const thing = await find()
    if (thing === null) asked = null
    return thing
  }
  return () => (asked ??= ask())
}

const found = once(() => findPython())

const note = (): string => join(cacheFolder(), 'python.json')

const lastFound = (): Python | null => {
  try {
    const { path, version, prefixes } = JSON.parse(readFileSync(note(), 'utf8')) as Partial<Python>
    const isPython = typeof path === 'string' && typeof version === 'string' && Array.isArray(prefixes) && existsSync(path)
    return isPython ? { path, version, prefixes } : null
  } catch {
    return null
  }
}

const remembered = (python: Python | null, guess: Python | null): Python | null => {
  if (python !== null && python.path !== guess?.path) {
    try {
      mkdirSync(cacheFolder(), { recursive: true })
      writeFileSync(`${note()}.${process.pid}`, JSON.stringify(python))
      renameSync(`${note()}.${process.pid}`, note())
    } catch {
      // Where nothing can be kept, the next start waits again.
    }
  }
  return python
}
