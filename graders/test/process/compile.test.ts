import { sep } from 'node:path'
import { expect, test } from 'vitest'
import { compile } from '../../process/compile.ts'
import { execute } from '../../process/execute.ts'
import { toModule } from '../../process/transpile.ts'

test('nesting without end costs nobody the process: such a program is one that cannot be compiled', () => {
  expect(compile('q3.ts', `const x = ${'('.repeat(50_000)}1${')'.repeat(50_000)}`)).toBeNull()
})

test('a long program is compiled as a short one is, with its lines', () => {
  const long = compile('q3.ts', Array.from({ length: 2000 }, (_, index) => `const a${index}: number = 1\n`).join(''))
  expect(long?.code).toMatch(/^const a0 = 1;\nconst a1 = 1;\n/)
  expect(long?.map?.mappings.startsWith('AAAA')).toBe(true)
})

test('a place in what is run is told as the line of the source, with a column or without one', () => {
  const text = 'interface Told {\n  a: 1\n}\n\nif (true) {\n  // why\n\n  throw new Error(`oh`)\n}\n'
  const { code, origin } = toModule({ path: 'q3.ts', text })
  const line = code.split('\n').findIndex((each) => each.includes('throw')) + 1
  expect(line).toBeLessThan(8)
  expect([origin(line), origin(line, 8)]).toEqual([8, 8])
})

test('a program that asks for its own place as only a module can is one, whatever else it asks for', () => {
  const text = "const fs = require('node:fs')\nconsole.log(import.meta.dirname, fs.constants.F_OK)\n"
  expect([
    toModule({ path: 'q3.ts', text }).path,
    toModule({ path: 'q3.ts', text: text.replace('import.meta.dirname', '__dirname') }).path,
  ]).toEqual(['q3.mjs', 'q3.cjs'])
})

test.each([
  ['the place in it', "type A = 1\n\nif (true) {\n    konsole.log('a')\n}\n", "q3.ts:4\n    konsole.log('a')\n    ^\n"],
  [
    'a piece of it',
    "import { forc } from 'node:child_process'\nforc('a')\n",
    "q3.ts:1\nimport { forc } from 'node:child_process'\n         ^^^^\n",
  ],
  [
    'one on the line before which the kit puts names',
    'const x: string = konsole(__filename)\n',
    'q3.ts:1\nconst x: string = konsole(__filename)\n                  ^\n',
  ],
  ['what cannot be compiled', "const f = 'a\n", "q3.ts:1\nconst f = 'a\n          ^^\n"],
])('where Node shows the line of an exception, it is the line that the learner wrote: %s', async (_, text, shown) => {
  const answer = { exercise: 'q3', language: 'ts', entry: 'q3.ts', files: [{ path: 'q3.ts', text }] } as const
  expect((await execute(answer, { timeoutMs: 20_000 })).stderr).toContain(shown)
})

test('the names of CommonJS are there in a program whose first line says what runs it, and its lines stay where they are', async () => {
  const text = "#!/usr/bin/env ts-node\nimport { sep } from 'node:path'\nconsole.log(__dirname.includes(sep))\nkonsole.log(1)\n"
  const answer = { exercise: 'q3', language: 'ts', entry: 'q3.ts', files: [{ path: 'q3.ts', text }] } as const
  const { stdout, stderr } = await execute(answer, { timeoutMs: 20_000 })
  expect([stdout, stderr]).toEqual(['true\n', expect.stringContaining('q3.ts:4\nkonsole.log(1)\n^\n')])
})

test.each([
  [
    'require',
    "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\nconsole.log(require('node:path').sep)\n",
  ],
  ['an import', "import * as module from 'node:module'\nconsole.log(module.createRequire(import.meta.url)('node:path').sep)\n"],
  ['among others', "import path from 'node:path'\nconst { sep: __dirname } = path\nconsole.log(__dirname)\n"],
  ['in a function only', 'const f = () => {\n  const require = 0\n}\nconsole.log((f(), import.meta.url, require("node:path").sep))\n'],
])('a name of CommonJS that the learner declares is the learner’s: %s', async (_, text) => {
  const answer = { exercise: 'q3', language: 'ts', entry: 'q3.ts', files: [{ path: 'q3.ts', text }] } as const
  const { stdout, stderr } = await execute(answer, { timeoutMs: 20_000 })
  expect([stdout, stderr]).toEqual([`${sep}\n`, ''])
})

test.each([
  ['an older state of it, compiled', "console.log('new')", 'q3.js', 'new\n'],
  ['another program, which it imports', "import './q3.js'\nconsole.log('new')", 'q3.js', 'old\nnew\n'],
  ['another program, in another form', "import './q3.js'\nconsole.log('new')", 'q3.mts', 'new\n'],
])('what lies beside a program under the same name does not take its place: %s', async (_, text, beside, printed) => {
  const files = [
    { path: 'q3.ts', text },
    { path: beside, text: "console.log('old')\n" },
  ]
  for (const inOrder of [files, files.toReversed()]) {
    const answer = { exercise: 'q3', language: 'ts', entry: 'q3.ts', files: inOrder } as const
    expect((await execute(answer, { timeoutMs: 20_000 })).stdout).toBe(printed)
  }
})

/** Programs of several files that run wherever TypeScript is run, and what each prints. */
const projects: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    'a file by the ending of another',
    { 'q3.ts': "import { extname } from 'node:path'\nawait import(`./a${extname(__filename)}`)", 'a.ts': 'console.log(1)' },
    '1\n',
  ],
  [
    'a file that an editor called .tsx',
    { 'q3.tsx': "import './a'", 'a.tsx': 'console.log(<T,>(value: T) => value, 1)' },
    '[Function (anonymous)] 1\n',
  ],
  [
    'a folder with an index',
    { 'q3.ts': "import { a } from './lib'\nconsole.log(a)", 'lib/index.ts': "export { a } from './a'", 'lib/a.ts': 'export const a = 1' },
    '1\n',
  ],
  ['a folder that is asked for later', { 'q3.ts': "console.log((await import('./lib/')).a)", 'lib/index.ts': 'export const a = 1' }, '1\n'],
  [
    'a folder of the older kind',
    { 'q3.js': "console.log(require('./lib').a)", 'lib/index.js': 'const { sep } = require("path")\nexports.a = sep.length' },
    '1\n',
  ],
  [
    'a name that tsconfig.json knows',
    {
      'q3.ts': "import { a } from '@lib/a'\nconsole.log(a)",
      'src/a.ts': 'export const a = 1',
      'tsconfig.json': '{ // names\n "compilerOptions": { "paths": { "@lib/*": ["./src/*"], } } }',
    },
    '1\n',
  ],
  ['JSON', { 'q3.ts': "import all, { a } from './a.json'\nconsole.log(a, all)", 'a.json': '{ "a": 1 }' }, '1 { a: 1 }\n'],
  [
    'a decorator',
    {
      'q3.ts':
        'const twice = (f: () => number, _: unknown) => function (this: A) { return 2 * f.call(this) }\nclass A {\n  @twice\n  a(): number { return 1 }\n}\nexport const a = new A().a()\nconsole.log(a)',
    },
    '2\n',
  ],
  [
    'a decorator of the older kind',
    {
      'q3.ts':
        'const twice = (_: object, __: string, d: PropertyDescriptor) => { const f = d.value; d.value = () => 2 * f() }\nclass A { \n  @twice a() { return 1 }\n}\nconsole.log(new A().a())',
    },
    '2\n',
  ],
  [
    'what is exported as a whole',
    {
      'q3.ts': "import A from './a'\nimport B = require('./a')\nconsole.log(new A().a, A === B)",
      'a.ts': "import { sep } from 'path'\nclass A { constructor(readonly a = sep.length) {} }\nexport = A",
    },
    '1 true\n',
  ],
  [
    'a file that is called as the kit calls its own folders',
    { 'q3.ts': "import './node_modules'\nimport './tmp'", 'node_modules.ts': 'console.log(1)', 'tmp.ts': 'console.log(2)' },
    '1\n2\n',
  ],
  ['a name that nobody declared, and an early end', { 'q3.js': 'a = 1\nconsole.log(a)\nif (a) return\nconsole.log(2)' }, '1\n'],
]

test.each(projects)('what runs where TypeScript is at home runs here: %s', async (_, texts, printed) => {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }))
  const answer = { exercise: 'q3', language: 'ts', entry: files[0]!.path, files } as const
  const { stdout, stderr } = await execute(answer, { timeoutMs: 20_000 })
  expect([stdout, stderr]).toEqual([printed, ''])
})
