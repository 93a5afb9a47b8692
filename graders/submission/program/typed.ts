/** What a program of a notebook is given to read: its author sat before it and typed, and nobody does while it is graded. */
import type { Typed } from '../../core/origin.ts'

const asks = /\b(?:input|getpass|prompt)\s*\(|\bsys\.stdin\b|\breadline\b|\bprocess\.stdin\b/

/** The text that a question to the keyboard shows: `input("Number: ")`. */
const prompts = /\b(?:input|getpass|prompt)\s*\(\s*(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')\s*\)/g

/** A number fits most of what small programs ask for, and this one is as good as any. */
const standIn = '4'
const standIns = 16

/** What to type for a program, or `null` where it asks for nothing. What the notebook recorded of earlier answers counts, where each of them shows. */
export const typedFor = (program: string, recorded: string): Typed | null => {
  const code = program.replace(/^[ \t]*#.*$/gm, '')
  if (!asks.test(code)) return null
  const shown = [...code.matchAll(prompts)].map(([, double, single]) => (double ?? single)!.trim()).filter((prompt) => prompt !== '')
  const typed = recorded.split('\n').flatMap((line) => {
    const prompt = shown.find((each) => line.trimStart().startsWith(each))
    const answer = prompt === undefined ? '' : line.trimStart().slice(prompt.length).trim()
    return answer === '' || answer.length > 200 ? [] : [answer]
  })
  return typed.length > 0 ? { lines: typed, recorded: true } : { lines: Array<string>(standIns).fill(standIn), recorded: false }
}
