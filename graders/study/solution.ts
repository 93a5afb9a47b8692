import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { diffLines } from 'diff'
import { entryText } from '../core/blank.ts'
import type { Answer, Exercise, Language } from '../core/types.ts'
import { home } from '../home.ts'
import { type Progress, attemptsAt, enoughAttempts } from './progress.ts'

/** One way to answer a question, as it could be shown to a class. */
export interface Solution {
  /** Such as `solutions/q3.ts`. */
  readonly file: string
  readonly text: string
}

/** Whether the solution may be shown without a question: after a pass, or when enough was tried. */
export const maySee = (progress: Progress, exercise: string): boolean =>
  (progress.questions[exercise]?.firstPassed ?? null) !== null || attemptsAt(progress, exercise) >= enoughAttempts

/** The solution of a program, or the model answer of a question in words; `null` where there is none. */
export const solutionOf = ({ id, kind }: Exercise, language: Language): Solution | null => {
  const file = kind === 'written' ? `answers/${id}.md` : `solutions/${id}.${language}`
  try {
    return { file, text: readFileSync(join(home, file), 'utf8') }
  } catch {
    return null
  }
}

/** A line of the one, of the other, or of both. */
export interface DifferenceLine {
  readonly in: 'both' | 'mine' | 'solution'
  readonly text: string
}

/**
 * Where a learner's program and the solution differ, line by line: of the code alone, since nobody writes another's comments. `null` where they have
 * too little in common for that to say anything, or where there is nothing to compare.
 */
export const differenceTo = (solution: Solution, mine: Answer): readonly DifferenceLine[] | null => {
  if (mine.language === 'md') return null
  const yours = codeOf(entryText(mine), mine.language)
  const theirs = codeOf(solution.text, mine.language)
  const changes = diffLines(yours, theirs, { ignoreWhitespace: true, timeout: 1000 }) ?? []
  const lines = changes.flatMap(({ added, removed, value }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DifferenceLine => ({ in: added ? 'solution' : removed ? 'mine' : 'both', text })),
  )
  const shared = lines.filter((line) => line.in === 'both' && line.text.trim().length > 3).length
  return shared * 4 >= theirs.split('\n').length - 1 ? lines : null
}

/** A program without blank lines and without lines that are nothing but a comment. */
const codeOf = (text: string, language: Language): string =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !(language === 'py' ? /^\s*#/ : /^\s*(?:\/\/|\/?\*)/).test(line))
    .map((line) => `${line.replace(language === 'py' ? /\s+# .*$/ : /\s+\/\/ .*$/, '').trimEnd()}\n`)
    .join('')
