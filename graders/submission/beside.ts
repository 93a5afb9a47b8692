/** The files beside a single program that it needs. */
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AnswerFile } from '../core/types.ts'
import { answerFile } from './answers.ts'
import { leftOut } from './companions.ts'
import { fileOnDisk } from './disk.ts'
import { isCompanion, isData } from './kinds.ts'
import { entryLimit, extensionOf, isDebris, stemOf, type RawFile } from './raw.ts'
import { speaksOf } from './spoken-of.ts'

/** A file beside a program, and what stands in it. */
export interface Companion {
  readonly raw: RawFile
  readonly text: AnswerFile
}

/** What was found beside a program. */
export interface Beside {
  readonly companions: readonly Companion[]
  /** What is to be said of data that cannot be read: the program may only write it. */
  readonly notes: readonly string[]
}

/** The files beside a program that it, or one of them, speaks of by name. The rest of the folder is nobody's business. */
export const companionsNamedIn = async (entry: AnswerFile, path: string, language: 'ts' | 'py'): Promise<Beside> => {
  const waiting = (await neighbours(path)).filter(
    (name) => name !== entry.path && (isCompanion(extensionOf(name), language) || isData(extensionOf(name))),
  )
  const companions: Companion[] = []
  const notes: string[] = []
  for (let texts = [entry]; texts.length > 0;) {
    const named = waiting.filter((name) => texts.some(({ text }) => speaksOf(text, isData(extensionOf(name)) ? name : stemOf(name))))
    const files = await Promise.all(named.map((name) => companion(join(dirname(path), name), name, notes)))
    for (const name of named) waiting.splice(waiting.indexOf(name), 1)
    const read = files.filter((file) => file !== null)
    companions.push(...read)
    texts = read.map(({ text }) => text)
  }
  return { companions, notes }
}

/** Of data that cannot be read there is a note in its place. */
const companion = (path: string, name: string, notes: string[]): Promise<Companion | null> => {
  const reading = readCompanion(path, name)
  return isData(extensionOf(name)) ? reading.catch(leftOut(notes)) : reading
}

const readCompanion = async (path: string, name: string): Promise<Companion> => {
  const raw = fileOnDisk(path, name)
  return { raw, text: await answerFile(raw, name) }
}

const neighbours = async (path: string): Promise<string[]> => {
  const entries = await readdir(dirname(path), { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && !isDebris(entry.name)).map(({ name }) => name)
  return names.length > entryLimit ? [] : names.sort()
}
