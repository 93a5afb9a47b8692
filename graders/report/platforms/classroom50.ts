/** Classroom 50: `result.json`, checked against its published schema. Points are whole there. */
import type { Report } from '../../core/types.ts'
import { jsonLine } from '../json.ts'
import { visible } from '../visible.ts'

/** What the runner says of the submission, in variables of its environment. */
export interface Classroom50Context {
  readonly classroom: string
  readonly assignment: string
  readonly assignmentType: 'individual' | 'group'
  readonly owner: string
  readonly submission: string
  readonly commit: string
  readonly release: string
  readonly review: string
  readonly at: Date
}

/** One test a question. The runner stamps owner, type and time itself; they are there for whoever reads the file before it does. */
export const renderClassroom50 = (report: Report, context: Classroom50Context): string => {
  const wholes = wholeScores(report.results.map(({ score }) => score))
  return jsonLine({
    schema: 'classroom50/result/v1',
    classroom: context.classroom,
    assignment: context.assignment,
    assignment_type: context.assignmentType,
    owner: context.owner,
    submission: context.submission,
    commit: context.commit,
    release: context.release,
    review: context.review,
    datetime: context.at.toISOString().replace(/\.\d+Z$/, 'Z'),
    score: wholes.reduce((sum, each) => sum + each, 0),
    'max-score': report.results.reduce((sum, { max }) => sum + Math.round(max), 0),
    tests: report.results.map(({ exercise, status, score, max }, index) => ({
      'test-name': visible(`${exercise.id}: ${exercise.title}`),
      passed: status === 'passed',
      score: wholes[index]!,
      'max-score': Math.round(max),
      status,
      'exact-score': score,
    })),
  })
}

/** Rounded so that their sum is the rounded sum, and none is off by a whole point. */
const wholeScores = (scores: readonly number[]): number[] => {
  let sum = 0
  return scores.map((score) => {
    const before = Math.round(sum)
    sum += score
    return Math.round(sum) - before
  })
}
