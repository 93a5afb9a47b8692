import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ts } from 'ts-morph'
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

/** The words of the kit's own texts: what stands in quotes in its sources, and in the rubrics but for their comments. */
const textsIn = (file: string): string[] => {
  const source = readFileSync(file, 'utf8')
  if (!file.endsWith('.ts')) return source.split('\n').filter((line) => !line.startsWith('#'))
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest))
  return texts
}

test('one screen shows one kind of apostrophe', () => {
  const folder = join(import.meta.dirname, '..')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(?:ts|rubric)$/.test(file) && !/^(?:test|prose|source\/types)\//.test(file.replaceAll('\\', '/')),
  )
  const typed = files.flatMap((file) =>
    textsIn(join(folder, file)).filter((text) => /[a-z]'(?:s|t|re|ve|ll|d)\b|[a-z]s' [a-z]/i.test(text)),
  )
  expect([files.length > 100, typed]).toEqual([true, []])
})
