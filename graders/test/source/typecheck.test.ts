import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { typeErrors, typeErrorsOfAll } from '../../source/typecheck.ts'
import { narrow } from '../../process/sandbox/narrow.ts'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { openTypeServer } from '../../source/types/server.ts'
import { thorough } from '../thorough.ts'

const noWalls = await sandboxProblem()

const check = (text: string, others: Record<string, string> = {}) =>
  typeErrors([{ path: 'q6.ts', text }, ...Object.entries(others).map(([path, text]) => ({ path, text }))])

/** The processes that any thread of this one has started in a folder. */
const startedIn = (folder: string): string[] =>
  readdirSync('/proc/self/task')
    .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean))
    .filter((pid) => placeOf(pid) === folder)

/** Others come and go meanwhile. */
const placeOf = (pid: string): string | null => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

describe('type errors', () => {
  test('says where and what', async () => {
    expect(await check("import { fork } from 'node:child_process'\nconst child = fork('x')\nconst n: number = 'four'\n")).toEqual([
      "TypeScript doubts line 3 of q6.ts: Type 'string' is not assignable to type 'number'.",
    ])
  })

  test('where no way of calling fits, what does not fit', async () => {
    const text = "import { fork } from 'node:child_process'\nfork('x', [1]).on('exit', console.log('done'))\n"
    const server = openTypeServer()
    const warm = typeErrors([{ path: 'q6.ts', text }], { server }).finally(server.close)
    const said = await check(text)
    expect(said).toEqual([
      "TypeScript doubts line 2 of q6.ts: Type 'number' is not assignable to type 'string'.",
      expect.stringMatching(/line 2 of q6\.ts: Argument of type 'void' is not assignable to parameter of type '\(/),
    ])
    expect(await warm).toEqual(said)
  })

  test('at most three, and how many more', async () => {
    const sentences = await check("let n: number\nn = 'a'\nn = 'b'\nn = 'c'\nn = 'd'\nn = 'e'\n")
    expect(sentences).toHaveLength(4)
    expect(sentences.at(-1)).toBe('TypeScript finds 2 more type errors.')
  })

  test.each<[string, string]>([
    ['what a learner leaves open', "function f(a, b) { return a + b }\nlet unused\nconst x = JSON.parse('{}')\nx.y.z\nf(1, 2)"],
    [
      'top-level await, import.meta and .ts imports',
      "import { a } from './a.ts'\nawait a\nconsole.log(import.meta.url, import.meta.filename)",
    ],
    ['CommonJS', "const { fork } = require('child_process')\nfork(__filename)\nmodule.exports = {}"],
    ['an import by require', "import cp = require('node:child_process')\ncp.fork('x')"],
    ['enums and parameter properties', 'enum E { A }\nclass C { constructor(private n: E) {} m() { return this.n } }\nnew C(E.A).m()'],
    [
      'tinypool',
      "import Tinypool from 'tinypool'\nconst pool = new Tinypool({ runtime: 'child_process' })\nconst n: number = await pool.run(1)\nawait pool.destroy()",
    ],
    ['workerpool', "import workerpool from 'workerpool'\nconst pool = workerpool.pool({ workerType: 'process' })\nawait pool.terminate()"],
    ['process.send of a child', 'process.send(1)\nprocess.on("message", (m: number) => process.send?.(m * m))'],
    ['a syntax error, which is told elsewhere', 'const = 4'],
    ['nothing', ''],
  ])('nothing to say of %s', async (_, text) => {
    expect(await check(text, { 'a.ts': 'export const a = Promise.resolve(1)' })).toEqual([])
  })

  test('of the answer only, not of other files of the machine', async () => {
    const outside = join(mkdtempSync(join(tmpdir(), 'joinery-outside-')), 'outside.ts')
    writeFileSync(outside, "const n: number = 'x'")
    const sentences = await check(`/// <reference path="${outside}" />\nconst m: number = 'y'`)
    rmSync(dirname(outside), { recursive: true })
    expect(sentences).toEqual(["TypeScript doubts line 2 of q6.ts: Type 'string' is not assignable to type 'number'."])
  })

  test.skipIf(noWalls !== null)(
    'of nothing else on the machine where a stranger wrote it, by a new compiler and by a warm one',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'joinery-outside-'))
      const secret = join(folder, 'secret.ts')
      writeFileSync(secret, "export const password = 'sesame' as const")
      const answer = [{ path: 'q6.ts', text: `import { password } from '${secret}'\nconst n: number = password\nconst m: number = 'x'` }]
      const server = openTypeServer()
      try {
        const said = [
          expect.stringContaining(`TypeScript doubts line 1 of q6.ts: Cannot find module '${secret}'`) as string,
          "TypeScript doubts line 3 of q6.ts: Type 'string' is not assignable to type 'number'.",
        ]
        expect(await typeErrors(answer, { narrow })).toEqual(said)
        expect(await typeErrors(answer, { narrow, server })).toEqual(said)
        expect((await typeErrors(answer, { server }))[0]).toBe(
          "TypeScript doubts line 2 of q6.ts: Type 'string' is not assignable to type 'number'.",
        )
      } finally {
        server.close()
        rmSync(folder, { recursive: true })
      }
    },
  )

  test.skipIf(noWalls !== null || !thorough)('by one that stays warm where it sees little', async () => {
    const server = openTypeServer()
    const answer = [{ path: 'q6.ts', text: '4' }]
    try {
      await typeErrors(answer, { narrow, server })
      const [compiler] = startedIn(server.ground())
      // It looks for its parent every five seconds.
      await delay(6000)
      expect(startedIn(server.ground())).toEqual([compiler])
    } finally {
      server.close()
    }
  })

  test('a module that is not there', async () => {
    expect(await check("import pool from 'tinypol'\npool()")).toEqual([
      expect.stringMatching(/^TypeScript doubts line 1 of q6\.ts: Cannot find module 'tinypol'/),
    ])
  })

  test('of every file of the answer', async () => {
    const [first] = await check("import './lib/worker.ts'", { 'lib/worker.ts': "const n: number = 'x'\nexport {}" })
    expect(first).toMatch(/^TypeScript doubts line 1 of lib\/worker\.ts: /)
  })

  test('of several answers at once as of each by itself', async () => {
    const texts = [
      "export const n: number = 'x'",
      'const = 4',
      "const n: string = 4\nimport './other.ts'",
      'declare global { var four: number }\nexport {}',
      "four.length\nimport { n } from './q6.ts'",
    ]
    const answers = texts.map((text) => [{ path: 'q6.ts', text }])
    expect(await typeErrorsOfAll(answers)).toEqual(await Promise.all(answers.map((files) => typeErrors(files))))
  })

  test('by a compiler that is warm as by a new one, whatever it is given, and after it was ended', async () => {
    const server = openTypeServer()
    const texts = [
      "export const n: number = 'x'\nexport const m: string = { a: { b: 1 } }",
      'const = 4',
      'const n: string = 4\nconst = 5',
      'const n: string = 4\nfunction f() { await n }',
      'function f() { await 1 }',
      "import { n } from './other.ts'\nimport pool from 'tinypol'\npool(n)",
      'declare global { var four: number }\nexport {}',
      "let unused\nlet n: number\nn = 'a'; n = 'b'; n = 'c'; n = 'd'",
      '',
    ]
    const answers = texts.map((text) => [
      { path: 'q6.ts', text },
      { path: 'lib/other.ts', text: "export const n: number = 'x'" },
    ])
    const own = [
      { path: 'q6.ts', text: 'const f = (a) => a' },
      { path: 'tsconfig.json', text: '{"compilerOptions":{"strict":true}}' },
    ]
    try {
      const expected = await typeErrorsOfAll([...answers, own])
      expect(expected.flat()).not.toEqual([])
      expect(await typeErrorsOfAll([...answers, own], { server })).toEqual(expected)
      server.close()
      expect(await typeErrorsOfAll([answers[0]!], { server })).toEqual([expected[0]])
    } finally {
      server.close()
    }
  })

  test('has nothing to say when it was asked to stop, and leaves nothing behind', async () => {
    const [before, temporary] = [process.env['TMPDIR'], mkdtempSync(join(tmpdir(), 'joinery-stopped-'))]
    process.env['TMPDIR'] = temporary
    try {
      const controller = new AbortController()
      const checking = typeErrors([{ path: 'q6.ts', text: "const n: number = 'x'" }], { signal: controller.signal })
      controller.abort()
      expect(await checking).toEqual([])
      expect(readdirSync(temporary)).toEqual([])
    } finally {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
      rmSync(temporary, { recursive: true })
    }
  })

  test('gives no advice without TypeScript files', async () => {
    expect(await typeErrors([{ path: 'q6.js', text: 'x' }])).toEqual([])
  })
})
