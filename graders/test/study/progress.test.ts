import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Answer, Result } from '../../core/types.ts'
import { q3 } from '../../q3.ts'
import { q4 } from '../../q4.ts'
import { changeProgress, readProgress } from '../../study/progress-file.ts'
import { afterCheck, afterHint, attemptsAt, courseOf, noProgress } from '../../study/progress.ts'
import { widthOf } from '../../report/layout.ts'
import { localTime, renderProgress } from '../../study/render-progress.ts'
import { sharedScratch } from '../scratch.ts'

const scratch = sharedScratch()

const folder = join(scratch, '.joinery')
const file = join(folder, 'progress.json')
beforeEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (time: string): Date => new Date(`2026-11-22T${time}Z`)

const answer = (text: string, language: 'ts' | 'py' = 'ts'): Answer => ({
  exercise: 'q3',
  language,
  entry: `q3.${language}`,
  files: [{ path: `q3.${language}`, text }],
})

const result = (status: Result['status'], score: number, language: 'ts' | 'py' = 'ts'): Result => ({
  exercise: q3.exercise,
  language,
  status,
  score,
  max: 10,
  advice: [],
  checks:
    status === 'passed'
      ? []
      : [
          { id: 'api', title: 'a', points: 1, max: 1, verdict: { status: 'passed', seen: '' } },
          {
            id: 'joined',
            title: 'waits',
            points: 0,
            max: 2,
            verdict: { status: 'failed', expected: '', seen: '', hint: '', topic: 'sleep' },
          },
        ],
})

describe('an attempt', () => {
  const once = afterCheck(noProgress, result('failed', 8), [answer('one')], at('10:00'))

  test('is a check of something that changed', () => {
    const again = afterCheck(once, result('failed', 8), [answer('one')], at('10:01'))
    const changed = afterCheck(again, result('failed', 7), [answer('two')], at('10:02'))
    expect([once, again, changed].map((progress) => attemptsAt(progress, 'q3'))).toEqual([1, 1, 2])
    expect(changed.questions['q3']).toMatchObject({ best: 8, max: 10, firstPassed: null })
  })

  test('is counted in each language, and the verdict only where it was told', () => {
    const both = afterCheck(once, result('failed', 8), [answer('one'), answer('uno', 'py')], at('10:03'))
    expect(attemptsAt(both, 'q3')).toBe(2)
    expect(courseOf(both, 'q3', 'ts').last?.troubles).toEqual([{ check: 'joined', title: 'waits', topic: 'sleep' }])
    expect(courseOf(both, 'q3', 'py').last).toBeNull()
  })

  test('is none for a stub, and none where the kit broke down', () => {
    expect(afterCheck(noProgress, result('unfinished', 0), [], at('10:00'))).toBe(noProgress)
    expect(afterCheck(once, result('errored', 0), [answer('two')], at('10:00'))).toBe(once)
  })

  test('that passes is remembered with its time, and the first one stays', () => {
    const passed = afterCheck(once, result('passed', 10), [answer('good')], at('10:10'))
    const later = afterCheck(passed, result('passed', 10), [answer('better')], at('11:00'))
    const broken = afterCheck(later, result('failed', 3), [answer('worse')], at('12:00'))
    expect(broken.questions['q3']).toMatchObject({ best: 10, firstPassed: at('10:10').toISOString(), attemptsToPass: 2 })
    expect(attemptsAt(broken, 'q3')).toBe(4)
  })
})

const begin = () => changeProgress((before) => afterCheck(before, result('failed', 8), [answer('one')], at('10:00')), file)

describe('the file', () => {
  test('holds what was noted, and nothing of a write stays beside it', () => {
    expect(begin().remarks).toEqual([])
    expect(readProgress(file)).toEqual({ progress: begin().progress, remarks: [] })
    expect(readdirSync(folder)).toEqual(['progress.json'])
  })

  test('is not touched where nothing changed', () => {
    changeProgress((before) => before, file)
    expect(existsSync(file)).toBe(false)
  })

  const spoilt: readonly (readonly [string, string])[] = [
    ['is empty', ''],
    ['is half written', '{"schema":"joinery/progress/v1","questions":{"q3":{"best":8,'],
    ['is no object', '[1, 2]'],
    ['has a part that is not what it should be', '{"schema":"joinery/progress/v1","questions":{"q3":{"best":"eight"}}}'],
    [
      'counts below nought',
      '{"schema":"joinery/progress/v1","questions":{"q3":{"best":-1,"max":10,"firstPassed":null,"attemptsToPass":null,"languages":{}}}}',
    ],
    ['holds bytes that are no text', '\u0000\uFFFD'],
  ]

  test.each(spoilt)('that %s is set aside, and said so', (_, text) => {
    mkdirSync(folder)
    writeFileSync(file, text)
    const { progress, remarks } = begin()
    expect(attemptsAt(progress, 'q3')).toBe(1)
    expect(remarks).toEqual([
      expect.stringMatching(/^\.joinery\/progress\.json could not be understood\. It was set aside as progress\.set-aside-.*-1\.json/),
    ])
    const aside = readdirSync(folder).find((name) => name.includes('set-aside'))!
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(text)
    expect(readProgress(file).remarks).toEqual([])
  })

  test('of another version is set aside under a name that is free', () => {
    for (const _ of [1, 2]) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, '{"schema":"joinery/progress/v2","learner":{}}')
      expect(begin().remarks[0]).toMatch(/was written by another version of the kit/)
    }
    expect(readdirSync(folder).filter((name) => name.includes('set-aside'))).toHaveLength(2)
  })

  test('that cannot be written costs one sentence and nothing else', () => {
    writeFileSync(join(scratch, 'a-file'), '')
    const { progress, remarks } = changeProgress(
      (before) => afterCheck(before, result('failed', 8), [answer('one')], at('10:00')),
      join(scratch, 'a-file', '.joinery', 'progress.json'),
    )
    expect(attemptsAt(progress, 'q3')).toBe(1)
    expect(remarks).toEqual([
      expect.stringMatching(/^your progress could not be noted in \.joinery\/progress\.json \(\w+\)\. Everything else works/),
    ])
  })

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'that may not be read is like one that cannot be understood',
    () => {
      begin()
      chmodSync(file, 0)
      expect(readProgress(file).remarks).toHaveLength(1)
      expect(dirname(file)).toBe(folder)
    },
  )
})

test('the table shows points, attempts, hints and the first pass', () => {
  const steps = [
    (before: typeof noProgress) => afterCheck(before, result('failed', 8), [answer('one')], at('10:00')),
    (before: typeof noProgress) =>
      afterHint(before, { exercise: 'q3', language: 'ts', max: 10 }, { key: 'joined/sleep', shown: 2 }, at('10:01')),
    (before: typeof noProgress) => afterCheck(before, result('passed', 10), [answer('two')], at('10:02')),
  ]
  const progress = steps.reduce((before, step) => step(before), noProgress)
  const now = new Date(2026, 10, 22, 12)
  const shown = renderProgress([q3.exercise, q4.exercise], progress, now)
  const time = localTime(new Date(progress.questions['q3']!.firstPassed!), now)
  expect(shown.replace(time, '22 Nov 10:02'.padStart(time.length))).toMatchInlineSnapshot(`
    "                                          points  attempts  hints  first passed
     ✔ q3  One process, and its parent waits   10/10         2      2  22 Nov 10:02
     ○ q4  A pool, and what for                                           not begun

     total  1 of 2 questions passed, 2 attempts. Points are the best that an answer
            ever got.
     next   Begin q4: its file lies in exercises/. \`npm run check q4\` looks at it.
    "
  `)
})

test.each([40, 50, 60, 80])('the table fits %i columns', (columns) => {
  const progress = afterCheck(noProgress, result('passed', 10), [answer('one')], at('10:00'))
  const shown = renderProgress([q3.exercise, q4.exercise], progress, new Date(2027, 0, 1), { columns })
  expect(shown.split('\n').filter((line) => widthOf(line) > columns)).toEqual([])
  expect(shown).toMatch(/points .*first passed\n.* 10\/10 .*22 Nov 2026/)
})

test('a time is told by the learner’s clock, and another year by its number', () => {
  const at = new Date(2026, 10, 22, 9, 5)
  expect([localTime(at, new Date(2026, 11, 31)), localTime(at, new Date(2027, 0, 1))]).toEqual(['22 Nov 09:05', '22 Nov 2026'])
})
