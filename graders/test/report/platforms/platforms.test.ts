import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import type { Report, Result } from '../../../core/types.ts'
import { renderClassroom50 } from '../../../report/platforms/classroom50.ts'
import { renderExercism } from '../../../report/platforms/exercism.ts'
import { fromJson } from '../../../report/from-json.ts'
import { renderAnnotations, renderStepSummary } from '../../../report/platforms/github.ts'
import { renderGradescope, renderGradescopeRefusal } from '../../../report/platforms/gradescope.ts'
import { toJson } from '../../../report/json.ts'
import { renderClassJUnit, renderJUnit } from '../../../report/platforms/junit.ts'
import { renderExplained } from '../../../report/terminal.ts'
import { check, execution, exercise, fourWorkers, main, report, result, said } from '../builder.ts'

const hostile = ']]><script>alert(1)</script>&\u0000\u001b[2J\u202e\ufffe\ud800\n::error::x|*_`@here\n## x'

const checks = [
  check('api', 'uses real processes', 1, { status: 'passed', seen: 'fork(), line 9', evidence: [{ quote: 'fork(file)', line: 9 }] }),
  check('spawned', 'starts four', 3, {
    status: 'failed',
    expected: '4 workers',
    seen: '3 workers',
    hint: 'How often does the loop run?',
    evidence: [{ quote: 'for', line: 4 }],
  }),
  check('output', 'prints', 3, { status: 'skipped', after: 'spawned' }),
  check('joined', 'waits', 2, { status: 'unclear', why: 'main ended with its last worker' }),
]

const q6 = (more: Partial<Result> = {}) =>
  result({ exercise: exercise('q6', 'Four processes'), entry: 'q6.ts', checks, run: fourWorkers(), ...more })
const q1 = (more: Partial<Result> = {}) =>
  result({ exercise: exercise('q1', 'What', 'written'), entry: 'q1.md', status: 'passed', score: 7.5, max: 10, mark: 2, ...more })
const q4 = result({ exercise: exercise('q4', 'Pool', 'written'), status: 'missing', language: null })
const errored = q6({ status: 'errored', score: 0, checks: [check('exit', 'ends', 1, { status: 'errored', cause: 'Error: oops' })] })

const odd: Report = (() => {
  const failed = check('joined', hostile, 2, {
    status: 'failed',
    expected: hostile,
    seen: hostile,
    hint: hostile,
    evidence: [{ quote: hostile, line: 3 }],
  })
  const run = execution([main(30, { command: hostile, wrote: [said(1, hostile)] })], { stdout: hostile, stderr: hostile })
  const one = result({ exercise: exercise('q3', hostile), entry: `${hostile}.py`, checks: [failed], advice: [hostile], run })
  return { ...report([one]), submission: { name: hostile, source: 'folder', sha256: 'ab'.repeat(32) } }
})()

const whole = report([q1(), q6(), q4])

describe('a report read back from its JSON', () => {
  test('is drawn as it was', () => {
    const back = fromJson(JSON.parse(JSON.stringify(toJson(whole))) as ReturnType<typeof toJson>)
    expect(renderExplained(back.results)).toBe(renderExplained(whole.results))
    expect(toJson(back)).toEqual(toJson(whole))
  })
})

test('a check that expects an answer to its next step asks the question once', () => {
  const failed = { status: 'failed', expected: 'an answer to: Who waits?', seen: 'no sentence', hint: 'Who waits?' } as const
  const asked = report([q1({ status: 'failed', checks: [check('wait', 'Waiting', 3, failed)] })])
  for (const text of [renderJUnit(asked), renderExercism(asked), renderAnnotations(asked), renderStepSummary(asked)]) {
    expect(text.match(/Who waits/g)).toHaveLength(1)
    expect(text).toContain('no sentence')
  }
})

test('a wrong idea is told with its sentence in every file, and fails nothing of a question that has passed', () => {
  const wrong = { id: 'shared-memory', message: 'Each process has its own memory.', quote: 'Processes share memory.', line: 5 }
  const having = (status: 'passed' | 'failed') => report([q1({ status, misconceptions: [wrong] })])
  for (const status of ['passed', 'failed'] as const)
    for (const render of [renderJUnit, renderExercism, renderAnnotations, renderStepSummary]) {
      const text = render(having(status)).replaceAll('&#46;', '.')
      expect(text).toContain('“Processes share memory.”')
      expect(text).toMatch(/but: Each process has its own memory/i)
    }
  expect(renderJUnit(having('passed'))).toContain('failures="0" errors="0" skipped="1"')
  expect(renderJUnit(having('failed'))).toContain('<failure message="This sentence is not true of what was asked" type="shared-memory">')
  expect(readJson(renderExercism(having('passed'))).tests.at(-1)).toMatchObject({ status: 'pass' })
  expect(readJson(renderExercism(having('failed'))).tests.at(-1)).toMatchObject({ status: 'fail' })
})

describe('a question that has passed with something open', () => {
  const failed = { status: 'failed', expected: 'an answer', seen: 'no sentence', hint: 'Which?' } as const
  const asked = check('cpu-bound', 'For what kind of work', 1.5, failed)
  const beyond = { ...check('gil', 'What holds threads back', 1.5, failed), open: true }
  const passed = report([q1({ checks: [check('cores', 'What is at work', 3, { status: 'passed', seen: 'line 1' }), asked, beyond] })])

  test('has failed nothing, and what it can do without is not even named', () => {
    const junit = renderJUnit(passed)
    expect(junit).toContain('tests="2" failures="0" errors="0" skipped="1"')
    expect(junit).toContain('<skipped message="open, though the question has passed: no sentence"/>')
    expect(readJson(renderExercism(passed)).tests.map(({ status }) => status)).toEqual(['pass', 'pass'])
    expect(renderAnnotations(passed)).toBe('')
    expect(renderStepSummary(passed)).toMatch(/\| 7&#46;5\/10 \|  \|\n/)
    for (const text of [junit, renderExercism(passed), renderStepSummary(passed)]) expect(text).not.toContain('What holds threads back')
  })
})

test('what this machine lacks is said wherever a check would stand, and is no fault of the grader', () => {
  const lacking = report([q6({ status: 'errored', score: 0, checks: [], lacks: 'Python 3 was not found' })])
  const error = parsed(renderJUnit(lacking)).find(({ name }) => name === 'error')
  expect(error?.attributes['message']).toBe('it could not be judged here: Python 3 was not found')
  expect(readJson(renderExercism(lacking))).toMatchObject({
    message: 'q6: it could not be judged here: Python 3 was not found.',
    tests: [{ status: 'error', message: 'Python 3 was not found' }],
  })
  expect(renderStepSummary(lacking)).toContain('| it could not be judged here&#58; Python 3 was not found |')
})

const readJson = (text: string) => JSON.parse(text) as Record<string, unknown> & { tests: Record<string, unknown>[] }

test.each(['', 'x'])('Exercism’s text is cut between characters, wherever its limit falls: %j', (first) => {
  const cause = `${first}${'😀'.repeat(40_000)}`
  const { message } = readJson(renderExercism(report([q6({ status: 'errored', checks: [], cause })])))
  expect(message).toMatch(/😀 … \(cut\)$/u)
  expect(Buffer.from(String(message)).toString()).toBe(message)
})

describe('Gradescope', () => {
  const allowed = {
    top: 'score execution_time output output_format test_output_format test_name_format visibility stdout_visibility extra_data tests leaderboard'.split(
      ' ',
    ),
    test: 'score max_score status name name_format number output output_format tags visibility extra_data'.split(' '),
  }

  test('has only fields of the format, and one test a question', () => {
    const json = readJson(renderGradescope(whole))
    expect(Object.keys(json).filter((key) => !allowed.top.includes(key))).toEqual([])
    expect(json.tests.flatMap((each) => Object.keys(each).filter((key) => !allowed.test.includes(key)))).toEqual([])
    expect(json.tests.map(({ score, max_score: max, status }) => [score, max, status])).toEqual([
      [7.5, 10, 'passed'],
      [3, 9, 'failed'],
      [0, 10, 'failed'],
    ])
    expect(json['score']).toBe(10.5)
    expect(json.tests[1]!['output']).toContain('next      How often does the loop run?')
  })

  test('a 0 that stands for what could not be read is called no judgement, since Gradescope takes nothing else', () => {
    const said = 'the 0 is no judgement. Hand it in again in another form, or ask your teacher to look at it.'
    const nothing = readJson(renderGradescopeRefusal('It is a picture'))
    expect(nothing).toMatchObject({ score: 0, output: `It is a picture.\n\nNothing was judged, and ${said}`, tests: [] })
    const part = readJson(renderGradescope(report([q1(), result({ ...q4, unread: '"q4.docx" is of no kind.' })])))
    expect(part['output']).toBe(`7.5 of 20 points. q4 could not be read: ${said.replace('0 is', '0 there is')}`)
  })
})

describe('Classroom 50', () => {
  const context = {
    classroom: 'cs1',
    assignment: 'joinery',
    assignmentType: 'individual',
    owner: 'jane',
    submission: 'submit/2026-01-01T00-00-00Z-abc',
    commit: 'https://example.org/c',
    release: 'https://example.org/r',
    review: 'https://example.org/v',
    at: new Date('2026-01-02T03:04:05.678Z'),
  } as const
  interface Json {
    readonly [key: string]: unknown
    readonly datetime: string
    readonly score: number
    readonly 'max-score': number
    readonly tests: readonly {
      readonly 'test-name': string
      readonly passed: boolean
      readonly score: number
      readonly 'max-score': number
    }[]
  }
  const read = (scores: readonly number[]) =>
    JSON.parse(
      renderClassroom50(report(scores.map((score, index) => q1({ exercise: exercise(`q${index}`, 'x', 'written'), score }))), context),
    ) as Json

  test('has exactly the fields that the schema asks for', () => {
    const json = read([7.5])
    expect(Object.keys(json).sort()).toEqual(
      'schema classroom assignment assignment_type owner submission commit release review datetime score max-score tests'.split(' ').sort(),
    )
    expect(json.datetime).toBe('2026-01-02T03:04:05Z')
    expect(json['schema']).toBe('classroom50/result/v1')
  })

  test.each([[[7.5, 7.5, 7.5]], [[0.25, 0.25, 0.25, 0.25]], [[10, 9.5, 0, 3.3]], [[0]], [[]]])(
    'points are whole and add up: %j',
    (scores) => {
      const json = read(scores)
      expect(json.tests.every(({ score }, index) => Number.isInteger(score) && Math.abs(score - scores[index]!) < 1 && score >= 0)).toBe(
        true,
      )
      expect(json.tests.every((each) => each.score <= each['max-score'])).toBe(true)
      expect(json.score).toBe(Math.round(scores.reduce((sum, score) => sum + score, 0)))
      expect(json.score).toBe(json.tests.reduce((sum, { score }) => sum + score, 0))
      expect(json.score).toBeLessThanOrEqual(json['max-score'])
    },
  )
})

describe('exercism', () => {
  interface Json {
    readonly version: number
    readonly status: string
    readonly message?: string
    readonly tests: readonly {
      readonly name: string
      readonly status: string
      readonly message?: string
      readonly output?: string
      readonly task_id: number
    }[]
  }
  const read = (one: Report) => JSON.parse(renderExercism(one)) as Json

  test('has a test for each check, in the order of the questions', () => {
    const json = read(whole)
    expect([json.version, json.status, json.message]).toEqual([3, 'fail', undefined])
    expect(json.tests.map(({ name, status, task_id: task }) => [name, status, task])).toEqual([
      ['q1: What', 'pass', 1],
      ['q6: uses real processes', 'pass', 2],
      ['q6: starts four', 'fail', 2],
      ['q6: prints', 'fail', 2],
      ['q6: waits', 'pass', 2],
      ['q4: Pool', 'fail', 3],
    ])
  })

  test('an error of the grader has a message', () =>
    expect(read(report([errored]))).toMatchObject({ status: 'error', message: expect.stringContaining('fault of the grader') }))

  test('has no output where a program printed nothing', () =>
    expect(read(report([q6({ run: execution([main(30)]) })])).tests[0]).not.toHaveProperty('output'))

  test('keeps the limits of the format', () => {
    const long = 'x😀'.repeat(60_000)
    const failed = check('joined', 'waits', 2, { status: 'failed', expected: long, seen: long, hint: long })
    const json = read(report([q6({ checks: [failed], run: execution([main(30)], { stdout: long }) })]))
    expect(json.tests[0]!.output!.length).toBeLessThanOrEqual(500)
    expect(json.tests[0]!.message!.length).toBeLessThanOrEqual(65_535)
    expect(json.tests[0]!.message).toMatch(/ … \(cut\)$/)
  })
})

/** The elements with their attributes, as a strict parser of XML 1.0 reads them. */
const parsed = (text: string) => {
  const elements: { name: string; attributes: Record<string, string> }[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes }))
  parser.write(text).close()
  return elements
}

describe('JUnit', () => {
  test('counts failures, errors and skipped ones apart', () => {
    const [root, ...elements] = parsed(renderJUnit(report([q1(), q6(), q4, errored])))
    expect(root!.attributes).toMatchObject({ tests: '7', failures: '2', errors: '1', skipped: '2' })
    expect(elements.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes['name'])).toEqual([
      'q1: What',
      'q6: Four processes',
      'q4: Pool',
      'q6: Four processes',
    ])
    expect(elements.filter(({ name }) => name === 'failure').map(({ attributes }) => attributes['message'])).toEqual([
      '3 workers',
      'no answer yet',
    ])
    expect(elements.filter(({ name }) => name === 'skipped').map(({ attributes }) => attributes['message'])).toEqual([
      'looked at once spawned has passed',
      'could not be told, and costs nothing: main ended with its last worker',
    ])
    expect(elements.filter(({ name }) => name === 'error')).toHaveLength(1)
    expect(elements.find(({ attributes }) => attributes['classname'] === 'q6.spawned')?.attributes).toMatchObject({
      file: 'q6.ts',
      line: '4',
    })
    expect(elements.filter(({ attributes }) => attributes['name'] === 'points').map(({ attributes }) => attributes['value'])).toEqual([
      '7.5',
      '3',
      '0',
      '0',
    ])
  })

  test('tells what was expected, and what the next step is', () =>
    expect(renderJUnit(whole)).toContain('Expected: 4 workers\nSeen: 3 workers\nNext: How often does the loop run?'))

  test('counts a question that the grader broke down on as its own error', () => {
    const [root] = parsed(renderJUnit(report([{ ...errored, checks: [] }])))
    expect(root!.attributes).toMatchObject({ tests: '1', failures: '0', errors: '1', skipped: '0' })
  })

  test('takes a whole class', () => {
    const pieces = [...renderClassJUnit([whole, odd])]
    const suites = parsed(pieces.join('')).filter(({ name }) => name === 'testsuite')
    expect(suites.map(({ attributes }) => attributes['name']).slice(0, 3)).toEqual([
      '042, q1: What',
      '042, q6: Four processes',
      '042, q4: Pool',
    ])
    expect(suites).toHaveLength(4)
  })

  test('a reference that a learner wrote is text', () => {
    const name = '&lt;b&gt; &amp; "mine"'
    expect(parsed(renderJUnit({ ...whole, submission: { ...whole.submission, name } }))[0]!.attributes['name']).toBe(name)
  })

  test('is well-formed whatever a learner wrote', () => {
    const text = renderJUnit(odd)
    const elements = parsed(text)
    expect(elements.map(({ name }) => name)).not.toContain('script')
    // oxlint-disable-next-line no-control-regex -- controls are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/)
  })
})

describe('GitHub', () => {
  test('the summary has a line for each question and the open checks', () => {
    const text = renderStepSummary(whole)
    expect(text).toContain('| ✘ | q6 Four processes | TypeScript | 3/9 | starts four |')
    expect(text).toContain('  - next: How often does the loop run?')
  })

  test('markup, references and line ends in it are text', () => {
    const text = renderStepSummary(odd)
    expect(text).not.toMatch(/<script|@here|\*_`|^::|^## x/m)
    expect(text.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3)
  })

  test('a cell of the summary ends where the kit ends it', () => {
    const split = { ...whole, results: [result({ exercise: exercise('q1', 'a | b', 'written'), status: 'missing', language: null })] }
    expect(renderStepSummary(split)).toContain('| q1 a &#124; b |')
  })

  test('there are no more annotations than GitHub shows', () => {
    const failed = check('x', 'x', 1, { status: 'failed', expected: 'a', seen: 'b', hint: 'c' })
    const many = result({ exercise: exercise('q3', 'One'), entry: 'q3.ts', checks: Array.from({ length: 12 }, () => failed) })
    expect(renderAnnotations({ ...whole, results: [many] }).match(/^::error /gm)).toHaveLength(10)
  })

  test('annotations stand at their lines', () => {
    expect(renderAnnotations(whole, 'exercises')).toBe(
      '::error file=exercises/q6.ts,line=4,title=q6%3A starts four::Expected: 4 workers%0ASeen: 3 workers%0ANext: How often does the loop run?\n',
    )
  })

  test('nobody’s words make a command of their own', () => {
    const text = renderAnnotations(odd)
    expect(text.split('\n')).toHaveLength(2)
    expect(text).toMatch(/^::error file=[^:,\n]*,line=3,title=[^:,\n]*::/)
  })
})
