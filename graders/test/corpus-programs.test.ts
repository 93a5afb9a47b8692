import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { home } from '../home.ts'
import { graders } from '../index.ts'
import { readSubmission } from '../submission/read.ts'
import { thorough } from './thorough.ts'

/** Programs of real learners with the verdicts of a careful reader; they are no part of the project. */
const corpus = join(home, '..', 'shared', 'corpus')
const here = existsSync(join(corpus, 'code.jsonl'))
const wanted = here && thorough
const reason = here
  ? wanted
    ? ''
    : ' (skipped: it takes a minute; set CI=true to run it)'
  : ' (skipped: ../shared/corpus, real submissions, is not here)'

interface Label {
  readonly id: string
  readonly q: string
  readonly verdict: 'pass' | 'fail' | 'borderline' | 'missing'
  readonly facts: Readonly<Record<string, string>> | null
}

const labels = (): Label[] =>
  readFileSync(join(corpus, 'code.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Label)

interface Judged {
  readonly label: Label
  readonly status: string
  readonly facts: Readonly<Record<string, string>>
}

const judge = async (id: string, mine: readonly Label[]): Promise<Judged[]> => {
  const submission = await readSubmission(join(corpus, 'submissions', `${id}.ipynb`), {
    exercises: graders.map(({ exercise }) => exercise),
  })
  const judged: Judged[] = []
  for (const label of mine) {
    const grader = graders.find(({ exercise }) => exercise.id === label.q)!
    const answer = submission.answers.find(({ exercise, language }) => exercise === label.q && language === 'py')
    if (answer === undefined) judged.push({ label, status: 'missing', facts: {} })
    else {
      const { status, checks } = await grader.grade(answer, { timeoutMs: 30_000 })
      judged.push({ label, status, facts: Object.fromEntries(checks.map((check) => [check.id, check.verdict.status])) })
    }
  }
  return judged
}

const judgeAll = async (): Promise<Judged[]> => {
  const all = [...new Set(labels().map(({ id }) => id))].map((id) => [id, labels().filter((label) => label.id === id)] as const).values()
  const found: Judged[] = []
  const work = async () => {
    for (const [id, mine] of all) found.push(...(await judge(id, mine)))
  }
  await Promise.all([work(), work(), work()])
  return found
}

test.skipIf(!wanted)(`real learners' programs are judged as a careful reader judges them${reason}`, { timeout: 300_000 }, async () => {
  const judged = await judgeAll()
  const words = { pass: 'passed', fail: 'failed', missing: 'missing', borderline: 'any' }
  const wrong = judged.filter(({ label, status }) => label.verdict !== 'borderline' && status !== words[label.verdict])
  expect(wrong.map(({ label, status, facts }) => ({ ...label, status, facts }))).toEqual([])
  for (const fact of ['api', 'spawned', 'output', 'joined', 'exit'])
    expect({ fact, agrees: agreement(judged, fact) >= 0.97 }).toEqual({ fact, agrees: true })
})

/** The share of the programs on which a fact is as its label says; borderline ones count neither way. */
const agreement = (judged: readonly Judged[], fact: string): number => {
  const decided = judged.filter(({ label, facts }) => /^(pass|fail)$/.test(label.facts?.[fact] ?? '') && facts[fact] !== undefined)
  const same = decided.filter(({ label, facts }) => (label.facts![fact] === 'pass') === (facts[fact] === 'passed'))
  return same.length / decided.length
}
