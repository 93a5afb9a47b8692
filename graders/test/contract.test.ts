import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Answer, Grader } from '../core/types.ts'
import { home } from '../home.ts'
import { graders } from '../index.ts'
import { stubName, stubsFolder } from '../submission/stubs.ts'
import { isBackup } from '../submission/raw.ts'
import { expected, inWords } from './fixtures/expected.ts'
import { answerAt } from './grading.ts'

/** Without what the kit itself puts aside when a stub is restored. */
const filesIn = (folder: string): string[] =>
  readdirSync(join(home, folder))
    .filter((name) => !isBackup(name))
    .sort()
const ids = graders.map(({ exercise }) => exercise.id)
const named = (kind: 'written' | 'program', extensions: readonly string[]): string[] =>
  graders
    .filter(({ exercise }) => exercise.kind === kind)
    .flatMap(({ exercise }) => extensions.map((extension) => `${exercise.id}${extension}`))
    .sort()

describe('nothing is missing and nothing is stray:', () => {
  test('every question in graders/ is in the list of index.ts, in order', () => {
    expect(ids).toEqual(
      filesIn('graders')
        .flatMap((name) => /^(q\d+)\.ts$/.exec(name)?.[1] ?? [])
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
    )
  })

  test('exercises/ has a stub for every question and language', () => {
    expect(filesIn('exercises')).toEqual([...named('written', ['.md']), ...named('program', ['.py', '.ts'])].sort())
  })

  test('the kit keeps no stub of what is not asked', () => {
    const wanted = filesIn('exercises').map(stubName)
    expect(readdirSync(stubsFolder).filter((name) => !wanted.includes(name))).toEqual([])
  })

  test('solutions/ has a program for every question and language', () => {
    expect(filesIn('solutions')).toEqual(named('program', ['.py', '.ts']))
  })

  test('answers/ has a model answer for every written question', () => {
    expect(filesIn('answers')).toEqual(named('written', ['.md']))
  })

  test('every written question has its rubric, and every rubric its question', () => {
    const rubrics = filesIn('graders').filter((name) => /^q.*\.rubric$/.test(name))
    expect(rubrics).toEqual(named('written', ['.rubric']))
  })

  test('every question has a folder of wrong answers, and hostile programs have one of their own', () => {
    expect(filesIn(join('graders', 'test', 'fixtures')).filter((name) => !name.endsWith('.ts'))).toEqual([...ids, 'hostile'].sort())
  })

  test.each(ids)('%s has at least two wrong answers, and a verdict for each', (id) => {
    const known = [...Object.keys(expected), ...Object.keys(inWords)].filter((path) => path.startsWith(`${id}/`))
    expect(known.length).toBeGreaterThanOrEqual(2)
  })
})

describe.each(graders)('$exercise.id', ({ exercise }) => {
  test('has a title, a question, and three hints or more that ask', () => {
    expect(exercise.title).not.toBe('')
    expect(exercise.question).toMatch(/[.?]$/)
    expect(exercise.hints.length).toBeGreaterThanOrEqual(3)
    for (const hint of exercise.hints) expect(hint).toMatch(/^[A-Z].*[.?]$/s)
  })
})

const stubs = graders.flatMap((grader) =>
  (grader.exercise.kind === 'written' ? ['.md'] : ['.ts', '.py'])
    .map((extension) => `${grader.exercise.id}${extension}`)
    .filter((name) => existsSync(join(home, 'exercises', name)))
    .map((name) => ({ name, grader })),
)

const stubOf = (name: string, { exercise }: Grader): Answer => answerAt(join(home, 'exercises', name), exercise.id)
const withText = (stub: Answer, text: string): Answer => ({ ...stub, files: [{ path: stub.entry, text }] })

/** Words alone, without marks of comments and of Markdown. */
const wordsOf = (text: string): string => text.match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? ''

const comments: Readonly<Record<string, string>> = {
  md: '<!-- one\nmore -->\n\n',
  py: '   # one more\n\t\n#\n',
  ts: '/* one\n * more **/ // and\n\t// another\n',
}
const statements: Readonly<Record<string, string>> = {
  md: 'A pool keeps several processes.\n',
  py: 'print(1)\n',
  ts: 'console.log(1)\n',
}

describe.each(stubs)('the stub $name', ({ name, grader }) => {
  const stub = stubOf(name, grader)
  const { text } = stub.files[0]!

  test('is what the kit restores it to', async () => {
    await expect(text).toMatchFileSnapshot(join(stubsFolder, stubName(name)))
  })

  test('states its question word for word, and says what to do', () => {
    expect(wordsOf(text)).toContain(wordsOf(grader.exercise.question))
    expect(text).toContain('TODO')
    expect(text).toContain(`npm run check ${grader.exercise.id}`)
  })

  test('is unfinished, however its comments and its white space change', () => {
    const todoDone = text
      .split('\n')
      .filter((line) => !line.includes('TODO'))
      .join('\n')
    const changed = [
      text,
      text + comments[stub.language]!,
      text.replaceAll('\n', '\r\n'),
      `\n\n${text}\n \n`,
      `\uFEFF${text}`,
      todoDone,
      '',
    ]
    expect(changed.filter((each) => !grader.isUnfinished(withText(stub, each)))).toEqual([])
  })

  test('is begun with the first statement', () => {
    expect(grader.isUnfinished(withText(stub, text + statements[stub.language]!))).toBe(false)
  })
})

test('every file in graders/ that the README and CONTRIBUTING speak of is there', () => {
  const text = ['README.md', 'CONTRIBUTING.md'].map((name) => readFileSync(join(home, name), 'utf8')).join('\n')
  const paths = [...text.matchAll(/`(graders\/[\w./-]*)`/g)].map(([, path]) => path!)
  expect([...new Set(paths)].filter((path) => !existsSync(join(home, path)) && !/q[78]/.test(path))).toEqual([])
})
