import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../core/types.ts'
import { q1 } from '../../q1.ts'
import { renderJson, toJson } from '../../report/json.ts'
import schema from '../../report/schema.json' with { type: 'json' }
import { check, execution, exercise, fourWorkers, main, report, result, said, worker } from './builder.ts'

const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(schema)

const faults = (value: unknown): string[] => {
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const everyVerdict = [
  check('api', 'uses real processes', 1, { status: 'passed', seen: 'fork(), line 9', evidence: [{ quote: 'fork(file)', line: 9 }] }),
  check('spawned', 'starts four', 3, { status: 'failed', expected: '4 workers', seen: '3 workers', hint: 'How often does the loop run?' }),
  check('output', 'prints', 3, { status: 'skipped', after: 'spawned' }),
  check('joined', 'waits', 2, { status: 'unclear', why: 'main ended with its last worker' }),
  check('exit', 'ends cleanly', 1, { status: 'errored', cause: 'Error: oops\n    at check' }),
]

const program = (more: Partial<Result> = {}) =>
  result({
    exercise: exercise('q6', 'Four processes'),
    entry: 'q6.ts',
    checks: everyVerdict,
    advice: ['Mind the gap.'],
    run: fourWorkers(),
    ...more,
  })

describe('a report as JSON', () => {
  test('a message that expects the answer to a question does not end it with two signs', () => {
    const failed = { status: 'failed', expected: 'an answer to: Who waits?', seen: 'no sentence', hint: 'Who waits?' } as const
    const [json] = toJson(report([program({ checks: [check('wait', 'Waiting', 3, failed)] })])).results
    expect(json!.checks[0]!.message).toBe('Expected: an answer to: Who waits? Seen: no sentence')
  })

  test('holds every field of the contract, under its name', () => {
    const run = execution([main(30, { wrote: [said(28.12345, 'done\n')] }), worker(10, 20, { pid: 1002 })])
    expect(toJson(report([program({ run: { ...run, durationMs: 30.00049 } })]))).toMatchInlineSnapshot(`
      {
        "max": 10,
        "passed": false,
        "results": [
          {
            "advice": [
              "Mind the gap.",
            ],
            "checks": [
              {
                "evidence": [
                  {
                    "line": 9,
                    "quote": "fork(file)",
                  },
                ],
                "id": "api",
                "max": 1,
                "message": "fork(), line 9",
                "points": 1,
                "status": "passed",
                "title": "uses real processes",
              },
              {
                "evidence": [],
                "expected": "4 workers",
                "hint": "How often does the loop run?",
                "id": "spawned",
                "max": 3,
                "message": "Expected: 4 workers. Seen: 3 workers",
                "points": 0,
                "seen": "3 workers",
                "status": "failed",
                "title": "starts four",
              },
              {
                "after": "spawned",
                "evidence": [],
                "id": "output",
                "max": 3,
                "message": "This is looked at once “spawned” has passed.",
                "points": 0,
                "status": "skipped",
                "title": "prints",
              },
              {
                "evidence": [],
                "id": "joined",
                "max": 2,
                "message": "main ended with its last worker",
                "points": 2,
                "status": "unclear",
                "title": "waits",
              },
              {
                "cause": "Error: oops
          at check",
                "evidence": [],
                "id": "exit",
                "max": 1,
                "message": "This check broke down: this is a fault of the grader, not of your work.",
                "points": 0,
                "status": "errored",
                "title": "ends cleanly",
              },
            ],
            "entry": "q6.ts",
            "exercise": "q6",
            "kind": "program",
            "language": "ts",
            "max": 10,
            "run": {
              "durationMs": 30,
              "exit": {
                "code": 0,
              },
              "processes": [
                {
                  "command": "node q6.js",
                  "endedMs": 30,
                  "exit": {
                    "code": 0,
                  },
                  "parent": null,
                  "pid": 100,
                  "reapedBy": null,
                  "reapedMs": null,
                  "role": "main",
                  "startedMs": 0,
                  "wrote": [
                    {
                      "atMs": 28.123,
                      "stream": "stdout",
                      "text": "done
      ",
                    },
                  ],
                },
                {
                  "command": "node q6.js child",
                  "endedMs": 20,
                  "exit": {
                    "code": 0,
                  },
                  "parent": 100,
                  "pid": 1002,
                  "reapedBy": 100,
                  "reapedMs": 20,
                  "role": "worker",
                  "startedMs": 10,
                  "wrote": [],
                },
              ],
              "sandboxed": false,
              "stderr": "",
              "stdout": "done
      ",
              "stopped": null,
              "truncated": false,
              "witness": "kernel",
            },
            "score": 3,
            "status": "failed",
            "title": "Four processes",
          },
        ],
        "schema": "joinery/report/v1",
        "score": 3,
        "submission": {
          "name": "042",
          "sha256": "abababababababababababababababababababababababababababababababab",
          "source": "folder",
        },
      }
    `)
  })

  test.each([
    ['an end of its own', {}, { code: 0 }],
    ['a signal', { exit: { signal: 'SIGSEGV' } }, { signal: 'SIGSEGV' }],
    ['too much time', { exit: null, stopped: { why: 'time', limitMs: 10_000 } }, { timedOut: true }],
    ['too much output', { exit: null, stopped: { why: 'output', limitBytes: 1_048_576 } }, { tooMuchOutput: true }],
    ['too many processes', { exit: null, stopped: { why: 'processes', limit: 64 } }, { tooManyProcesses: true }],
    ['an end that was not seen', { exit: null }, null],
    ['a worker stopped after main had ended', { stopped: { why: 'time', limitMs: 10_000 } }, { code: 0 }],
  ] as const)('tells how main ended: %s', (_, more, expected) => {
    const json = toJson(report([program({ run: execution([main(30)], more) })]))
    expect(json.results[0]!.run?.exit).toEqual(expected)
    expect(faults(json)).toEqual([])
  })

  test('leaves nothing for a terminal to obey, and loses nothing by it', () => {
    const text = 'a\u009b2Jb\u202ec\u200bd\u{e0041}ü日本\ud800'
    const odd = report([program({ run: execution([main(30, { wrote: [said(1, text)] })]) })])
    const printed = renderJson(odd)
    expect(printed).not.toMatch(/[\u0080-\u009f\u202e\u200b\u{e0000}-\u{e007f}]/u)
    expect(printed).toContain('ü日本')
    expect(JSON.parse(printed)).toEqual(toJson(odd))
  })
})

describe('the schema that ships with the kit', () => {
  const missing = result({ exercise: exercise('q4', 'Pool', 'written'), status: 'missing', language: null })
  const unfinished = result({ exercise: exercise('q3', 'A process'), status: 'unfinished' })

  test('takes every kind of result', () => expect(faults(toJson(report([program(), missing, unfinished])))).toEqual([]))

  test('takes what a grader really says', async () => {
    const text = 'Multiprocessing runs several processes at the same time. All processes share one memory space.\n'
    const answer = { exercise: 'q1', language: 'md', entry: 'q1.md', files: [{ path: 'q1.md', text }] } as const
    const graded = await q1.grade(answer, { timeoutMs: 1000 })
    expect(graded.misconceptions).not.toEqual([])
    expect(faults(toJson(report([graded])))).toEqual([])
  })

  test.each([
    ['a field of another name', (json: any) => (json.results[0].points = 1)],
    ['a status that does not exist', (json: any) => (json.results[0].checks[0].status = 'ok')],
    ['a failed check without its next step', (json: any) => delete json.results[0].checks[1].hint],
    ['a passed check with one', (json: any) => (json.results[0].checks[0].hint = 'well')],
    ['two ways to end at once', (json: any) => (json.results[0].run.exit = { code: 0, signal: 'SIGTERM' })],
    ['an end without a reason', (json: any) => (json.results[0].run.exit = {})],
    ['a program with a mark', (json: any) => (json.results[0].mark = 3)],
    ['a written answer that ran', (json: any) => (json.results[1].run = json.results[0].run)],
    ['a time that is a text', (json: any) => (json.results[0].run.durationMs = '12')],
    ['another version', (json: any) => (json.schema = 'joinery/report/v2')],
  ])('refuses %s', (_, spoil) => {
    const json = structuredClone(toJson(report([program(), missing])))
    spoil(json)
    expect(faults(json)).not.toEqual([])
  })
})
