import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Rubric, compileRubric } from './compile.ts'
import { parseRubric } from './parse.ts'

/** Reads and compiles a rubric and the files that it includes. */
export const openRubric = (file: URL): Rubric =>
  compileRubric(
    parseRubric(readFileSync(file, 'utf8'), basename(fileURLToPath(file)), (included) => readFileSync(new URL(included, file), 'utf8')),
  )
