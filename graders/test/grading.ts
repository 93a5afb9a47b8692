import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answer, Grader, Result } from '../core/types.ts'
import { graders } from '../index.ts'

export const fixtures = join(dirname(fileURLToPath(import.meta.url)), 'fixtures')

/** What all the questions earn together. */
export const full = graders.reduce((sum, { max }) => sum + max, 0)

/** The grader of a question. */
export const graderOf = (id: string): Grader => {
  const grader = graders.find(({ exercise }) => exercise.id === id)
  if (grader === undefined) throw new Error(`no grader is called ${id}`)
  return grader
}

const languages = { '.ts': 'ts', '.py': 'py', '.md': 'md' } as const

/** An answer on the disk: a file, or a folder with its entry `qN.ts` or `qN.py` in it. */
export const answerAt = (path: string, exercise: string): Answer => {
  const isFolder = statSync(path).isDirectory()
  const folder = isFolder ? path : dirname(path)
  const names = isFolder
    ? readdirSync(path, { recursive: true })
        .map(String)
        .filter((name) => statSync(join(path, name)).isFile())
    : [basename(path)]
  const entry = isFolder ? names.find((name) => /^q\d+\.(ts|py)$/.test(name))! : names[0]!
  const language = languages[entry.slice(entry.lastIndexOf('.')) as keyof typeof languages]
  const files = names.map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }))
  return { exercise, language, entry, files }
}

/** What each check said, the passed ones left out: what a table of wrong submissions states. */
export const notPassed = ({ checks }: Result): Record<string, string> =>
  Object.fromEntries(checks.filter(({ verdict }) => verdict.status !== 'passed').map(({ id, verdict }) => [id, verdict.status]))

/** All that a result says about what did not pass, for the message of a failing test. */
export const explained = (result: Result): string =>
  result.checks.map(({ id, verdict }) => `${id}: ${JSON.stringify(verdict)}`).join('\n') + `\n${result.run?.stdout}\n${result.run?.stderr}`
