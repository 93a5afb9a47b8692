/**
 * The file that progress is kept in. It is the learner's own and worth nothing to anybody else: whatever is wrong with it or with its folder costs a note
 * and never a check.
 */
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../core/errors.ts'
import { isObject, parsedJson } from '../core/json.ts'
import { home } from '../home.ts'
import { writeWhole } from '../whole-file.ts'
import { type Progress, noProgress, progressSchema } from './progress.ts'
import { isProgress } from './is-progress.ts'

/** What is known, and what is to be said about the file itself: one sentence each. */
export interface Kept {
  readonly progress: Progress
  readonly remarks: readonly string[]
}

/** Where progress is kept: in the project, and ignored by git. */
const progressFile = join(home, '.joinery', 'progress.json')

/** Reads what is kept. A file that cannot be understood is set aside, and progress begins anew. */
export const readProgress = (file: string = progressFile): Kept => {
  const text = readText(file)
  if (text === null) return { progress: noProgress, remarks: [] }
  const found = parsedJson(text)
  return isProgress(found) ? { progress: found, remarks: [] } : { progress: noProgress, remarks: [setAside(file, whyNot(found))] }
}

/**
 * Reads what is kept, changes it, and writes it whole or not at all. Two commands at once cannot spoil the file; of two changes in the same
 * millisecond one may be lost. Nothing is written where nothing changed.
 */
export const changeProgress = (change: (before: Progress) => Progress, file: string = progressFile): Kept => {
  const { progress: before, remarks } = readProgress(file)
  const progress = change(before)
  if (progress === before) return { progress, remarks }
  const problem = write(file, `${JSON.stringify(progress, null, 2)}\n`)
  return { progress, remarks: problem === null ? remarks : [...remarks, problem] }
}

/** `null` for a file that is not there. One that may not be read is like one that cannot be understood. */
const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? null : ''
  }
}

const whyNot = (found: unknown): string => {
  const schema = isObject(found) ? found['schema'] : null
  return typeof schema === 'string' && schema.startsWith('joinery/progress/') && schema !== progressSchema
    ? 'was written by another version of the kit'
    : 'could not be understood'
}

const setAside = (file: string, why: string): string => {
  const target = freeName(file)
  try {
    renameSync(file, target)
    return `${shownFile(file)} ${why}. It was set aside as ${basename(target)}, and your progress is counted anew; your answers are untouched.`
  } catch {
    return `${shownFile(file)} ${why}, and could not be set aside: delete it, and your progress is counted anew.`
  }
}

const freeName = (file: string): string => {
  const day = new Date().toISOString().slice(0, 10)
  const name = (number: number): string => join(dirname(file), `progress.set-aside-${day}-${number}.json`)
  let number = 1
  while (existsSync(name(number))) number++
  return name(number)
}

/** `null` where it was written, else why not. */
const write = (file: string, text: string): string | null => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeWhole(file, text)
    return null
  } catch (error) {
    return `your progress could not be noted in ${shownFile(file)} (${codeOf(error) || String(error)}). Everything else works without it.`
  }
}

const shownFile = (file: string): string => `${basename(dirname(file))}/${basename(file)}`
