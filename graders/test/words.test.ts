import { expect, test } from 'vitest'
import { nearest } from '../commands/parts/nearest.ts'
import { publish } from '../commands/parts/on-github.ts'
import { sentence } from '../core/errors.ts'
import { check, exercise, report, result } from './report/builder.ts'

test('a message gets a full stop only where it has no end of its own', () => {
  expect(['it is not there', 'It is gone.', 'is it there?', 'There!'].map(sentence)).toEqual([
    'it is not there.',
    'It is gone.',
    'is it there?',
    'There!',
  ])
})

test('nobody meant one of two questions that are equally near', () => {
  expect([nearest('q', ['q1', 'q2']), nearest('q33', ['q1', 'q3']), nearest('question 2', ['q1', 'q2'])]).toEqual([null, 'q3', 'q2'])
})

test('answers outside of the repository are told without a place in it', () => {
  const failed = { status: 'failed', expected: 'a', seen: 'b', hint: 'c?', evidence: [{ quote: 'd', line: 2 }] } as const
  const told = report([result({ exercise: exercise('q3', 'One'), entry: 'q3.py', checks: [check('api', 'uses', 1, failed)] })])
  const fileIn = (folder: string) => /file=([^,]*)/.exec(publish(told, folder, { GITHUB_WORKSPACE: '/repo' }))?.[1]
  expect([fileIn('/repo/work'), fileIn('/elsewhere/work')]).toEqual(['work/q3.py', 'q3.py'])
})
