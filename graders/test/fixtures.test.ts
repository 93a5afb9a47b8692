import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { graders } from '../index.ts'
import { expected, languageOf, options } from './fixtures/expected.ts'
import type { Fact } from './fixtures/verdicts.ts'

const root = join(import.meta.dirname, 'fixtures')
const questions = graders.filter(({ exercise }) => exercise.kind === 'program').map(({ exercise }) => exercise.id)
const kinds = ['', 'right/', 'sneaky/']
const facts: readonly Fact[] = ['api', 'spawned', 'output', 'joined', 'exit']

const onDisk = questions
  .flatMap((question) => kinds.map((kind) => `${question}/${kind}`))
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => folder + name))
  .filter((path) => !kinds.includes(`${path.slice(path.indexOf('/') + 1)}/`) && !path.endsWith('/verdicts.json'))

const alone = ['q3', 'q5', 'q6'].flatMap((question) =>
  ['ts', 'py'].flatMap((language) => facts.map((fact) => ({ question, language, fact }))),
)

test('every fixture has its verdict, and every verdict its fixture', () => {
  expect(onDisk.sort()).toEqual(Object.keys(expected).sort())
  expect(onDisk).toEqual(expect.arrayContaining(Object.keys(options)))
})

test.each(alone)('$question in $language has a fixture that fails $fact alone', ({ question, language, fact }) => {
  const failing = Object.entries(expected).filter(
    ([path, facts]) => path.startsWith(question) && languageOf(path) === language && facts[fact] === 'failed' && !failedBeside(facts, fact),
  )
  expect(failing).not.toEqual([])
})

const failedBeside = (verdicts: object, fact: Fact) => Object.entries(verdicts).some(([id, status]) => id !== fact && status === 'failed')
