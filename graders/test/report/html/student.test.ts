import { describe, expect, test } from 'vitest'
import { failed, passed, unclear } from '../../../core/findings.ts'
import { toJson } from '../../../report/json.ts'
import { fromJson } from '../../../report/from-json.ts'
import { renderStudentPage } from '../../../report/html/student.ts'
import { renderExplained } from '../../../report/terminal.ts'
import { check, execution, exercise, fourWorkers, main, report, result, said } from '../builder.ts'
import { tagsIn, textOf } from './reading.ts'
import { everything, hostile, hostileReport } from './pages.ts'

/** Words alone: what a terminal breaks into lines and a page into elements. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

describe('the page of a learner', () => {
  test('says everything that the terminal says', () => {
    const words = new Set(wordsOf(textOf(renderStudentPage({ report: everything() }))))
    const missing = wordsOf(renderExplained(everything().results, { columns: 400 })).filter((word) => !words.has(word))
    // The page says "0 of 2" under its own heading, and its axis has other ticks.
    expect(missing.filter((word) => word !== 'point' && !/^\d+$/.test(word))).toEqual([])
  })

  test('tells failed, unclear, skipped, errored, not begun and missing apart in words', () => {
    const page = textOf(renderStudentPage({ report: everything() }))
    for (const words of [
      'not passed',
      'unclear This',
      'costs no points',
      'This is looked at once “api” has passed.',
      'the grader’s fault',
      'Not begun yet: exercises/q5.ts holds no answer so far.',
      'No answer to q7 was found here.',
      'This answer could not be judged here: Python 3 is not installed. It is not a zero.',
      'so this is no total yet',
    ])
      expect(page).toContain(words)
  })

  test('shows what was judged, the runs, and the wrong ideas', () => {
    const page = textOf(renderStudentPage({ report: everything() }))
    expect(page).toContain('Written, homework.ipynb, cells 2–4')
    expect(page).toContain('This program was run 3 times: joined did not pass every check passed joined did not pass')
    expect(page).toContain(
      'This sentence is not true of what was asked: where line 5 All processes share one memory. but Each process has its own.',
    )
  })

  test('says the same of a report that was read back from its JSON', () => {
    const given = everything()
    const again = fromJson(JSON.parse(JSON.stringify(toJson(given))) as ReturnType<typeof toJson>)
    const unasked = { ...given, results: given.results.map((each) => ({ ...each, exercise: { ...each.exercise, question: '' } })) }
    expect(renderStudentPage({ report: again })).toBe(renderStudentPage({ report: unasked }))
  })

  test('names whose it is, where it came from, and why nothing could be read', () => {
    const inClass = { from: ['anna/q1.md'], unreadable: 'the archive breaks off.' }
    const page = renderStudentPage({ report: report([]), name: 'Anna', remarks: ['handed in late'], inClass })
    expect(page, 'it is handed back alone').not.toMatch(/href="(?!#)/)
    expect(textOf(page)).toContain('Handed in: anna/q1.md handed in late')
    expect(textOf(page)).toContain('Nothing of this could be read: the archive breaks off.')
    expect(textOf(page)).not.toContain('points')
  })
})

describe('strangers’ text', () => {
  const page = renderStudentPage({
    report: hostileReport(),
    name: hostile,
    remarks: [hostile],
    inClass: { from: [hostile] },
  })

  test('makes no element and no attribute', () => {
    const { names, attributes } = tagsIn(page)
    expect(names).toMatchInlineSnapshot(
      `"a b bdi body circle code dd desc details div dl dt figure g h1 h2 h3 head header html li line main nav ol p path pre q rect section span style summary svg table tbody td text th thead title tr tspan ul"`,
    )
    expect(attributes).toMatchInlineSnapshot(
      `"aria-hidden aria-label aria-labelledby class cx cy d height href id r role rx scope tabindex text-anchor viewBox width x x1 x2 xmlns y y1 y2"`,
    )
  })

  test('holds nothing that cannot be seen or would turn text round', () => {
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(page.match(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/)).toBeNull()
  })

  test('is cut where it floods, and said to be', () => {
    const flood = execution([main(5, { wrote: [said(1, `${'x'.repeat(1 << 20)}\n`), said(2, 'y\n'.repeat(5000))] })])
    const flooded = renderStudentPage({ report: report([result({ exercise: exercise('q3', 'One'), run: flood })]) })
    expect(flooded.length).toBeLessThan(200_000)
    expect(flooded).toContain('… and 1044576 more characters')
    expect(flooded).toContain('… and 4601 more lines: the JSON report has them.')
  })
})

test('tabs of a program’s output stay tabs', () => {
  const run = execution([main(10, { wrote: [said(1, 'a\tb\u0007\n')] })])
  expect(renderStudentPage({ report: report([result({ exercise: exercise('q3', 'One'), run })]) })).toContain('<bdi>a\tb␇</bdi>')
})

describe('the policy of a page', () => {
  test('allows its own style by digest, and nothing else', () => {
    const page = renderStudentPage({ report: report([result({ exercise: exercise('q6', 'Four'), run: fourWorkers() })]) })
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'")
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/)
    expect(page).not.toMatch(/\sstyle="|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
  })
})

test('points and their cost stand beside each check', () => {
  const checks = [check('a', 'one', 3, passed('yes')), check('b', 'two', 2, failed('x', 'y', 'z')), check('c', 'three', 1, unclear('why'))]
  const page = textOf(renderStudentPage({ report: report([result({ exercise: exercise('q3', 'One'), checks })]) }))
  expect(page).toContain('one a yes 3 of 3')
  expect(page).toContain('next z 0 of 2')
  expect(page).toContain('This could not be told: why costs no points')
})
