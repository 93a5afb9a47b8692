import { describe, expect, test } from 'vitest'
import { failed, passed, unclear } from '../../../core/findings.ts'
import type { CheckResult } from '../../../core/types.ts'
import { attentionOf } from '../../../report/attention.ts'
import { RemarkCounter } from '../../../report/remarks.ts'
import { middleOf, spreadWords } from '../../../report/class-marks.ts'
import { binsOf } from '../../../report/html/histogram.ts'
import { check, exercise, report, result } from '../builder.ts'
import { classOf, pageOf, someClass } from './class.ts'
import { tagsIn, textOf } from './reading.ts'

const q3 = (checks: readonly CheckResult[], more = {}) => result({ exercise: exercise('q3', 'One process'), checks, ...more })
const good = check('api', 'uses real processes', 1, passed('fork()'))
const bad = check('api', 'uses real processes', 1, failed('a', 'b', 'c'))
const spawned = check('spawned', 'starts a process', 9, passed('1 worker'))

describe('the histogram', () => {
  test('has a bin for every total, the last one with the most points', () => {
    const bins = binsOf([0, 4.5, 5, 59.5, 60], 60)
    expect(bins.length).toBe(12)
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
    expect(bins.at(-1)).toMatchObject({ from: 55, to: 60 })
  })

  test.each([1, 7, 10, 13.5, 100, 2500])('has no more than twelve bins for %d points, up to the last of them', (max) => {
    const bins = binsOf([max], max)
    expect(bins.length).toBeLessThanOrEqual(12)
    expect(bins.at(-1)).toMatchObject({ to: max, count: 1 })
  })

  test('tells the middle', () => expect([middleOf([9, 1, 5]), middleOf([4, 1, 2, 3]), middleOf([])]).toEqual([5, 2, 0]))

  test.each([
    [[30], '30 of 60'],
    [[30, 30], '30 of 60 each'],
    [[20, 60, 60], 'from 20 to 60 of 60, at least half of them 60'],
    [[20, 20, 60], 'from 20 to 60 of 60, at least half of them 20'],
    [[20, 30, 60], 'from 20 to 60 of 60, half of them 30 or less'],
  ])('says of %j that they are %s', (totals, words) => expect(spreadWords({ totals, max: 60 })).toBe(words))
})

const causes = (...results: Parameters<typeof report>[0]) =>
  attentionOf(report(results), { unreadable: undefined }).map(({ cause, question, why }) => `${cause} ${question}: ${why}`)

const nearly = (score: number) => result({ exercise: exercise('q4', 'A pool', 'written'), score, passAt: 4, status: 'failed', max: 10 })

describe('whom to look at', () => {
  test('names what was not judged, what is unclear, who is close, and what varies', () => {
    expect(
      causes(
        q3([bad, spawned], { runs: [['api'], [], ['api']] }),
        q3([check('joined', 'waits', 2, unclear('the record breaks off')), spawned]),
        q3([], { status: 'errored', cause: 'Error: broken\n    at x' }),
        q3([], { status: 'errored', lacks: 'Python 3 is not installed' }),
      ),
    ).toEqual([
      'errored q3: Error: broken',
      'errored q3: Python 3 is not installed',
      'unclear q3: waits: the record breaks off',
      'near q3: 9 of 10; it passes with 10',
      'retried q3: did not do the same in 3 runs',
    ])
  })

  test('says nothing of what is certain', () => {
    expect(causes(q3([good, spawned]), q3([bad], { score: 0 }), q3([bad, spawned], { score: 5 }))).toEqual([])
    expect(causes(q3([bad, spawned], { runs: [['api'], ['api']], score: 5 }))).toEqual([])
  })

  test('names what is said of how work was read, but not what could not be read once more', () => {
    const unread = { ...q3([], { status: 'missing' }), unread: 'It is a picture.' }
    const found = attentionOf(report([unread]), { unreadable: undefined, remarks: ['It is a picture.', '"a" was taken.'] })
    expect(found.map(({ cause, why }) => `${cause}: ${why}`)).toEqual(['unreadable: It is a picture.', 'remarked: "a" was taken.'])
  })

  test('names nobody for what more than half of the class has', () => {
    const counter = new RemarkCounter()
    for (let index = 0; index < 10; index += 1) counter.add(index < 6 ? ['sheet', `own ${index}`] : ['late'])
    expect([counter.own(['sheet', 'own 1']), counter.own(['late'])]).toEqual([['own 1'], ['late']])
  })

  test('takes a written answer by the points with which its question passes', () => {
    expect([3.5, 3, 2.5].map((score) => causes(nearly(score)).length)).toEqual([1, 1, 0])
    expect([3.5, 4].flatMap((score) => causes(nearly(score)))).toEqual([
      'near q4: 3.5 of 10; it takes 4 at least',
      'near q4: 4 of 10, which is enough; but what it cannot pass without is not there',
    ])
  })
})

const wrong = (id: string, quote: string) => ({ id, message: `Not ${id}.`, quote, line: 3 })
const mistaken = (...misconceptions: ReturnType<typeof wrong>[]) =>
  report([result({ exercise: exercise('q1', 'Why', 'written'), misconceptions, status: 'failed' })])

describe('the page of a class', () => {
  test('names the one more in place of saying that there is one more', () => {
    const unread = { ...q3([], { status: 'missing' }), unread: 'It is a picture.' }
    const page = (count: number) =>
      textOf(pageOf(classOf(Array.from({ length: count }, (_, index) => ({ name: `No ${index + 1}.`, report: report([unread]) })))))
    const listed = (count: number) => /Could not be read.*?Question by question/.exec(page(count))![0]
    expect(listed(13)).toContain('No 13. q3: It is a picture.')
    expect(listed(13)).not.toContain('more')
    expect(listed(14)).not.toContain('No 13.')
    expect(listed(14)).toContain('… and 2 more: the table below finds them')
  })

  test('counts of each question only what was judged', () => {
    const missing = q3([], { status: 'missing', language: null })
    const page = classOf([
      { name: 'A', report: report([q3([good, spawned])]) },
      { name: 'B', report: report([q3([bad, { ...spawned, points: 0, verdict: { status: 'skipped', after: 'api' } }])]) },
      { name: 'C', report: report([missing]) },
      { name: 'D', report: report([missing]), unreadable: 'broken' },
      { name: 'E', report: report([{ ...missing, unread: '"q3.docx" is of no kind.' }]) },
    ])
    const text = textOf(pageOf(page))
    expect(text).toContain('q3 One process 1 of 2 passed, 5 of 10 points on average; 1 no answer; 1 could not be read.')
    expect(text).toContain('uses real processes api 50 % 1 of 2')
    expect(text).toContain('starts a process spawned 50 % 1 of 2')
    expect(text).toContain('5 submissions 1 passed everything, 2 with open questions, 2 could not be read in full')
    expect(text).toContain('Points of 3 learners: from 0 to 10 of 10, at least half of them 0.')
    expect(text).toContain(
      'Could not be read 2 Nobody gets a zero for that: look at what was handed in. D broken E q3: "q3.docx" is of no kind.',
    )
  })

  test('blames no judge where nobody answered', () => {
    const missing = q3([], { status: 'missing', language: null })
    const said = (more: object) => textOf(pageOf(classOf([{ name: 'A', report: report([{ ...missing, ...more }]) }])))
    expect(said({})).toContain('q3 One process There was no answer to judge; 1 no answer.')
    expect(said({ unread: '"q3.docx" is of no kind.' })).toContain('Nobody’s answer could be judged; 1 could not be read.')
  })

  test('shows the commonest wrong ideas first, with sentences and whose they are', () => {
    const said = ['one', 'two', 'two', 'three', 'four', 'x'.repeat(2000)]
    const page = classOf(
      said.map((quote, index) => ({
        name: `L${index}`,
        report: mistaken(...(index === 0 ? [wrong('rare', 'so')] : []), wrong('shared', quote)),
      })),
    )
    expect(page.tally.misconceptions.map(({ id, count, samples }) => [id, count, samples.map(({ quote }) => quote)])).toEqual([
      ['shared', 6, ['one', 'two', 'three']],
      ['rare', 1, ['so']],
    ])
    expect(textOf(pageOf(page))).toContain(
      '6 learners q1 Not shared. one L0 , line 3 two L1 , line 3 three L3 , line 3 1 learner q1 Not rare.',
    )
  })

  test('says what ran without the sandbox, what is alike, and what else there is to say', () => {
    const text = textOf(pageOf(someClass()))
    expect(text).toContain('The programs of 2 of 8 submissions ran without the sandbox (--unsandboxed). Two files were nobody’s.')
    expect(text).toContain('Likeness Answers that are much alike.')
    expect(pageOf({ ...someClass(), likeness: [] })).not.toContain('ikeness')
  })

  test('keeps strangers’ text inert', () => {
    const { names, attributes } = tagsIn(pageOf(someClass()))
    expect(names).not.toMatch(/\b(?:img|iframe|a[a-z]+ onerror)\b/)
    expect(attributes).toMatchInlineSnapshot(
      `"aria-hidden aria-label aria-labelledby autocomplete class data-value for height hidden href id placeholder preserveAspectRatio role rx scope spellcheck tabindex type viewBox width x x1 x2 xmlns y y1 y2"`,
    )
    expect(pageOf(someClass())).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/) // oxlint-disable-line no-control-regex
  })

  test('allows its own style and its own script by digest, and nothing else', () => {
    const page = pageOf(someClass())
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll('&#39;', "'")
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; script-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
    )
    expect(page.match(/<script/g)!.length).toBe(1)
  })

  test('shows the numbers of those who have one', () => {
    const pupils = [
      { name: 'A', ids: { canvas: '71' }, report: report([q3([good, spawned])]) },
      { name: 'B', report: report([q3([good, spawned])]) },
    ]
    expect(pageOf(classOf(pupils)).match(/<\/a> <span class="id">.*?<\/span>/g)).toEqual(['</a> <span class="id"><bdi>71</bdi></span>'])
  })

  test('an empty class has a page', () => {
    expect(textOf(pageOf(classOf([])))).toContain('0 submissions')
  })
})
