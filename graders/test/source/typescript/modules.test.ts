import { describe, expect, test } from 'vitest'
import { read, waits } from './programs.ts'

describe('imports', () => {
  const rest = "await new Promise((resolve) => start('q.ts', ['child']).on('exit', resolve))"
  test.each([
    "import cp from 'node:child_process'\nconst start = cp.fork",
    "import cp from 'child_process'\nconst { fork: start } = cp",
    "import * as cp from 'node:child_process'\nconst start = cp.fork",
    "import * as cp from 'node:child_process'\nconst start = cp.default.fork",
    "import { fork as start } from 'node:child_process'",
    "const start = require('child_process').fork",
    "const { fork: start } = require('node:child_process')",
    "import cp = require('child_process')\nconst start = cp.fork",
    "const { fork: start } = await import('node:child_process')",
    "const start = (await import('node:child_process')).fork",
    "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\nconst { fork: start } = require('node:child_process')",
    "const start = process.getBuiltinModule('node:child_process').fork",
    "import child_process, { type ChildProcess } from 'node:child_process'\nconst start = (file: string, args: string[]): ChildProcess => child_process['fork'](file, args)",
    "import { fork } from 'node:child_process'\nconst start = fork.bind(null)",
  ])('%s', (imports) => {
    const facts = read(`${imports}\n${rest}`)
    expect(facts.means.map(({ kind, name }) => [kind, name])).toEqual([['process', 'fork() of node:child_process']])
    expect(facts.launches.map(({ wait }) => wait?.for)).toEqual(['end'])
  })

  test('a function of the same name is none', () => {
    expect(read("const fork = (n: number) => console.log(n)\nfork(1)\nimport('./x.ts')").means).toEqual([])
  })
})

describe('files', () => {
  const start = "import { fork } from 'node:child_process'\nimport { once } from 'node:events'\n"
  test('a worker in a file of its own', () => {
    const facts = read(`${start}await once(fork(new URL('./worker.ts', import.meta.url)), 'exit')`, {
      'worker.ts': "import { setTimeout } from 'node:timers/promises'\nawait setTimeout(10)\nconsole.log(1)",
    })
    expect(facts.launches.map(({ wait }) => wait?.for)).toEqual(['end'])
    expect(facts.sleeps).toEqual([])
  })
  test('a pool that is imported', () => {
    const pool = `${start}export class Pool { #all = [1, 2, 3, 4].map(() => fork('./worker.ts'))\n end = () => Promise.all(this.#all.map((c) => once(c, 'exit'))) }\nexport default Pool`
    for (const line of [
      "import { Pool } from './pool.ts'",
      "import Pool from './pool.js'",
      "import * as all from './pool'\nconst { Pool } = all",
      "const { Pool } = await import('./pool.ts')",
    ]) {
      const facts = read(`${line}\nawait new Pool().end()`, { 'pool.ts': pool })
      expect(facts.launches.map(({ file, wait, count }) => [file, wait?.for, count])).toEqual([['pool.ts', 'end', 4]])
    }
  })
  test('CommonJS', () => {
    const facts = read("const { run } = require('./run')\nrun().then(() => console.log('done'))", {
      'run.js': "const { fork } = require('child_process')\nmodule.exports = { run: () => new Promise((r) => fork('x.js').on('exit', r)) }",
    })
    expect(facts.launches.map(({ wait }) => wait?.for)).toEqual(['end'])
  })
  test('exported again', () => {
    const facts = read("import { go } from './b.ts'\nawait go()", {
      'b.ts': "export * from './c.ts'",
      'c.ts': `${start}const go = () => once(fork('x'), 'exit')\nexport { go }`,
    })
    expect(facts.launches.map(({ wait }) => wait?.for)).toEqual(['end'])
  })
  test('files that import each other', () => {
    expect(
      waits(`import { a } from './a.ts'\nexport const b = 1\n${start}await once(fork('x'), 'exit')`, {
        'a.ts': "import { b } from './q.ts'\nexport const a = b",
      }),
    ).toEqual(['end'])
  })
  test.each([
    ["import { go } from './lib'\nawait go()", 'lib/index.ts'],
    ["import { go } from '@lib/b'\nawait go()", 'src/b.ts'],
    ["import { go } from '#lib/b.js'\nawait go()", 'src/b.ts'],
    ["import { go } from 'src/b'\nawait go()", 'src/b.ts'],
  ])('by a name that only a compiler knows: %s', (text, path) => {
    const facts = read(text, {
      [path]: `${start}export const go = () => once(fork('x'), 'exit')`,
      'tsconfig.json': '{ "compilerOptions": { /* all */ "baseUrl": ".", "paths": { "@lib/*": ["src/*"] } } }',
      'package.json': '{ "imports": { "#lib/*": "./src/*" } }',
    })
    expect(facts.launches.map(({ wait }) => wait?.for)).toEqual(['end'])
  })
  test('what is exported as a whole, and what stands in JSON', () => {
    const facts = read("import go from './b'\nimport { numbers } from './numbers.json'\nawait go(numbers)", {
      'b.ts': `${start}const go = (all: number[]) => Promise.all(all.map((n) => once(fork('x', [n]), 'exit')))\nexport = go`,
      'numbers.json': '{ "numbers": [1, 2] }',
    })
    expect(facts.launches.map(({ wait }) => wait?.for)).toEqual(['end'])
  })
})
