import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { home } from '../home.ts'

/**
 * Where the kit keeps the stubs as they were, so that it can restore them whatever became of the learner's copy, with or without git. A test holds them
 * equal to those in `exercises/`, and writes those that are new.
 */
export const stubsFolder = join(home, 'graders', 'submission', 'stubs')

/** The name under which the stub of an exercise's file is kept: as text, so that no tool takes it for a program. */
export const stubName = (file: string): string => `${file}.txt`

/** The stub of `q3.ts`, as it was; `null` where the kit keeps none. */
export const stubOf = (file: string): string | null => {
  try {
    return readFileSync(join(stubsFolder, stubName(file)), 'utf8')
  } catch {
    return null
  }
}
