import { existsSync } from 'node:fs'
import { UsageError } from '../core/errors.ts'
import type { Grader, Language } from '../core/types.ts'
import { exercisesFolder } from '../study/exercises.ts'
import { reset } from '../study/reset.ts'
import { stubOf } from '../submission/stubs.ts'
import { ownAnswers } from '../study/own.ts'
import { graderNamed } from './parts/questions.ts'

/** Restores the stub of a question, and says where the learner's own work is kept. Returns the exit code. */
export const resetCommand = async (word: string, { lang }: { readonly lang?: Language }): Promise<number> => {
  const grader = graderNamed(word)
  const { file, kept, wasStub } = reset(await fileToReset(grader, lang), new Date(), exercisesFolder)
  if (wasStub) console.log(`exercises/${file} already is as it was at the beginning.`)
  else if (kept === null) console.log(`exercises/${file} is back as it was at the beginning.`)
  else console.log(`exercises/${file} is back as it was at the beginning. What you had written is kept in exercises/${kept}.`)
  return 0
}

/** Nobody's work is put aside by a guess: where a question is answered in two languages, the language has to be named. */
const fileToReset = async (grader: Grader, lang: Language | undefined): Promise<string> => {
  const { id, kind } = grader.exercise
  if (kind === 'written') return `${id}.md`
  if (lang !== undefined) return `${id}.${lang}`
  if (!existsSync(exercisesFolder)) return `${id}.ts`
  const begun = (await ownAnswers()).answers.filter((answer) => answer.exercise === id && !grader.isUnfinished(answer))
  if (begun.length > 1)
    throw new UsageError(`${id} is answered in TypeScript and in Python: say which one, with -- --lang ts or -- --lang py`)
  const candidates = [begun[0]?.entry, `${id}.ts`, `${id}.py`].filter((name) => name !== undefined)
  return candidates.find((name) => stubOf(name) !== null) ?? `${id}.ts`
}
