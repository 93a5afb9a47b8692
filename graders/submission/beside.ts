/** The files beside a single program that it needs. */
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AnswerFile } from '../core/types.ts'
import { answerFile } from './answers.ts'
import { fileOnDisk } from './disk.ts'
import { isCompanion } from './kinds.ts'
import { entryLimit, extensionOf, isDebris, stemOf, type RawFile } from './raw.ts'
import { speaksOf } from './spoken-of.ts'

export interface Companion {
  readonly raw: RawFile
  readonly text: AnswerFile
}

/** The files beside a program that it, or one of them, speaks of by name. The rest of the folder is nobody's business. */
export const companionsNamedIn = async (entry: AnswerFile, path: string, language: 'ts' | 'py'): Promise<Companion[]> => {
  const waiting = (await neighbours(path)).filter((name) => name !== entry.path && isCompanion(extensionOf(name), language))
  const found: Companion[] = []
  for (let texts = [entry]; texts.length > 0;) {
    const named = waiting.filter((name) => texts.some(({ text }) => speaksOf(text, stemOf(name))))
    const files = await Promise.all(named.map((name) => companion(join(dirname(path), name), name)))
    for (const name of named) waiting.splice(waiting.indexOf(name), 1)
    found.push(...files)
    texts = files.map(({ text }) => text)
  }
  return found
}

const companion = async (path: string, name: string): Promise<Companion> => {
  const raw = fileOnDisk(path, name)
  return { raw, text: await answerFile(raw, name) }
}

const neighbours = async (path: string): Promise<string[]> => {
  const entries = await readdir(dirname(path), { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && !isDebris(entry.name)).map(({ name }) => name)
  return names.length > entryLimit ? [] : names.sort()
}
