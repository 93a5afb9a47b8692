/** Marked answers: what a teacher brings to see how well a rubric agrees with them. The format is described in CONTRIBUTING.md. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../core/errors.ts'
import { type Json, isObject, parsedJson } from '../../core/json.ts'

/** One answer with a teacher's verdict. */
export interface MarkedAnswer {
  readonly id: string
  readonly text: string
  readonly concepts: ReadonlySet<string>
  readonly misconceptions: ReadonlySet<string>
  /** Concepts and misconceptions over which two readers differed: they count neither way. */
  readonly either: ReadonlySet<string>
  /** The mark from 0 to 3; several where readers differed. */
  readonly overall: readonly number[]
}

/** Reads the marked answers to one question from `written.jsonl` and `answers/ID.json` in a folder. */
export const readMarked = (folder: string, question: string): MarkedAnswer[] => {
  const index = join(folder, 'written.jsonl')
  if (!existsSync(index))
    throw new UsageError(`${folder} holds no written.jsonl: CONTRIBUTING.md, "Writing a rubric", says what belongs there`)
  const lines = readFileSync(index, 'utf8').split('\n')
  const rows = lines.flatMap((line, at) => (line.trim() === '' ? [] : [parseRow(line, `${index}:${at + 1}`)]))
  const marked = rows.filter(({ q }) => q === question).map((row) => toMarked(row, folder))
  if (marked.length === 0) throw new UsageError(`${index} marks no answer to ${question}`)
  return marked
}

interface Row {
  readonly id: string
  readonly q: string
  readonly concepts: readonly string[]
  readonly misconceptions: readonly string[]
  readonly either: readonly string[]
  readonly overall: readonly number[]
}

const parseRow = (line: string, place: string): Row => {
  const row = fieldsOf(line, place)
  const { id, q } = row
  const overall = Array.isArray(row['overall']) ? row['overall'].filter((mark) => typeof mark === 'number') : []
  if (typeof id !== 'string' || typeof q !== 'string' || overall.length === 0)
    throw new UsageError(`${place}: expected "id", "q" and "overall"`)
  const either = [...namesIn(row['either']), ...namesIn(row['either_misconceptions'])]
  return { id, q, concepts: namesIn(row['concepts']), misconceptions: namesIn(row['misconceptions']), either, overall }
}

const fieldsOf = (text: string, place: string): Json => {
  const value = parsedJson(text)
  if (isObject(value)) return value
  throw new UsageError(`${place}: no JSON object`)
}

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [])

const toMarked = ({ id, q, concepts, misconceptions, either, overall }: Row, folder: string): MarkedAnswer => {
  const file = join(folder, 'answers', `${id}.json`)
  if (!existsSync(file)) throw new UsageError(`${file} is missing, and written.jsonl marks it`)
  const answer = fieldsOf(readFileSync(file, 'utf8'), file)[q]
  const text = isObject(answer) && typeof answer['text'] === 'string' ? answer['text'] : ''
  return { id, text, concepts: new Set(concepts), misconceptions: new Set(misconceptions), either: new Set(either), overall }
}
