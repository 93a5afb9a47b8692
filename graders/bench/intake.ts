/** How well answers are found: documents split by the kit against the same documents split by hand. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { entryOf } from '../core/entry.ts'
import { UsageError } from '../core/errors.ts'
import { isObject } from '../core/json.ts'
import type { Exercise } from '../core/types.ts'
import { documentOf } from '../submission/documents/documents.ts'
import type { Document } from '../submission/documents/document.ts'
import { placed, split } from '../submission/split/split.ts'
import type { SplitAnswer } from '../submission/split/assemble.ts'

/** One answer compared with the one that a person found. */
export interface Match {
  readonly submission: string
  readonly exercise: string
  /** Word overlap of text and code together, 0 to 1; 1 where both are empty. */
  readonly overlap: number
  /** The smaller of the overlaps of the text alone and of the code alone. */
  readonly strict: number
  readonly expected: { readonly text: string; readonly code: string }
  readonly found: { readonly text: string; readonly code: string }
}

/** From this overlap on an answer counts as found. */
export const enough = 0.95

/**
 * Compares `FOLDER/submissions/NAME.*` with `FOLDER/answers/NAME.json`; `bare` takes labels and questions out of the documents first.
 *
 * @throws UsageError where the folder holds no submissions.
 */
export const measureIntake = async (folder: string, exercises: readonly Exercise[], { bare = false } = {}): Promise<Match[]> => {
  const names = await readdir(join(folder, 'submissions')).catch(() => {
    throw new UsageError(`${folder} has no folder "submissions": give a folder with submissions/NAME.ipynb and answers/NAME.json.`)
  })
  const matches: Match[] = []
  for (const file of names.sort()) {
    const submission = file.replace(/\.[^.]*$/, '')
    const expected: unknown = JSON.parse(await readFile(join(folder, 'answers', `${submission}.json`), 'utf8'))
    const document = documentOf(file, await readFile(join(folder, 'submissions', file)))
    const answers =
      'document' in document ? split(bare ? withoutHeadings(document.document, exercises) : document.document, exercises).answers : []
    for (const { id } of exercises)
      matches.push(
        matchOf(
          submission,
          id,
          partsOf(expected, id),
          answers.find(({ exercise }) => exercise.id === id),
        ),
      )
  }
  return matches
}

/** The document as somebody would have written it who names no question. */
const withoutHeadings = (document: Document, exercises: readonly Exercise[]): Document => {
  const { pieces } = placed(document, exercises)
  const sourceOf = (number: number) => pieces.filter(({ cell, text }) => cell === number && text.trim() !== '').map(({ raw }) => raw.trim())
  const cells = document.cells.map((cell) => ({ ...cell, source: sourceOf(cell.number).join('\n\n') }))
  return { ...document, cells: cells.filter(({ source }) => source !== '') }
}

type Parts = Match['expected']

const partsOf = (answers: unknown, id: string): Parts => {
  const answer = field(answers, id)
  return { text: textAt(answer, 'text'), code: textAt(answer, 'code') }
}

const textAt = (answer: unknown, name: string): string => {
  const value = field(answer, name)
  return typeof value === 'string' ? value : ''
}

const field = (value: unknown, name: string): unknown => (isObject(value) ? entryOf(value, name) : undefined)

const matchOf = (submission: string, exercise: string, expected: Parts, answer: SplitAnswer | undefined): Match => {
  const found = { text: answer?.text ?? '', code: answer?.code.map(({ code }) => code).join('\n\n') ?? '' }
  const strict = Math.min(overlap(expected.text, found.text), overlap(expected.code, found.code))
  return {
    submission,
    exercise,
    overlap: overlap(`${expected.text}\n${expected.code}`, `${found.text}\n${found.code}`),
    strict,
    expected,
    found,
  }
}

/** Words that both have, counted, over the mean of their lengths (Dice). */
const overlap = (one: string, other: string): number => {
  const [a, b] = [bagOf(one), bagOf(other)]
  const size = sum(a) + sum(b)
  let common = 0
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0)
  return size === 0 ? 1 : (2 * common) / size
}

const bagOf = (text: string): Map<string, number> => {
  const bag = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []) bag.set(word, (bag.get(word) ?? 0) + 1)
  return bag
}

const sum = (bag: ReadonlyMap<string, number>): number => [...bag.values()].reduce((total, count) => total + count, 0)
