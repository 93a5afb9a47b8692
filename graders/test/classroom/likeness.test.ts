import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compare } from '../../classroom/likeness/alike.ts'
import { commonFrom } from '../../classroom/likeness/holders.ts'
import { excerptsOf } from '../../classroom/likeness/excerpts.ts'
import { NumberLists } from '../../classroom/likeness/number-lists.ts'
import { passagesOf } from '../../classroom/likeness/passages.ts'
import { grained, printsOf } from '../../classroom/likeness/prints.ts'
import { grainOf } from '../../classroom/likeness/tokens.ts'
import { winnowed } from '../../classroom/likeness/winnow.ts'
import type { Answer, Language } from '../../core/types.ts'
import { home } from '../../home.ts'
import { computedMs } from '../computed.ts'
import { answerAt, fixtures, graderOf } from '../grading.ts'

const listsOf = (lists: Iterable<Iterable<number>>): NumberLists => {
  const all = new NumberLists()
  for (const list of lists) all.add(Uint32Array.from(list))
  return all
}

const written = (exercise: string, text: string, language: Language = 'md'): Answer => ({
  exercise,
  language,
  entry: `${exercise}.${language}`,
  files: [{ path: `${exercise}.${language}`, text }],
})

/** Which of some answers to one question are found to be alike, by their positions, and the passages of the first such pair. */
const found = async (answers: readonly Answer[]): Promise<string[]> => {
  const { language } = answers[0]!
  const prints = await Promise.all(answers.map((answer) => printsOf(answer, graderOf(answer.exercise).exercise)))
  const { pairs } = compare(listsOf(prints.map(({ hashes }) => hashes)), [...answers.keys()], language, 100)
  return pairs.map(({ one, other }) => `${one}=${other}`)
}

const textOf = (...path: readonly string[]): string => readFileSync(join(fixtures, ...path), 'utf8')

/** Every answer that was written for its own sake; two of them are one program with other words. */
const honest = (exercise: string, language: Language): Answer[] =>
  readdirSync(join(fixtures, exercise, 'right'))
    .filter((name) => name !== 'parent-says-the-same-as-its-child.ts')
    .map((name) => answerAt(join(fixtures, exercise, 'right', name), exercise))
    .filter((answer) => answer.language === language)

describe('programs', () => {
  test('a copy is found whose names, literals, comments and layout are others', async () => {
    const original = textOf('q5', 'right', 'hand-made-pool-over-queues.py')
    const renamed: Readonly<Record<string, string>> = {
      work: 'labour',
      tasks: 'todo',
      results: 'finished',
      index: 'place',
      number: 'x',
      worker: 'p',
      workers: 'ps',
      squares: 'out',
      task: 't',
    }
    const copy = original
      .replaceAll(/\b(work|tasks|results|index|number|worker|workers|squares|task)\b/g, (name) => renamed[name]!)
      .replace(/^#.*/m, '"""My own idea."""\n\n# really')
      .replaceAll(', ', ' ,  ')
      .replaceAll('    ', '  ')
      .replace('[1, 2, 3, 4, 5]', '[1, 2, 3, 4, 5,]')
    expect(copy).not.toContain('squares')
    expect(await found([written('q5', original, 'py'), ...honest('q5', 'py').slice(0, 3), written('q5', copy, 'py')])).toEqual(['0=4'])
  })

  test('so it is in TypeScript', async () => {
    const original = textOf('q6', 'right', 'piped-and-relayed.ts')
    const copy = original
      .replaceAll(/\bchildren\b/g, 'kids')
      .replaceAll(/\bchild\b/g, 'kid')
      .replaceAll(/\bchunk\b/g, 'd')
      .replaceAll(/\bnumber\b/g, 'n')
      .replaceAll("'", '"')
      .replaceAll(/\)$/gm, ');')
      .replace('all four have ended', 'Done!')
      .replaceAll('  ', '\n\t')
    expect(
      await found([
        ...honest('q6', 'ts').filter(({ entry }) => entry !== 'piped-and-relayed.ts'),
        written('q6', original, 'ts'),
        written('q6', copy, 'ts'),
      ]),
    ).toHaveLength(1)
  })

  test('a copy is found that has more around it', async () => {
    const original = textOf('q6', 'right', 'queue-and-line.py')
    const more = `${textOf('q6', 'right', 'subclass.py')}\n${original}`
    expect(await found([written('q6', original, 'py'), written('q6', more, 'py')])).toEqual(['0=1'])
  })

  test.each(['q3', 'q5', 'q6'].flatMap((exercise) => (['py', 'ts'] as const).map((language) => [exercise, language] as const)))(
    'honest solutions are not found, however many there are: %s in %s',
    async (exercise, language) => {
      const answers = honest(exercise, language)
      expect(answers.length).toBeGreaterThan(7)
      expect(await found(answers)).toEqual([])
    },
  )

  test('what everybody was given is nobody’s: the stub, and the program that the kit shows', async () => {
    for (const folder of ['exercises', 'solutions'])
      for (const name of ['q6.py', 'q6.ts']) {
        const answer = answerAt(join(home, folder, name), 'q6')
        expect(await found([answer, answer])).toEqual([])
      }
  })

  test('no program is too odd to be read', async () => {
    const odd = ['('.repeat(50_000), `f(${'a, '.repeat(50_000)}`, '`${'.repeat(20_000), `for ${'a, '.repeat(50_000)}`, '\0\ud800/* "']
    for (const text of odd)
      for (const language of ['py', 'ts'] as const) {
        const { hashes } = await printsOf(written('q6', text, language), graderOf('q6').exercise)
        expect(hashes.length).toBeLessThanOrEqual(1000)
      }
  })
})

describe('prose', () => {
  const good = (name: string) => written('q1', readFileSync(join(home, 'graders', 'test', 'prose', 'good', `${name}.md`), 'utf8'))
  const [plain, academic, terse] = [good('q1-plain'), good('q1-academic'), good('q1-terse')]
  const model = written('q1', readFileSync(join(home, 'answers', 'q1.md'), 'utf8'))

  test('a copy is found in which words were exchanged', async () => {
    const exchanged: Readonly<Record<string, string>> = {
      computer: 'machine',
      moment: 'time',
      laptop: 'notebook',
      busy: 'working',
      little: 'small',
      dies: 'crashes',
      error: 'bug',
      calculation: 'computing',
      bigger: 'larger',
      Mostly: 'Mainly',
    }
    const copy = plain.files[0]!.text.replaceAll(/\w+/g, (word) => exchanged[word] ?? word)
      .replaceAll('does not', "doesn't")
      .replaceAll('. ', '.\n\n')
    expect(copy).toContain('notebook')
    expect(await found([plain, academic, terse, written('q1', copy), model])).toEqual(['0=3'])
  })

  test('two who say the same in their own words are not', async () => {
    expect(await found([plain, academic, terse, model])).toEqual([])
  })

  test('the question, repeated by both, is nobody’s', async () => {
    const answers = ['It makes programs faster.', 'Several cores work at once.'].map((own) =>
      written('q1', `${graderOf('q1').exercise.question}\n\n${own}`),
    )
    expect(await found(answers)).toEqual([])
  })
})

const original = textOf('q6', 'right', 'queue-and-line.py')
const copies = (count: number) => Array.from({ length: count }, () => written('q6', original, 'py'))

/** Fingerprints as a program of several hundred lines has them; no other has one of these. */
const random = (seed: number) => Array.from({ length: 300 }, (_, index) => Math.imul(seed * 1000 + index + 1, 0x9e3779b1) >>> 0)

describe('a class', () => {
  test('what many have is what the task asks for: more than five, and more than one in ten', async () => {
    expect(await found(copies(5))).toHaveLength(10)
    expect(await found(copies(6))).toEqual([])
    expect([commonFrom(20), commonFrom(100), commonFrom(1000)]).toEqual([6, 11, 101])
  })

  test('answers of one learner are not compared with each other, and a short one counts as one of a certain length', () => {
    const short = random(1).slice(0, 12)
    const pairs = (owners: readonly number[]) => compare(listsOf([short, short]), owners, 'py', 100).pairs
    expect(pairs([0, 1])).toMatchObject([{ count: 12, share: 12 / 15 }])
    expect(pairs([0, 0])).toEqual([])
  })

  test('of equal hashes the last one is kept, so that neighbours keep the same', () => {
    const all = [3, 1, 1, 5, 4].map((hash, at) => ({ hash, at }))
    expect(winnowed(all, { k: 1, w: 3 }).map(({ at }) => at)).toEqual([2])
  })

  test('of a thousand answers the two that are alike are found in no time', () => {
    const answers = Array.from({ length: 1000 }, (_, index) => random(index === 700 ? 3 : index))
    const lists = listsOf(answers)
    const search = () => {
      const { pairs } = compare(lists, [...answers.keys()], 'py', 100)
      expect(pairs).toMatchObject([{ one: 3, other: 700, share: 1, count: 300, shared: { length: 300 } }])
    }
    expect(computedMs(search)).toBeLessThan(3000)
  })

  test('the passages that both have are marked, and nothing else', async () => {
    const one = await grained(written('q6', `import os\nprint(os.getpid(), "mine")\n${original}`, 'py'))
    const other = await grained(written('q6', original, 'py'))
    const spans = passagesOf(one, other, new Set(other.prints.map(({ hash }) => hash)), grainOf('py'))
    expect(spans.map(({ from, to }) => one.text.slice(from, to))).toEqual([original.slice(original.indexOf('from')).trimEnd()])
  })

  test('passages that touch are one', () => {
    const tokens = Array.from({ length: 7 }, (_, at) => ({ symbol: String(at), from: at, to: at + 1 }))
    const grams = Array.from({ length: 6 }, (_, at) => ({ hash: at, at }))
    const spans = (hashes: readonly number[]) =>
      passagesOf(
        { tokens, grams, prints: grams },
        { tokens, grams: grams.filter(({ hash }) => hashes.includes(hash)), prints: [] },
        new Set(hashes),
        {
          k: 2,
          w: 1,
        },
      )
    expect(spans([0, 1, 3])).toEqual([{ from: 0, to: 5 }])
    expect(spans([0, 4])).toEqual([
      { from: 0, to: 2 },
      { from: 4, to: 6 },
    ])
  })

  test('of a long answer only what is alike is shown, with a little around it', () => {
    const text = Array.from({ length: 100 }, (_, index) => `line ${index + 1}\n`).join('')
    const span = (words: string) => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length })
    const excerpts = excerptsOf(text, [span('line 50\nline 51'), span('line 56'), span('line 90')])
    expect(excerpts.map(({ line, parts }) => [line, ...parts.map((part) => `${part.alike ? '=' : ' '}${part.text}`)])).toEqual([
      [48, ' line 48\nline 49\n', '=line 50\nline 51', ' \nline 52\nline 53\nline 54\nline 55\n', '=line 56', ' \nline 57\nline 58\n'],
      [88, ' line 88\nline 89\n', '=line 90', ' \nline 91\nline 92\n'],
    ])
    const [whole] = excerptsOf('a\nb', [{ from: 2, to: 3 }])
    expect(whole).toEqual({
      line: 1,
      parts: [
        { alike: false, text: 'a\n' },
        { alike: true, text: 'b' },
      ],
    })
    const endless = excerptsOf('x'.repeat(1_000_000), [{ from: 0, to: 1_000_000 }])
    expect(endless.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.text.length, 0)).toBe(12_000)
  })
})
