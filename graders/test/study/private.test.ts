import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CheckResult, Report, Result } from '../../core/types.ts'
import { hintsAbout, topics } from '../../facts/hints.ts'
import { home } from '../../home.ts'
import { graders } from '../../index.ts'
import { renderJson } from '../../report/json.ts'
import { renderSummary } from '../../report/summary.ts'
import { renderExplained } from '../../report/terminal.ts'
import { answerAt } from '../grading.ts'

/** Every hint that there is. */
const hints = [
  ...topics.flatMap((topic) => [...hintsAbout(topic)!.ts, ...hintsAbout(topic)!.py]),
  ...(await Promise.all(graders.map(({ help }) => help()))).flat().flatMap(({ steps }) => [...steps('md'), ...steps('ts'), ...steps('py')]),
]

/** A report in each of its forms; what is laid out is compared without line breaks. */
const formsOf = (results: readonly Result[]): readonly string[] => {
  const report: Report = { submission: { name: 'x', source: 'folder', sha256: '' }, results, score: 0, max: 10, passed: false }
  const forms = [renderJson(report), renderSummary(report), renderExplained(results, { columns: 100_000 })]
  return forms.map((form) => form.replaceAll('\\"', '"').replace(/\s+/g, ' '))
}

const tellIn = (forms: readonly string[]): string[] =>
  hints.filter((hint) => forms.some((form) => form.includes(hint.replace(/\s+/g, ' '))))

describe('no hint is told in a report', () => {
  const written = graders.filter(({ exercise }) => exercise.kind === 'written').map((grader) => ({ grader, id: grader.exercise.id }))

  test.each(written)('of any wrong answer to $id', async ({ grader, id }) => {
    const folder = join(home, 'graders', 'test', 'fixtures', id)
    const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
    const results = await Promise.all(names.map((name) => grader.grade(answerAt(join(folder, name), id), { timeoutMs: 10_000 })))
    expect(results.length).toBeGreaterThan(1)
    expect(tellIn(formsOf(results))).toEqual([])
  })

  test('of a program, in whatever way it failed', () => {
    const { exercise } = graders.find((grader) => grader.exercise.kind === 'program')!
    const checks = topics.map((topic): CheckResult => ({
      id: 'joined',
      title: 'waits',
      points: 0,
      max: 1,
      verdict: { status: 'failed', expected: 'this', seen: 'that', hint: 'What else?', topic },
    }))
    const forms = formsOf([{ exercise, language: 'ts', status: 'failed', score: 0, max: 10, checks, advice: [] }])
    expect(forms.every((form) => form.includes(exercise.id))).toBe(true)
    expect(tellIn(forms)).toEqual([])
    expect(topics.filter((topic) => /-/.test(topic) && forms.some((form) => form.includes(topic)))).toEqual([])
  })

  test('since nobody loads them but whoever is asked for one', () => {
    const sources = readdirSync(join(home, 'graders'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !/^test\b/.test(path),
    )
    const loading = sources.filter((path) =>
      readFileSync(join(home, 'graders', path), 'utf8')
        .split('\n')
        .some((line) => /facts\/hints\.ts'|'\.\/hints\.ts'/.test(line) && !line.startsWith('import type') && !path.startsWith('study')),
    )
    expect(loading).toEqual(['define.ts'])
  })
})
