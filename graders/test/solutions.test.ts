import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Result } from '../core/types.ts'
import { home } from '../home.ts'
import { graders } from '../index.ts'
import { expected } from './fixtures/expected.ts'
import { answerAt, explained, notPassed } from './grading.ts'

const programs = graders
  .filter(({ exercise }) => exercise.kind === 'program')
  .flatMap((grader) => ['ts', 'py'].map((language) => ({ grader, id: grader.exercise.id, language })))

const gradeFile = (folder: string, { grader, id, language }: (typeof programs)[number]): Promise<Result> =>
  grader.grade(answerAt(join(home, folder, `${id}.${language}`), id), { timeoutMs: 30_000 })

/** Checks that some wrong program fails. */
const held = (id: string): Set<string> =>
  new Set(
    Object.entries(expected)
      .filter(([path]) => path.startsWith(`${id}/`))
      .flatMap(([, verdicts]) => Object.entries(verdicts).flatMap(([check, status]) => (status === 'failed' ? [check] : []))),
  )

describe.concurrent.each(programs)('$id in $language', (program) => {
  test('the solution passes every check, and no check is held by no wrong program', async () => {
    const result = await gradeFile('solutions', program)
    expect({ open: notPassed(result), why: explained(result) }).toEqual({ open: {}, why: explained(result) })
    expect(result).toMatchObject({ status: 'passed', score: program.grader.max, max: 10 })
    const checks = result.checks.map(({ id }) => id)
    expect(checks.filter((id) => !held(program.id).has(id))).toEqual([])
  })

  test('the stub, were it judged, would fail: it never passes, and never breaks the kit', async () => {
    const result = await gradeFile('exercises', program)
    expect({ status: result.status, why: explained(result) }).toEqual({ status: 'failed', why: explained(result) })
    expect(result.checks.map(({ verdict }) => verdict.status)).not.toContain('errored')
  })
})
