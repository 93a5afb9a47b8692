/** A single file that answers one question: `q3.py`, or any name with `--as q3`. */
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UsageError } from '../core/errors.ts'
import type { AnswerFile, Exercise } from '../core/types.ts'
import { answerFile, type Found } from './answers.ts'
import { fileOnDisk } from './disk.ts'
import { isCompanion, languageOf, stubNames } from './kinds.ts'
import { namedExercise } from './names.ts'
import { entryLimit, extensionOf, isDebris, shown, stemOf, type RawFile } from './raw.ts'

/** Reads a file as the answer to the exercise that `as` or its name tells. */
export const answerInFile = async (path: string, file: RawFile, exercises: readonly Exercise[], as?: string): Promise<Found> => {
  const exercise = as === undefined ? namedExercise(stemOf(file.path), exercises)?.exercise : exercises.find(({ id }) => id === as)
  if (exercise === undefined) throw new UsageError(whichQuestion(path, exercises, as))
  const language = languageOf(extensionOf(file.path), exercise.kind)
  if (language === null)
    throw new UsageError(`${shown(path)} cannot be the answer to ${exercise.id}, which is looked for in ${stubNames(exercise)}.`)
  const entry = await answerFile(file, file.path)
  const beside = language === 'md' ? [] : await companionsNamedIn(entry, path, language)
  const files = [entry, ...beside.map(({ text }) => text)]
  return {
    answers: [{ exercise: exercise.id, language, entry: entry.path, files }],
    remarks: [],
    used: new Set([file, ...beside.map(({ raw }) => raw)]),
  }
}

const whichQuestion = (path: string, exercises: readonly Exercise[], as?: string): string => {
  const ids = exercises.map(({ id }) => id).join(', ')
  if (as !== undefined) return `There is no question ${shown(as)}: --as takes one of ${ids}.`
  return `The name ${shown(path)} does not tell which question it answers: add --as and one of ${ids}, or call it ${stubNames(exercises[0]!)}.`
}

interface Companion {
  readonly raw: RawFile
  readonly text: AnswerFile
}

/** The files beside a program that it, or one of them, speaks of by name. The rest of the folder is nobody's business. */
const companionsNamedIn = async (entry: AnswerFile, path: string, language: 'ts' | 'py'): Promise<Companion[]> => {
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
  const raw = await fileOnDisk(path, name)
  return { raw, text: await answerFile(raw, name) }
}

const neighbours = async (path: string): Promise<string[]> => {
  const entries = await readdir(dirname(path), { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && !isDebris(entry.name)).map(({ name }) => name)
  return names.length > entryLimit ? [] : names.sort()
}

/** True where a name stands in a string or an import: after a quote, a slash, a dot or `import`. */
const speaksOf = (text: string, stem: string): boolean => {
  for (let at = text.indexOf(stem); at !== -1; at = text.indexOf(stem, at + 1)) {
    const before = text.slice(Math.max(0, at - 8), at)
    if (!/^\w/.test(text.slice(at + stem.length)) && /['"`/]$|\b(?:import|from)\s+$/.test(before)) return true
  }
  return false
}
