import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Answer, Grader } from '../../core/types.ts'
import { openRubric } from '../../prose/rubric/open.ts'
import { dataOf } from '../../prose/rubric/compile.ts'
import { graders } from '../../index.ts'

const project = new URL('../../../', import.meta.url)
const answerIn = (folder: string, id: string): Answer => {
  const path = `${id}.md`
  return { exercise: id, language: 'md', entry: path, files: [{ path, text: readFileSync(new URL(`${folder}/${path}`, project), 'utf8') }] }
}
const good = readdirSync(new URL('good', import.meta.url))
const grade = (grader: Grader, answer: Answer) => grader.grade(answer, { timeoutMs: 10_000 })

describe.each(graders.filter(({ exercise }) => exercise.kind === 'written'))('$exercise.id', (grader) => {
  const { id } = grader.exercise

  test('the model answer says everything that is asked, and nothing wrong', async () => {
    const result = await grade(grader, answerIn('answers', id))
    expect(result.checks.filter(({ verdict }) => verdict.status !== 'passed').map((check) => check.id)).toEqual([])
    expect(result).toMatchObject({ status: 'passed', score: 10, mark: 3, misconceptions: [] })
  })

  test.each(good.filter((name) => name.startsWith(`${id}-`)))(
    '%s, as good as the model and quite different, gets full marks too',
    async (name) => {
      const text = readFileSync(new URL(`good/${name}`, import.meta.url), 'utf8')
      const result = await grade(grader, { exercise: id, language: 'md', entry: 'q.md', files: [{ path: 'q.md', text }] })
      expect(result.checks.filter(({ verdict }) => verdict.status !== 'passed').map((check) => check.id)).toEqual([])
      expect(result).toMatchObject({ status: 'passed', score: 10, mark: 3, misconceptions: [] })
    },
  )

  test('the compiled rubric is the same when it was kept', () => {
    const data = dataOf(openRubric(new URL(`graders/${id}.rubric`, project)))
    expect(JSON.parse(JSON.stringify(data))).toEqual(data)
  })

  test('what is credited quotes the answer, at its line', async () => {
    const answer = answerIn('answers', id)
    const lines = answer.files[0]!.text.split('\n').map((line) => line.replace(/[*`|]/g, ' ').replace(/\s+/g, ' '))
    const { checks } = await grade(grader, answer)
    const quotes = checks.flatMap(({ verdict }) => ('evidence' in verdict ? (verdict.evidence ?? []) : []))
    expect(quotes.length).toBeGreaterThanOrEqual(checks.length)
    for (const { quote, line } of quotes) expect(lines[line - 1]).toContain(quote.split(' ').slice(0, 3).join(' '))
  })

  test('the stub is unfinished and stays so when only comments and white space change', () => {
    const stub = answerIn('exercises', id)
    expect(grader.isUnfinished(stub)).toBe(true)
    const { text } = stub.files[0]!
    const withText = (changed: string): Answer => ({ ...stub, files: [{ path: stub.entry, text: changed }] })
    expect(grader.isUnfinished(withText(text.replace('TODO', 'todo, perhaps tomorrow').replaceAll('\n', '\r\n\r\n')))).toBe(true)
    expect(grader.isUnfinished(withText(`${text}\nMany processes run.`))).toBe(false)
  })
})
