import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError, unwritable } from '../core/errors.ts'
import { exercisesFolder } from './exercises.ts'
import { stubOf } from '../submission/stubs.ts'

/** What became of a file that was reset. */
export interface Reset {
  /** Such as `q3.ts`. */
  readonly file: string
  /** The name beside it under which the learner's own work is kept; `null` where there was none to keep. */
  readonly kept: string | null
  /** True where the file already was the stub: nothing was done. */
  readonly wasStub: boolean
}

/**
 * Puts the stub back in the place of an answer. What was there is kept beside it, under a name that nothing takes for an answer (see `isBackup`).
 *
 * @throws UsageError where the kit has no such stub, or the folder may not be written.
 */
export const reset = (file: string, at: Date, folder: string = exercisesFolder): Reset => {
  const stub = stubOf(file)
  if (stub === null) throw new UsageError(`the kit keeps no stub called ${file}, so ${file} was left as it is`)
  const path = join(folder, file)
  try {
    const before = existsSync(path) ? readFileSync(path, 'utf8') : null
    if (before === stub) return { file, kept: null, wasStub: true }
    const kept = before === null || before.trim() === '' ? null : backupName(file, at, folder)
    if (kept !== null) renameSync(path, join(folder, kept))
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, stub)
    return { file, kept, wasStub: false }
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** `q3.mine-2026-11-22-1.ts`: the day as the learner's own clock has it, and the first number that is free. */
const backupName = (file: string, at: Date, folder: string): string => {
  const dot = file.lastIndexOf('.')
  const day = `${at.getFullYear()}-${padded(at.getMonth() + 1)}-${padded(at.getDate())}`
  const name = (number: number): string => `${file.slice(0, dot)}.mine-${day}-${number}${file.slice(dot)}`
  let number = 1
  while (existsSync(join(folder, name(number)))) number++
  return name(number)
}

const padded = (number: number): string => String(number).padStart(2, '0')
