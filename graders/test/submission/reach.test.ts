import { expect, test } from 'vitest'
import { execute } from '../../process/execute.ts'
import { sandboxProblem } from '../../process/sandbox/sandbox-problem.ts'
import { readSubmission } from '../../submission/read.ts'
import { exercises } from './questions.ts'
import { scratch } from '../scratch.ts'

const problem = await sandboxProblem()

/** A program that starts a child, by the file's name as it stands here. */
const starting = (child: string): string =>
  `import { fork } from 'node:child_process'\nimport path from 'node:path'\nfork(${child}).on('exit', () => console.log('parent'))\n`

const child = "console.log('child')\n"
const both = 'child\nparent\n'

/** Projects as people lay them out, and what each of them prints where it is run as it is meant. */
const projects: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['from the folder around src/', { 'src/q3.ts': starting("'src/child.ts'"), 'src/child.ts': child }, both],
  ['by pieces of a path', { 'src/q3.ts': starting("path.join(process.cwd(), 'src', 'child.ts')"), 'src/child.ts': child }, both],
  [
    'by both ways at once',
    { 'src/q3.ts': `import '../lib/first'\n${starting("'child.ts'")}`, 'src/child.ts': child, 'lib/first.ts': '' },
    both,
  ],
  ['in its own folder', { 'q3/main.ts': starting("__dirname + '/child one.ts'"), 'q3/child one.ts': child }, both],
  ['from a folder beside its own', { 'q3/main.ts': starting('`${__dirname}/../common/child.ts`'), 'common/child.ts': child }, both],
  ['where a compiler would have laid it', { 'src/q3.ts': starting("'./dist/child.js'"), 'src/child.ts': child }, both],
  [
    'by the name that tsconfig.json has for that',
    { 'q3.ts': starting("'./made/child.js'"), 'child.ts': child, 'tsconfig.json': '{ "compilerOptions": { "outDir": "./made" } }' },
    both,
  ],
  [
    'a text in the folder around its own',
    { 'src/q3.ts': "import { readFileSync } from 'node:fs'\nconsole.log(readFileSync('words.txt', 'utf8'))\n", 'words.txt': 'words' },
    'words\n',
  ],
  [
    'a name of the settings around its own folder',
    {
      'src/q3.ts': "import '@lib/a'\n",
      'src/lib/a.ts': "console.log('a')\n",
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./src/lib/*"] } } }',
    },
    'a\n',
  ],
]

const answerIn = async (files: Readonly<Record<string, string>>) =>
  (await readSubmission(scratch(files), { exercises })).answers.find(({ exercise }) => exercise === 'q3')!

test.each(projects)('a program finds what it names %s', async (_, files, printed) => {
  const { stdout, stderr } = await execute(await answerIn(files), { timeoutMs: 20_000 })
  expect([stdout, stderr]).toEqual([printed, ''])
})

test.skipIf(problem !== null)(`and so it does in the sandbox${problem ?? ''}`, async () => {
  const { stdout, stderr } = await execute(await answerIn(projects[2]![1]), { timeoutMs: 20_000, sandbox: true })
  expect([stdout, stderr]).toEqual([both, ''])
})

test('who asks for nothing beyond the own folder has nothing of what lies around it', async () => {
  const { entry, files } = await answerIn({
    'q3/main.ts': starting("'./child.ts'"),
    'q3/child.ts': child,
    'child.ts': '',
    'tsconfig.json': '{}',
  })
  expect([entry, ...files.map(({ path }) => path)]).toEqual(['main.ts', 'main.ts', 'child.ts'])
})

test('nor has anybody another learner’s files, or those of another question', async () => {
  const { files } = await answerIn({ 'q3/main.ts': starting("'../q6/main.ts'"), 'q6/main.ts': starting("'./child.ts'") })
  expect(files.map(({ path }) => path)).toEqual(['main.ts'])
})
