import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Grader, Result } from '../../core/types.ts'
import { graders as all } from '../../index.ts'
import { inWords } from '../fixtures/expected.ts'

const folder = new URL('../fixtures/', import.meta.url)
const graders: Record<string, Grader> = Object.fromEntries(
  all.filter(({ exercise }) => exercise.kind === 'written').map((grader) => [grader.exercise.id, grader]),
)
const answersTo = (id: string): string[] => readdirSync(new URL(id, folder)).filter((name) => name.endsWith('.md'))
const verdictsOn = (id: string) =>
  Object.entries(inWords).flatMap(([path, verdict]) => (path.startsWith(`${id}/`) ? [[path.slice(id.length + 1), verdict] as const] : []))

const grade = (id: string, name: string): Promise<Result> => {
  const text = readFileSync(new URL(`${id}/${name}`, folder), 'utf8')
  return graders[id]!.grade({ exercise: id, language: 'md', entry: name, files: [{ path: name, text }] }, { timeoutMs: 10_000 })
}

/** A verdict on one line: status, score, mark; what was earned; what was told. */
const summary = ({ status, score, mark, checks, misconceptions, unread }: Result): string => {
  const of = (wanted: string): string[] => checks.filter(({ verdict }) => verdict.status === wanted).map(({ id }) => id)
  const told = (misconceptions ?? []).map(({ id }) => ` !${id}`).join('')
  return `${status} ${score} ${unread === undefined ? `mark ${mark}` : 'unread'}:${of('passed')
    .map((id) => ` ${id}`)
    .join('')}${told}`
}

describe.each(Object.keys(graders))('%s: wrong answers', (id) => {
  test('every answer in the folder has its verdict in verdicts.json, and no other', () => {
    expect(
      verdictsOn(id)
        .map(([name]) => name)
        .sort(),
    ).toEqual(answersTo(id).sort())
  })

  test.each(verdictsOn(id))('%s', async (name, verdict) => {
    expect(summary(await grade(id, name))).toBe(verdict)
  })

  test('no check is held by nobody', async () => {
    const results = await Promise.all(answersTo(id).map((name) => grade(id, name)))
    const failed = new Set(
      results.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict.status === 'failed').map((check) => check.id)),
    )
    expect([...failed].sort()).toEqual(results[0]!.checks.map((check) => check.id).sort())
  })
})
